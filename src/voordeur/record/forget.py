"""What the record forgets of people: their names, numbers and addresses, and what was written down about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from voordeur.record.models import Household, Note, Representative, Resident

COVERS: dict[str, tuple[str, ...]] = {
    "Resident": Resident.PERSONAL,
    "Household": Household.PERSONAL,
    "Note": Note.PERSONAL,
    "Representative": Representative.PERSONAL,
}


@transaction.atomic
def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Blank these residents, and remove who acts for them. Returns rows touched."""
    blanked = Resident.objects.filter(pk__in=residents, forgotten_on=None).update(
        **dict.fromkeys(Resident.PERSONAL, ""),
        died_on=None,
        secrecy=False,
        silent_address=False,
        entrepreneur=False,
        forgotten_on=today,
    )
    return blanked + Representative.objects.filter(resident__in=residents).delete()[0]


@transaction.atomic
def forget_households(households: Collection[int], *, today: date) -> int:
    """Blank the addresses of these households, and remove what was written down in their cases. Returns rows touched."""
    touched = Household.objects.filter(pk__in=households, forgotten_on=None).update(
        **dict.fromkeys(Household.PERSONAL, ""), no_visits_until=None, forgotten_on=today
    )
    return touched + Note.objects.filter(event__case__household__in=households).delete()[0]
