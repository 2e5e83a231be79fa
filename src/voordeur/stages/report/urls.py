"""Addresses of this room."""

from django.urls import URLPattern, path

from voordeur.stages.report import screens

urlpatterns: list[URLPattern] = [
    path("", screens.show, name="figures"),
    path("cijfers.csv", screens.download, {"suffix": "csv"}, name="figures_csv"),
    path("cijfers.xlsx", screens.download, {"suffix": "xlsx"}, name="figures_xlsx"),
]
