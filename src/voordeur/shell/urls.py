"""Addresses of this room: the page of keys and the living style page."""

from django.urls import path

from voordeur.shell import screens

urlpatterns = [
    path("toetsen/", screens.keys, name="keys"),
    path("stijl/", screens.style, name="style"),
]
