"""What is kept and how long, what the next run will forget, and the proof of the last one."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from voordeur import forgetting
from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose, examine_recent, record_look
from voordeur.privacy.queries import open_breaches, retention_runs
from voordeur.programmes.parameters import national
from voordeur.record.queries import parameter_book
from voordeur.shell.clock import today

TERMS = {
    "retention_signal_months": gettext_lazy("Signaal dat geen zaak werd"),
    "retention_case_months": gettext_lazy("Zaak, na het afsluiten"),
    "retention_refused_months": gettext_lazy("Geweigerde regel"),
    "retention_file_months": gettext_lazy("Bestand van de schuldeiser en printbestand"),
    "backup_days": gettext_lazy("Reservekopie"),
}
KINDS = {
    "signals": gettext_lazy("signalen"),
    "residents": gettext_lazy("personen"),
    "households": gettext_lazy("adressen"),
    "refused_in": gettext_lazy("aanleveringen met geweigerde regels"),
    "files": gettext_lazy("bestanden"),
}


@needs(Ability.FORGET)
def page(request: HttpRequest) -> HttpResponse:
    """Terms, what would go today, and the runs so far."""
    organisation = cast(User, request.user).organisation
    book = parameter_book(list(TERMS), organisation=organisation, on=today())
    terms = [(label, book.value(key), national(key, today())) for key, label in TERMS.items()]
    counts = forgetting.expiring(organisation=organisation, today=today()).counts()
    context = {
        "terms": terms,
        "counts": [(label, counts.get(kind, 0)) for kind, label in KINDS.items()],
        "nothing": not any(counts.values()),
        "runs": [(run, [(KINDS[k], n) for k, n in run.counts.items() if k in KINDS]) for run in retention_runs(organisation)],
        "state": examine_recent(),
        "breaches": open_breaches(cast(User, request.user)),
        "last_copy": today() + timedelta(days=int(book.value("backup_days"))),
    }
    return render(request, "retention/page.html", context)


@require_POST
@needs(Ability.FORGET)
def run(request: HttpRequest) -> HttpResponse:
    """Forget what is due, or only try (`dry_run`)."""
    user = cast(User, request.user)
    dry = "dry_run" in request.POST
    done = forgetting.forget(organisation=user.organisation, today=today(), by=user, dry_run=dry)
    record_look(Look.of(request, Purpose.FORGET), [f"retention-run:{done.pk}"])
    if dry:
        messages.info(request, _("Proef gedaan: er is niets veranderd."))
    elif done.proof["found"]:
        messages.error(request, _("Vergeten, maar het bewijs is niet rond. Kijk hieronder waar nog iets staat."))
    else:
        messages.success(request, _("Vergeten en bewezen: van deze mensen staat nergens meer iets."))
    return redirect("privacy")
