"""Duos: two people who usually go together, from where to where. Either may lead; who does is chosen at each door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from voordeur.accounts.models import Organisation, User
from voordeur.stages.visit.actions.planning import NotPlanned, check_pair
from voordeur.stages.visit.models import Duo


@dataclass(frozen=True)
class Point:
    """Where a duo starts or ends: what people call it, and where it lies in degrees; None: not known."""

    label: str = ""
    at: tuple[float, float] | None = None


@dataclass(frozen=True)
class Together:
    """Who form a duo, what it is called, from where to where."""

    name: str
    first: User
    second: User
    start: Point
    end: Point


def keep_duo(duo: Duo | None, together: Together, *, organisation: Organisation, today: date) -> Duo:
    """Make a duo, or change one. Raises NotPlanned where two people cannot go for this organisation, or are a duo already."""
    check_pair(organisation, together.first, together.second)
    same = Duo.objects.filter(organisation=organisation).filter(Q(ended_on=None) | Q(ended_on__gt=today))
    both = (together.first, together.second)
    twice = same.filter(first__in=both, second__in=both)
    if any(one != duo for one in twice):
        raise NotPlanned(_("Deze twee zijn al een duo."))
    duo = duo or Duo(organisation=organisation)
    duo.name, duo.first, duo.second = together.name, together.first, together.second
    duo.start_label, duo.start = together.start.label, list(together.start.at) if together.start.at else None
    duo.end_label, duo.end = together.end.label, list(together.end.at) if together.end.at else None
    duo.save()
    return duo


@transaction.atomic
def end_duo(duo: Duo, *, on: date) -> None:
    """From this day on the two are no duo any more; rounds that they have stay theirs until they are planned anew."""
    Duo.objects.filter(pk=duo.pk).filter(Q(ended_on=None) | Q(ended_on__gt=on)).update(ended_on=on)
