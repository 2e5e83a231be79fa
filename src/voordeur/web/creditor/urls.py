"""Addresses of what a creditor tells."""

from django.urls import URLPattern, path

from voordeur.web.creditor import screens

urlpatterns: list[URLPattern] = [
    path("", screens.choose, name="told"),
    path("<int:pk>/", screens.tell, name="told-by"),
]
