"""What a creditor tells of its own side: a step that the protocol leaves to it was carried out; its collection came so far.

A whole list at once, by customer number, as a creditor's own system knows its customers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.record.actions import append_events
from voordeur.record.models import Event, Partner
from voordeur.stages.reach.queries.awaited import left_to
from voordeur.stages.reach.rules.registry import check_facts
from voordeur.stages.reach.rules.vocabulary import CollectionStage, EvictedBecause, Kind
from voordeur.stages.triage.queries import cases_by_customer


@dataclass(frozen=True)
class Heard:
    """The cases that now know it, and the customer numbers for which this creditor has no open case that it concerns."""

    cases: tuple[int, ...]
    unknown: tuple[str, ...]


@transaction.atomic
def hear(
    partner: Partner, *, what: str, customers: Collection[str], on: date, today: date, by: User | None, because: str = ""
) -> Heard:
    """For these customers something happened on that day. Telling it twice counts once.

    `what`: a step that a protocol leaves to this creditor (an announcement posted, a call made), or the stage to which its
    collection came; an eviction that was carried out says `because` of what. Raises ValueError with a sentence.
    """
    if on > today:
        raise ValueError(_("Deze dag moet nog komen; vul in wanneer het gebeurd is."))
    if what in set(CollectionStage):
        facts = {"partner": partner.pk, "stage": what, **_why(what, because)}
        return _tell(cases_by_customer(partner), customers, Kind.STAGE, facts, on=on, by=by)
    left = left_to(partner)
    if not any(what in steps for steps in left.values()):
        raise ValueError(_("Dit doet u niet zelf; kies iets uit de lijst."))
    found = {number: case for number, case in cases_by_customer(partner).items() if what in left.get(case, ())}
    return _tell(found, customers, Kind.PARTNER_STEP, {"partner": partner.pk, "step": what}, on=on, by=by)


def _why(stage: str, because: str) -> dict[str, str]:
    if stage != CollectionStage.EVICTED:
        return {}
    if because not in set(EvictedBecause):
        raise ValueError(_("Kies waarom het tot de ontruiming kwam."))
    return {"because": because}


def _tell(
    found: Mapping[str, int], customers: Collection[str], kind: Kind, facts: dict[str, Any], *, on: date, by: User | None
) -> Heard:
    named = list(dict.fromkeys(number for said in customers if (number := said.strip())))
    cases = sorted({found[number.casefold()] for number in named if number.casefold() in found})
    checked = check_facts(kind, facts)
    known = set(Event.objects.filter(case__in=cases, kind=kind, on=on, facts=checked).values_list("case", flat=True))
    append_events(kind=kind, on=on, by=by, told=[(case, checked) for case in cases if case not in known])
    return Heard(tuple(cases), tuple(number for number in named if number.casefold() not in found))
