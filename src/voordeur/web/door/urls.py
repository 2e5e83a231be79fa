"""Addresses of the phone at the door."""

from django.urls import URLPattern, path

from voordeur.web.door import held, paper, phone, results, screens

urlpatterns: list[URLPattern] = [
    path("", screens.mine, name="door-rounds"),
    path("onderweg/", phone.frame, name="door-frame"),
    path("werker.js", phone.worker, name="door-worker"),
    path("bewaard/", held.overview, name="door-held"),
    path("wie/", phone.who, name="door-who"),
    path("inleveren/", phone.hand_in, name="door-hand-in"),
    path("<int:pk>/looplijst.pdf", paper.walking_list, name="door-paper"),
    path("<int:pk>/meenemen/", phone.take, name="door-take"),
    path("<int:pk>/<int:stop>/nog/", phone.still, name="door-still"),
    path("<int:pk>/", screens.walk, name="door-walk"),
    path("<int:pk>/afmelden/", results.leave, name="door-sign-off"),
    path("<int:pk>/<int:stop>/", screens.ring, name="door"),
    path("<int:pk>/<int:stop>/vastleggen/", results.record, name="door-record"),
    path("<int:pk>/<int:stop>/klaar/", screens.ready, name="door-ready"),
    path("<int:pk>/<int:stop>/let-op/", results.note, name="door-note"),
]
