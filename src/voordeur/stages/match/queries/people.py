"""The people of a household, with where each stands in the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Resident
from voordeur.stages.match.models import Link


@dataclass(frozen=True)
class HouseholdPerson:
    """Somebody of a household, how many signals are about them, and what the register said last."""

    resident: Resident
    signals: int
    register_status: str


def persons_of(households: Collection[int], look: Look) -> dict[int, list[HouseholdPerson]]:
    """The people whom signals of these households are about, by household id; two queries. The caller scopes the households."""
    links: dict[tuple[int, int], list[str]] = defaultdict(list)
    rows = Link.objects.filter(household__in=households).order_by("pk")
    for household, resident, status in rows.values_list("household_id", "resident_id", "register_status"):
        links[household, resident].append(status)
    people = Resident.objects.in_bulk({resident for _, resident in links})
    found: dict[int, list[HouseholdPerson]] = defaultdict(list)
    for (household, resident), statuses in links.items():
        found[household].append(HouseholdPerson(people[resident], len(statuses), statuses[-1]))
    record_look(look, [f"household:{household}" for household in found])
    return dict(found)
