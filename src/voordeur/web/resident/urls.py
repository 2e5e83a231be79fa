"""Addresses of the resident's door. After the first page none of them holds the code, so that no history keeps it."""

from django.urls import path

from voordeur.web.resident import agreeing, knocking, screens

urlpatterns = [
    path("", knocking.knock, name="resident_door"),
    path("echt/", screens.real, name="resident_real"),
    path("brief/", screens.letter, name="resident_letter"),
    path("bellen/", screens.call, name="resident_call"),
    path("langs/", screens.come, name="resident_come"),
    path("geregeld/", screens.settled, name="resident_settled"),
    path("nee/", screens.no, name="resident_no"),
    path("afzeggen/", agreeing.off, name="resident_off"),
    path("klaar/", screens.done, name="resident_done"),
    path("dicht/", screens.close, name="resident_close"),
    path("<str:code>/", knocking.arrive, name="resident_code"),
]
