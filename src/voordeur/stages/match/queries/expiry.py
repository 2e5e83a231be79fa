"""Which people and homes nothing ties to the record any more once some signals are forgotten."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from voordeur.accounts.models import Organisation
from voordeur.record.models import Case, Household, Resident
from voordeur.stages.match.models import Link


def residents_left_over(organisation: Organisation, signals: Collection[int]) -> list[int]:
    """Ids of the residents whom no signal but these (or forgotten ones) is about, in a household without an open case.

    Somebody whom a decision on a doubtful link left without any signal is among them.
    """
    rows = Resident.objects.filter(household__organisation=organisation, forgotten_on=None)
    kept = Exists(_kept(signals).filter(resident=OuterRef("pk")))
    working = Exists(Case.objects.filter(household=OuterRef("household"), closed_on=None))
    return sorted(rows.exclude(kept).exclude(working).values_list("pk", flat=True))


def households_left_over(organisation: Organisation, signals: Collection[int], residents: Collection[int]) -> list[int]:
    """Ids of the households without an open case that no kept signal points to and where nobody but these residents lives."""
    rows = Household.objects.filter(organisation=organisation, forgotten_on=None)
    kept = Exists(_kept(signals).filter(household=OuterRef("pk")))
    working = Exists(Case.objects.filter(household=OuterRef("pk"), closed_on=None))
    lived_in = Exists(Resident.objects.filter(household=OuterRef("pk"), forgotten_on=None).exclude(pk__in=residents))
    return sorted(rows.exclude(kept).exclude(working).exclude(lived_in).values_list("pk", flat=True))


def _kept(signals: Collection[int]) -> QuerySet[Link]:
    return Link.objects.filter(signal__forgotten_on=None).exclude(signal__in=signals)
