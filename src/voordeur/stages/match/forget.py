"""What the matching knows of people, and how it forgets it. Decisions are references and stay."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from voordeur.stages.match.models import Candidate, Link

COVERS: dict[str, tuple[str, ...]] = {"Link": ("reasons",), "Candidate": ("person", "reasons")}


def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Blank the reasons of these links and remove the candidates that they show, or that show these people. Gives the rows."""
    links = Link.objects.filter(Q(signal__in=signals) | Q(resident__in=residents)).exclude(reasons=[])
    blanked = links.update(reasons=[])
    shown = Q(link__signal__in=signals) | Q(link__resident__in=residents) | Q(resident__in=residents)
    return blanked + Candidate.objects.filter(shown).delete()[0]
