"""What could give the people in signals away; for the proof of forgetting."""

from __future__ import annotations

from collections.abc import Collection

from voordeur.stages.deliver.models import Signal

_NAMES = ("customer_number", "bsn", "surname", "phone", "email")


def telling_values(signals: Collection[int]) -> set[str]:
    """Numbers, names, phone, e-mail and remarks in these signals."""
    rows = Signal.objects.filter(pk__in=signals).values_list(*_NAMES, "remark")
    return {value for row in rows for value in row if value}


def values_still_held(values: Collection[str]) -> set[str]:
    """Those of these values that a signal which is not forgotten still holds: another person's, or the same person's anew."""
    living = Signal.objects.filter(forgotten_on=None)
    held: set[str] = set()
    for name in _NAMES:
        held.update(living.filter(**{f"{name}__in": values}).values_list(name, flat=True))
    return held
