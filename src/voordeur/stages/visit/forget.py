"""What the visit room knows of people, and how it forgets it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from voordeur.record.models import Resident
from voordeur.stages.visit.models import DoorNote, Place

COVERS: dict[str, tuple[str, ...]] = {"DoorNote": ("text",), "Place": ("latitude", "longitude")}


def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Remove the notes at and the places of doors behind which nobody stays who is not forgotten. Gives the number of rows."""
    staying = Resident.objects.filter(household=OuterRef("household"), forgotten_on=None).exclude(pk__in=residents)
    left = Q(household__residents__in=residents) & ~Exists(staying)
    notes = DoorNote.objects.filter(pk__in=DoorNote.objects.filter(left).values("pk")).delete()[0]
    return notes + Place.objects.filter(pk__in=Place.objects.filter(left).values("pk")).delete()[0]
