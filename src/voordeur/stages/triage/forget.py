"""What triage forgets: what a worker wrote when overruling a status; the status itself is person-free and stays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from voordeur.stages.triage.models import Taking

COVERS: dict[str, tuple[str, ...]] = {"Taking": Taking.PERSONAL}


def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Blank the reasons written down about these signals. Returns the rows touched."""
    return Taking.objects.filter(signal__in=signals).exclude(overrule_reason="").update(overrule_reason="")
