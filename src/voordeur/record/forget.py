"""What the record forgets of people: their names, numbers and addresses, and what was written down about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from voordeur.record.models import Case, Household, Note, Resident

COVERS: dict[str, tuple[str, ...]] = {
    "Resident": Resident.PERSONAL,
    "Household": Household.PERSONAL,
    "Note": Note.PERSONAL,
}


@transaction.atomic
def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Blank these residents; a household with nobody left loses its address, its cases their notes. Returns rows touched."""
    touched = Resident.objects.filter(pk__in=residents, forgotten_on=None).update(
        **dict.fromkeys(Resident.PERSONAL, ""), died_on=None, secrecy=False, forgotten_on=today
    )
    still_known = Resident.objects.filter(household=OuterRef("pk"), forgotten_on=None)
    empty = Household.objects.filter(forgotten_on=None, residents__pk__in=residents).exclude(Exists(still_known))
    emptied = list(empty.values_list("pk", flat=True).distinct())
    touched += Household.objects.filter(pk__in=emptied).update(**dict.fromkeys(Household.PERSONAL, ""), forgotten_on=today)
    cases = Case.objects.filter(household__in=emptied)
    touched += Note.objects.filter(event__case__in=cases).delete()[0]
    return touched
