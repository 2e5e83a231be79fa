"""Addresses of somebody who contacts us."""

from django.urls import path

from voordeur.web.inbound import screens

urlpatterns = [
    path("", screens.find, name="inbound"),
    path("<int:pk>/", screens.identify, name="inbound-who"),
    path("<int:pk>/gesprek/", screens.talk, name="inbound-talk"),
    path("<int:pk>/vastleggen/", screens.record, name="inbound-record"),
    path("<int:pk>/terugbellen/", screens.call_back, name="inbound-call-back"),
]
