"""Addresses of the review of doubtful links, and of the samples that tell how good the matching is."""

from django.urls import path

from voordeur.web.review import samples, screens

urlpatterns = [
    path("", screens.review, name="review"),
    path("steekproef/", samples.samples, name="review_samples"),
    path("steekproef/<int:sample>/", samples.sample, name="review_sample"),
    path("steekproef/paar/<int:item>/", samples.item, name="review_item"),
    path("hoe-goed/", samples.quality, name="review_quality"),
    path("<int:link>/", screens.doubt, name="review_doubt"),
    path("<int:link>/besluit/", screens.decide, name="review_decide"),
    path("<int:link>/terug/", screens.undo, name="review_undo"),
]
