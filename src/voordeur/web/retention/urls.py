"""Addresses of bewaren en vergeten."""

from django.urls import path

from voordeur.web.retention import screens

urlpatterns = [
    path("privacy/", screens.page, name="privacy"),
    path("privacy/vergeten/", screens.run, name="retention_run"),
]
