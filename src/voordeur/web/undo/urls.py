"""Addresses of taking a link apart."""

from django.urls import path

from voordeur.web.undo import screens

urlpatterns = [
    path("", screens.find, name="links"),
    path("<int:link>/losmaken/", screens.undo, name="unlink"),
]
