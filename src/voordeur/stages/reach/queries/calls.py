"""What was tried by phone before: for whoever is about to call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from voordeur.record.models import Event
from voordeur.stages.reach.rules.vocabulary import Channel, Kind


@dataclass(frozen=True)
class Call:
    """One earlier call: on which day, in which part of it (DDAS EnumDagdeel, or ""), and what came of it (AttemptResult)."""

    on: date
    day_part: str
    result: str


def calls_of(cases: Collection[int]) -> dict[int, list[Call]]:
    """The calls in each of these cases, oldest first, those taken back left out; one query, no personal data."""
    found: dict[int, list[Call]] = defaultdict(list)
    rows = Event.objects.filter(case__in=cases, kind=Kind.ATTEMPT, facts__channel=Channel.PHONE, corrected_by=None)
    for case, on, facts in rows.order_by("on", "id").values_list("case", "on", "facts"):
        if facts.get("purpose") != "inbound":
            found[case].append(Call(on, str(facts.get("day_part", "")), str(facts.get("result", ""))))
    return found
