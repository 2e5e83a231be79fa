"""Record what happened: attempts, noes, and other facts of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.record.actions import append_event, close_case
from voordeur.record.models import Case, Event, Resident
from voordeur.stages.reach.queries.steps import told_of
from voordeur.stages.reach.rules.registry import FactError, check_facts
from voordeur.stages.reach.rules.vocabulary import LIVE, AttemptResult, Channel, DayPart, Kind, No
from voordeur.stages.triage.queries import residents_of


@dataclass(frozen=True)
class Attempt:
    """One contact attempt with what DDAS wants to know of it (R27); its date is given beside it.

    `reached`: the resident or somebody who acts for the resident was met (P06, P19). `step` is the protocol's step that it
    carries out, "" for one of the worker's own. `extra`: further person-free facts (``come_back_on``, ``batch``).
    """

    channel: str
    day_part: str
    reached: bool
    result: str
    resident_id: int | None = None
    step: str = ""
    purpose: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_attempt(case: Case, *, made: Attempt, by: User | None, on: date, note: str = "") -> Event:
    """Add a contact attempt to the case's story. Raises ValueError with a sentence when a word is unknown or missing."""
    _open(case)
    if made.channel not in set(Channel):
        raise ValueError(_("Kies hoe er contact is gezocht: brief, kaartje, huisbezoek, telefoon, …"))
    if made.result not in set(AttemptResult):
        raise ValueError(_("Kies wat er van de poging kwam."))
    if made.day_part not in {"", *DayPart} or (made.channel in LIVE and not made.day_part):
        raise ValueError(_("Kies het dagdeel: ochtend, middag of avond."))
    facts = {
        "step": made.step,
        "channel": str(made.channel),
        "day_part": str(made.day_part),
        "reached": made.reached,
        "result": str(made.result),
        "resident": made.resident_id,
        "purpose": made.purpose,
        **made.extra,
    }
    return append_event(case=case, kind=Kind.ATTEMPT, on=on, by=by, facts=_checked(Kind.ATTEMPT, facts), note=note)


@transaction.atomic
def record_no(case: Case, *, resident: Resident, no: str, by: User | None, on: date) -> Event:
    """Add somebody's no: to visits, to help for these arrears, to being approached at all (P10). No reason is asked.

    The first two hold at once, whoever takes them down; the last is an objection (AVG art. 21) that a person decides, so
    that `by` is needed. Raises ValueError with a sentence.
    """
    if no not in set(No):
        raise ValueError(_("Kies waartegen nee gezegd is: bezoek, hulp of benadering."))
    if no == No.APPROACH and by is None:
        raise ValueError(_("Over bezwaar tegen benadering beslist een medewerker."))
    facts = {"no": str(no), "resident": resident.pk}
    return append_event(case=case, kind=Kind.NO, on=on, by=by, facts=_checked(Kind.NO, facts))


@transaction.atomic
def record_fact(case: Case, *, kind: str, facts: Mapping[str, object], by: User | None, on: date, note: str = "") -> Event:
    """Add another fact (see `rules.registry` for kinds and facts). Raises ValueError with a sentence for an unknown one.

    A death or a move of everybody in the case closes it the same day (P08, R06).
    """
    event = append_event(case=case, kind=kind, on=on, by=by, facts=_checked(kind, facts), note=note)
    if kind == Kind.UNDO_NO:
        _talked(case, on=on)
    if kind == Kind.DECEASED:
        # Whoever prints or goes to the door next must not ask for the dead, also where the household's case goes on (P08).
        who = event.facts.get("resident")
        Resident.objects.filter(pk=who, household=case.household_id, died_on=None).update(died_on=on)
    if kind in {Kind.DECEASED, Kind.MOVED}:
        _close_when_nobody_is_left(case, by=by, on=on)
    return event


def _checked(kind: str, facts: Mapping[str, object]) -> dict[str, Any]:
    try:
        return check_facts(kind, facts)
    except FactError as error:
        sentences = {
            "kind": _("Dit soort gebeurtenis bestaat niet: %(word)s."),
            "fact": _("Dit gegeven hoort niet bij deze gebeurtenis: %(word)s. Zet tekst in de aantekening."),
            "value": _("Dit gegeven kan niet zo worden vastgelegd: %(word)s."),
            "missing": _("Dit gegeven ontbreekt: %(word)s."),
        }
        raise ValueError(sentences[error.what] % {"word": error.word}) from error


def _open(case: Case) -> None:
    if case.closed_on is not None:
        raise ValueError(_("Deze zaak is afgesloten; er kan geen poging meer bij."))


def _talked(case: Case, *, on: date) -> None:
    """Undoing a no takes a talk on that day, never a click (P10)."""
    talks = Event.objects.filter(case=case, kind=Kind.ATTEMPT, on=on, facts__reached=True)
    if not talks.exists():
        raise ValueError(_("Een nee intrekken kan alleen na een gesprek: leg eerst het gesprek van vandaag vast."))


def _close_when_nobody_is_left(case: Case, *, by: User | None, on: date) -> None:
    gone: dict[int | None, str] = {}
    for one in told_of([case.pk])[case.pk]:
        if one.kind in {Kind.DECEASED, Kind.MOVED}:
            gone[one.facts.get("resident")] = one.kind
    people = residents_of(case)
    if None not in gone and not people <= set(gone):
        return
    died = Kind.DECEASED in gone.values()
    outcome = "Inwoner is overleden" if died else "Persoon is geen inwoner (meer) in de gemeente"
    close_case(case=case, on=on, outcome=outcome, by=by)
