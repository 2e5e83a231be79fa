"""What happens once in a while, so that its screen has something to show as well.

A status overruled, a link taken apart, notes for who rings next, a new creditor's first file that waits for its columns to be
confirmed, a trial of the forgetting.
"""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from voordeur import forgetting, stream
from voordeur.accounts.actions import add_organisation
from voordeur.accounts.models import OrganisationKind
from voordeur.demo.team import Team
from voordeur.record.actions import add_partner
from voordeur.stages.deliver.actions.pending import keep_pending
from voordeur.stages.triage.rules.status import SignalStatus
from voordeur.stages.visit import actions as visit

NEWCOMER = "Warmtebron"  # the creditor that signals for the first time
PAID_IN_TIME = "De verhuurder belde: het hele bedrag stond al op de rekening toen het bestand werd gemaakt."
ALREADY_HELPED = "Onder het drempelbedrag, maar bij de balie om hulp gevraagd; daarom toch opgepakt."
HINTS = (
    ("practical", "Bel doet het niet: klop op het raam naast de deur."),
    ("practical", "Ingang aan de achterkant, via het hofje."),
    ("safety", "Loslopende hond in de voortuin: eerst bellen, dan pas door het hek."),
)
HINT_STANDS = timedelta(days=90)


def leave_traces(team: Team, tonight: Any, *, new_file: bytes, on: date) -> None:
    """Leave one of each, done by who would do it. `tonight` is the round that is planned, `new_file` a creditor's first one."""
    _overrule(team, on=on)
    _take_apart(team, on=on)
    _leave_hints(team, tonight, on=on)
    if new_file:
        _await_confirmation(team, new_file)
    forgetting.forget(organisation=team.office, today=on, by=team.person("oscar"), dry_run=True)


def _overrule(team: Team, *, on: date) -> None:
    """A signal that proved to be unjustified is let go; one below the threshold is taken up after all."""
    several = team.open_cases().annotate(signals=Count("takings")).filter(signals__gte=2).last()
    if several and (taking := several.takings.order_by("pk").last()):
        stream.overrule(taking, status=SignalStatus.UNJUSTIFIED, reason=PAID_IN_TIME, by=team.person("karim"), today=on)
    for small in _signals(team, taking__rule="R11")[-1:]:
        stream.overrule(small.taking, status=SignalStatus.TAKEN_UP, reason=ALREADY_HELPED, by=team.person("clara"), today=on)


def _take_apart(team: Team, *, on: date) -> None:
    """A link that a worker had made is undone; the signal waits for a decision again."""
    for decided in _signals(team, link__verdict="human", taking__case__closed_on=None)[-1:]:
        stream.undo_link(decided.link, by=team.person("clara"), today=on)


def _signals(team: Team, **wanted: Any) -> list[Any]:
    """The office's signals of which something is so, the oldest first."""
    found = [signal for partner in team.partners.values() for signal in partner.signals.filter(**wanted)]
    return sorted(found, key=lambda signal: signal.pk)


def _leave_hints(team: Team, tonight: Any, *, on: date) -> None:
    """Some doors of tonight have something that the pair should know before it rings."""
    stops = tonight.stops.select_related("case__household").order_by("order")[::2] if tonight else ()
    for (kind, text), stop in zip(HINTS, stops, strict=False):
        visit.add_note(household=stop.case.household, kind=kind, text=text, until=on + HINT_STANDS, by=team.person("vera"), on=on)


def _await_confirmation(team: Team, content: bytes) -> None:
    """A creditor that joined this week: the coordinator tried its first file, and still has to confirm the columns."""
    staff = add_organisation(name=NEWCOMER, kind=OrganisationKind.PARTNER)
    partner = add_partner(
        code=NEWCOMER.lower(), name=NEWCOMER, kind="Energie", attested=True, receiver=team.office, organisation=staff
    )
    by = team.person("clara")
    keep_pending(partner=partner, name="achterstanden.csv", content=io.BytesIO(content), by=by, at=timezone.now())
