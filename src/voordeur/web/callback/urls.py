"""Addresses of call-backs."""

from django.urls import path

from voordeur.web.callback import screens

urlpatterns = [
    path("", screens.take, name="take-callback"),
    path("<int:pk>/gebeld/", screens.done, name="callback-done"),
]
