"""What the register of breaches forgets: the words written down. That there was a breach, and what was decided, stays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from voordeur.privacy.models import BreachMark, BreachNote

COVERS: dict[str, tuple[str, ...]] = {"BreachMark": BreachMark.PERSONAL}


def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Blank what was written about breaches that concern these people or signals. Returns rows touched."""
    concerned = BreachNote.objects.filter(Q(wrong_resident__in=residents) | Q(signals__signal__in=signals))
    return BreachMark.objects.filter(note__in=concerned.values("pk")).exclude(text="").update(text="")
