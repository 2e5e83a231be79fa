"""Addresses of the deliveries."""

from django.urls import URLPattern, path

from voordeur.stages.deliver.screens import deliveries, downloads

urlpatterns: list[URLPattern] = [
    path("", deliveries.overview, name="deliveries"),
    path("<int:pk>/", deliveries.detail, name="delivery"),
    path("<int:pk>/voortgang/", deliveries.progress, name="delivery-progress"),
    path("<int:pk>/geweigerd.<str:kind>", downloads.refused, name="delivery-refused"),
    path("<int:pk>/ontvangstbewijs.pdf", downloads.receipt, name="delivery-receipt"),
]
