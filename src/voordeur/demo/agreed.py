"""What was agreed in a demonstration: one chose a moment at the own door, one is called, one comes to the desk."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from django.utils.timezone import get_default_timezone

from voordeur import appointments
from voordeur.demo.team import Team
from voordeur.record.models import Case
from voordeur.stages.reach.rules.vocabulary import AppointmentKind, Kind
from voordeur.stages.visit.actions import Asker, Moment, NotBooked
from voordeur.stages.visit.queries.slots import clock, offer

# The kind, whether the resident chose it at the own door, and which of the moments.
_AGREED = ((AppointmentKind.HOME, True, 0), (AppointmentKind.PHONE, False, 2), (AppointmentKind.DESK, False, 1))
_AT = time(10)


def agree(team: Team, *, on: date) -> None:
    """Let three households, of which nobody asked or refused anything yet, agree a moment with us."""
    fresh = team.open_cases().exclude(
        events__kind__in=(Kind.NO, Kind.ASKED, Kind.ACCEPTED, Kind.PAYMENT, Kind.ARRANGEMENT, Kind.DECEASED, Kind.MOVED)
    )
    cases = fresh.select_related("household", "organisation", "municipality").order_by("-opened_on", "-pk")
    for case, (kind, alone, place) in zip(cases[: len(_AGREED)], _AGREED, strict=False):
        with suppress(NotBooked):
            _agree(case, team, kind, alone=alone, place=place, on=on)


def _agree(case: Case, team: Team, kind: AppointmentKind, *, alone: bool, place: int, on: date) -> None:
    resident = case.household.residents.filter(died_on=None, forgotten_on=None).order_by("pk").first()
    can = offer(case, kind, today=on).slots
    if resident is None or len(can) <= place:
        return
    slot = can[place]
    form = uuid5(NAMESPACE_URL, f"voordeur demo {case.pk} {kind}")  # the same in every demonstration of this seed
    asker = Asker(None, "code", form) if alone else Asker(team.person("karim"), "phone", form)
    at = datetime.combine(on, _AT, get_default_timezone())
    moment = Moment(slot.on, clock(slot.begin))
    appointments.book(case, resident=resident, kind=kind, moment=moment, asker=asker, at=at)
