"""Every address of the installation. Each stage brings its own; `web` has what crosses stages."""

from django.urls import include, path

urlpatterns = [
    path("toegang/", include("voordeur.accounts.urls")),
    path("", include("voordeur.web.urls")),
    path("", include("voordeur.shell.urls")),
    path("", include("voordeur.privacy.urls")),
    path("aanleveren/", include("voordeur.stages.deliver.urls")),
    path("matchen/", include("voordeur.stages.match.urls")),
    path("benaderen/", include("voordeur.stages.reach.urls")),
    path("huisbezoek/", include("voordeur.stages.visit.urls")),
    path("terugkoppelen/", include("voordeur.stages.answer.urls")),
    path("verantwoorden/", include("voordeur.stages.report.urls")),
]
