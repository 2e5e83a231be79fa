"""Addresses of the post."""

from django.urls import path

from voordeur.web.printing import screens

urlpatterns = [
    path("", screens.show, name="post"),
    path("maken/", screens.make, name="post_make"),
    path("<int:pk>/bestand.pdf", screens.file, name="post_file"),
]
