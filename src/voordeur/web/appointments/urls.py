"""Addresses of appointments."""

from django.urls import path

from voordeur.web.appointments import screens

urlpatterns = [
    path("", screens.listing, name="appointments"),
    path("maken/<int:case>/", screens.make, name="appointment-make"),
    path("<int:pk>/", screens.one, name="appointment"),
]
