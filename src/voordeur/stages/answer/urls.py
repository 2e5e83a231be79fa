"""Addresses of this room."""

from django.urls import URLPattern, path

from voordeur.stages.answer import screens

urlpatterns: list[URLPattern] = [
    path("", screens.show, name="answers"),
    path("<int:pk>/maken/", screens.make, name="answers_make"),
    path("<int:pk>/antwoorden.csv", screens.download, {"suffix": "csv"}, name="answers_csv"),
    path("<int:pk>/antwoorden.xlsx", screens.download, {"suffix": "xlsx"}, name="answers_xlsx"),
]
