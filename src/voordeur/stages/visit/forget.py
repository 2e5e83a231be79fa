"""What the visit room knows of people, and how it forgets it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef

from voordeur.record.models import Resident
from voordeur.stages.visit.models import DoorNote

COVERS: dict[str, tuple[str, ...]] = {"DoorNote": ("text",)}


def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Remove the notes at doors behind which nobody stays who is not forgotten. Gives the number of rows."""
    staying = Resident.objects.filter(household=OuterRef("household"), forgotten_on=None).exclude(pk__in=residents)
    left = DoorNote.objects.filter(household__residents__in=residents).exclude(Exists(staying)).values("pk")
    return DoorNote.objects.filter(pk__in=left).delete()[0]
