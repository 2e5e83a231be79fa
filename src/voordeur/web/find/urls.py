"""Addresses of finding a household."""

from django.urls import path

from voordeur.web.find import screens

urlpatterns = [
    path("zaken/", screens.cases, name="cases"),
]
