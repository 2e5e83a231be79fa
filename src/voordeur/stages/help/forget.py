"""Forgets what was agreed with people; that something was agreed, and with which result, stays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Case, Q, Value, When

from voordeur.stages.help.models import Agreement

COVERS: dict[str, tuple[str, ...]] = {"Agreement": ("text", "owner", "exception_reason")}

# The table refuses a referral without agreement or reason, also after the reason is forgotten.
FORGOTTEN = "-"


def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Blank the texts of these people's agreements; returns the rows touched."""
    reason = Case(When(agreed=False, kind="referral", then=Value(FORGOTTEN)), default=Value(""))
    written = ~Q(text="") | ~Q(owner="") | ~Q(exception_reason__in=["", FORGOTTEN])
    return Agreement.objects.filter(written, resident__in=residents).update(text="", owner="", exception_reason=reason)
