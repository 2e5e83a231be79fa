"""What waits for a person's judgement, as references: enough to say which decision would change most, and no name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KT

from voordeur.accounts.models import User
from voordeur.record.models import Case
from voordeur.stages.match.models import Candidate
from voordeur.stages.match.queries.review import person_key, waiting_links


@dataclass(frozen=True)
class Waiting:
    """One doubt of the queue. `people`: whom it may be about; `households`: where one of them has an open case."""

    link: int
    signal_type: str
    amount_cents: int
    on: date
    people: frozenset[str]
    households: frozenset[int]


def waiting(user: User) -> list[Waiting]:
    """Every doubt inside this person's walls, longest waiting first; two queries (and those of the walls), however many."""
    links = waiting_links(user)
    people: dict[int, set[str]] = defaultdict(set)
    homes: dict[int, set[int]] = defaultdict(set)
    worked = Case.objects.filter(closed_on=None, household=OuterRef("resident__household"))
    rows = Candidate.objects.filter(link__in=links.values("pk")).annotate(number=KT("person__bsn"), worked=Exists(worked))
    for link, number, known, resident, home, open_ in rows.values_list(
        "link_id", "number", "resident__bsn", "resident_id", "resident__household_id", "worked"
    ):
        people[link].add(person_key(number or known or "", resident))
        if open_:
            homes[link].add(home)
    told = links.order_by("signal__on", "pk").values_list("pk", "signal__signal_type", "signal__amount_cents", "signal__on")
    return [Waiting(pk, kind, cents, on, frozenset(people[pk]), frozenset(homes[pk])) for pk, kind, cents, on in told]
