"""Addresses of planning the visits."""

from django.urls import URLPattern, path

from voordeur.stages.visit.screens import planning

urlpatterns: list[URLPattern] = [
    path("", planning.overview, name="visits"),
    path("<int:pk>/", planning.detail, name="round"),
    path("<int:pk>/papier/", planning.paper, name="round-paper"),
]
