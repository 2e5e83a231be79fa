"""Addresses of today's work."""

from django.urls import path

from voordeur.web.today import screens

urlpatterns = [
    path("", screens.show, name="today"),
    path("vandaag/<int:pk>/<slug:step>/", screens.carry_out, name="today-do"),
]
