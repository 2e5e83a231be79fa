"""Addresses of this room."""

from django.urls import URLPattern, path

from voordeur.stages.reach.screens import pieces, style, texts

_TEXT = "teksten/<slug:programme>/<slug:name>/<slug:language>/"

urlpatterns: list[URLPattern] = [
    path("teksten/", texts.show, name="texts"),
    path(_TEXT, texts.edit, name="text_edit"),
    path(f"{_TEXT}voorbeeld/", texts.look, name="text_preview"),
    path(f"{_TEXT}gebruiken/", texts.use, name="text_use"),
    path("huisstijl/", style.show, name="house_style"),
    path("verzonden/<int:pk>/", pieces.show, name="sent_piece"),
]
