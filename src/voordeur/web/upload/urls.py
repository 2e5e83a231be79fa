"""Addresses of uploading a file."""

from django.urls import URLPattern, path

from voordeur.web.upload import screens

urlpatterns: list[URLPattern] = [
    path("nieuw/", screens.upload, name="upload"),
    path("proef/<int:pk>/", screens.trial, name="trial"),
    path("proef/<int:pk>/aanleveren/", screens.hand_over, name="trial-deliver"),
    path("proef/<int:pk>/weg/", screens.throw_away, name="trial-drop"),
]
