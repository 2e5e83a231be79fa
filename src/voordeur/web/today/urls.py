"""Addresses of today's work."""

from django.urls import path

from voordeur.web.today import doing, screens

urlpatterns = [
    path("", screens.show, name="today"),
    path("vandaag/geven/", doing.give, name="today-give"),
    path("vandaag/<int:pk>/<slug:step>/", doing.carry_out, name="today-do"),
]
