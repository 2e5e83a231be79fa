"""Addresses of the screens that hand a matter over or cross stages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("voordeur.web.today.urls")),
    path("", include("voordeur.web.find.urls")),
    path("inkomend/", include("voordeur.web.inbound.urls")),
    path("werkwijzen/", include("voordeur.web.protocols.urls")),
    path("terugbellen/", include("voordeur.web.callback.urls")),
    path("dubbelen/", include("voordeur.web.review.urls")),
    path("koppeling/", include("voordeur.web.undo.urls")),
    path("privacy/datalekken/", include("voordeur.web.breach.urls")),
    path("zaak/", include("voordeur.web.case.urls")),
    path("huisbezoek/afspraken/", include("voordeur.web.appointments.urls")),
    path("b/", include("voordeur.web.resident.urls")),
    path("deur/", include("voordeur.web.door.urls")),
    path("aanleveren/", include("voordeur.web.upload.urls")),
    path("aanleveren/gedaan/", include("voordeur.web.creditor.urls")),
    path("", include("voordeur.web.retention.urls")),
    path("beheer/", include("voordeur.web.admin.urls")),
    path("post/", include("voordeur.web.printing.urls")),
    path("berichten/", include("voordeur.web.messages.urls")),
]
