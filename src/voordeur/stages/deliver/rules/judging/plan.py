"""How to read one file: which column holds which field, and how its dates are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voordeur.stages.deliver.rules.cells import Row
from voordeur.stages.deliver.rules.findings import Finding
from voordeur.stages.deliver.rules.judging.policy import Policy
from voordeur.stages.deliver.rules.mapping.header_words import PARTS
from voordeur.stages.deliver.rules.values.dates import DateOrder, order_of

_DATES = ("birth_date", "oldest_due", "signal_date")


@dataclass(frozen=True)
class Plan:
    """Field to the places of its columns, with the creditor's names for them; notices about columns that are dropped."""

    columns: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    orders: Mapping[int, DateOrder]
    notices: tuple[Finding, ...] = ()

    def name_of(self, *fields: str) -> str:
        """The creditor's column for the first of these fields that has one, "" when none has."""
        return next((self.columns[self.places[field][0]] for field in fields if field in self.places), "")


def plan_of(columns: Sequence[str], mapping: Mapping[str, str], sample: Sequence[Row], policy: Policy) -> Plan:
    """The plan for a file whose columns map so. Fields that the law does not allow (R03) and columns without a field are
    dropped, each with a notice."""
    places: dict[str, tuple[int, ...]] = {}
    notices = []
    for place, column in enumerate(columns):
        field = mapping.get(column, "")
        if field == IGNORED:
            continue
        if field and all(policy.allows(part) for part in PARTS.get(field, (field,))):
            places[field] = (*places.get(field, ()), place)
        else:
            notices.append(Finding("field_dropped", column))
    orders = {
        place: order_of([row[place] for row in sample if place < len(row)]) for field in _DATES for place in places.get(field, ())
    }
    return Plan(tuple(columns), places, orders, tuple(notices))


# A column that we wrote ourselves: code and reason in a file of refused lines that comes back mended.
IGNORED = "-"
