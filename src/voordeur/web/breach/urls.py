"""Addresses of the register of breaches."""

from django.urls import path

from voordeur.web.breach import screens

urlpatterns = [
    path("", screens.register, name="breaches"),
    path("<int:note>/", screens.show, name="breach"),
    path("<int:note>/besluit/", screens.decide, name="breach_decide"),
    path("<int:note>/ingelicht/", screens.tell, name="breach_tell"),
    path("<int:note>/aantekening/", screens.remark, name="breach_remark"),
    path("<int:note>/lijst.<str:kind>", screens.sheet, name="breach_sheet"),
]
