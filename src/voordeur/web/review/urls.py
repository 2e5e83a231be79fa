"""Addresses of the review of doubtful links."""

from django.urls import path

from voordeur.web.review import screens

urlpatterns = [
    path("", screens.review, name="review"),
    path("<int:link>/", screens.doubt, name="review_doubt"),
    path("<int:link>/besluit/", screens.decide, name="review_decide"),
    path("<int:link>/terug/", screens.undo, name="review_undo"),
]
