"""Addresses of working methods. A method stands in the address by its name and version: ``leiden@1``."""

from django.urls import path

from voordeur.web.protocols import changing, screens

urlpatterns = [
    path("", screens.overview, name="protocols"),
    path("schrijven/", changing.write, name="protocol-write"),
    path("voorstel/<int:pk>/", changing.decide, name="protocol-decide"),
    path("<str:method>/", screens.read, name="protocol"),
    path("<str:method>/tekening.svg", screens.drawing, name="protocol-drawing"),
    path("<str:method>/toets/", screens.check, name="protocol-check"),
    path("<str:method>/vergelijken/", screens.beside, name="protocol-beside"),
    path("<str:method>/proberen/", screens.attempt, name="protocol-try"),
    path("<str:method>/voorstellen/", changing.propose, name="protocol-propose"),
]
