"""What match forgets: the names and dates that its reasons and candidates quote."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from voordeur.stages.match.models import Candidate, Link

COVERS: dict[str, tuple[str, ...]] = {"Link": Link.PERSONAL, "Candidate": Candidate.PERSONAL}


@transaction.atomic
def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Blank the reasons of these signals' links and remove their candidates, and every candidate that is one of these people."""
    touched = Link.objects.filter(signal__in=signals).exclude(reasons=[]).update(reasons=[])
    touched += Candidate.objects.filter(link__signal__in=signals).delete()[0]
    return touched + Candidate.objects.filter(resident__in=residents).delete()[0]
