"""What the visit room knows of people, and how it forgets it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from voordeur.record.models import Resident
from voordeur.stages.visit.models import Arrival, DoorNote, Place

COVERS: dict[str, tuple[str, ...]] = {
    "Arrival": ("note",),
    "DoorNote": ("text", "withheld_because"),
    "Place": ("latitude", "longitude"),
}


def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Remove the notes at and the places of doors behind which nobody stays who is not forgotten. Gives the number of rows."""
    notes = DoorNote.objects.filter(pk__in=DoorNote.objects.filter(_left(residents, "household")).values("pk")).delete()[0]
    places = Place.objects.filter(pk__in=Place.objects.filter(_left(residents, "household")).values("pk")).delete()[0]
    held = Arrival.objects.exclude(note="").filter(_left(residents, "stop__case__household")).values("pk")
    return notes + places + Arrival.objects.filter(pk__in=held).update(note="")


def _left(residents: Collection[int], household: str) -> Combinable:
    staying = Resident.objects.filter(household=OuterRef(household), forgotten_on=None).exclude(pk__in=residents)
    return Q(**{f"{household}__residents__in": residents}) & ~Exists(staying)
