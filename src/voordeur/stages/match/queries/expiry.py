"""Which people nothing ties to the record any more once some signals are forgotten."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from voordeur.record.models import Case, Resident
from voordeur.stages.match.models import Link


def residents_of_only(signals: Collection[int]) -> list[int]:
    """Ids of the residents all of whose signals are among these or already forgotten, in a household without an open case."""
    kept = Link.objects.filter(resident=OuterRef("pk"), signal__forgotten_on=None).exclude(signal__in=signals)
    working = Case.objects.filter(household=OuterRef("household"), closed_on=None)
    rows = Resident.objects.filter(links__signal__in=signals, forgotten_on=None)
    rows = rows.exclude(Q(Exists(kept)) | Q(Exists(working)))
    return sorted(rows.values_list("pk", flat=True).distinct())
