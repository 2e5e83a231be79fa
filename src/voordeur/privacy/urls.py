"""Addresses of the privacy officer's log."""

from django.urls import path

from voordeur.privacy import screens

urlpatterns = [
    path("privacy/logboek/", screens.log, name="privacy_log"),
    path("privacy/logboek/nalopen/", screens.examine, name="privacy_log_examine"),
]
