"""Puts back what a pair had taken along and planning took away meanwhile: the round, and the door on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from voordeur.accounts.models import User
from voordeur.record.models import Case
from voordeur.stages.visit.models import Round, Stop


@dataclass(frozen=True)
class TakenAlong:
    """What a phone's pass proves that it took along: a door (by its case) of a round on a part of a day."""

    round: int
    stop: int
    case: int
    on: date
    day_part: str


@transaction.atomic
def round_again(taken: TakenAlong, *, by: User) -> Round:
    """The round that was taken along; where planning anew left it without doors and removed it, it is there again, for `by`."""
    case = Case.objects.select_related("organisation").get(pk=taken.case)
    made = {"organisation": case.organisation, "on": taken.on, "day_part": taken.day_part, "first": by}
    Round.objects.get_or_create(pk=taken.round, defaults=made)
    return Round.objects.select_related("organisation", "first", "second").get(pk=taken.round)


@transaction.atomic
def put_back(round_: Round, *, case: int) -> Stop:
    """The door of a case on this round. Where planning took it off while a pair walked there, it stands on it again, last."""
    Round.objects.select_for_update().get(pk=round_.pk)
    last = round_.stops.aggregate(last=Max("order"))["last"] or 0
    return Stop.objects.get_or_create(round=round_, case_id=case, defaults={"order": last + 1})[0]
