"""Addresses of the privacy officer's log."""

from django.urls import path

from voordeur.privacy import screens

urlpatterns = [path("privacy/logboek/", screens.log, name="privacy_log")]
