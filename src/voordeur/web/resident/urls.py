"""Addresses of the resident's door; after the first page none of them holds the code."""

from django.urls import path

from voordeur.web.resident import screens

urlpatterns = [
    path("", screens.knock, name="resident_door"),
    path("<str:code>/", screens.knock, name="resident_code"),
]
