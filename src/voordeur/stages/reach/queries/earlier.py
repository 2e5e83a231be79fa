"""What people of a household said in earlier cases: a no is a person's, and outlives the case in which it was said (P10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from voordeur.record.models import Case, Event
from voordeur.stages.reach.rules.history import Told
from voordeur.stages.reach.rules.vocabulary import Kind

_SAID = (Kind.NO, Kind.UNDO_NO, Kind.DECLINED)


def said_before(cases: Collection[Case]) -> dict[int, list[Told]]:
    """By open case: the noes of the same household's closed cases, as facts of its own story; two queries, each by case.

    Left out is what was taken back, and a no after which the same person accepted help.
    """
    homes = {case.household_id: case.pk for case in cases if case.closed_on is None}
    # In one query with the events a database may look through every no there is, instead of those of these few cases.
    closed = dict(Case.objects.filter(household__in=homes, closed_on__isnull=False).values_list("pk", "household"))
    rows = Event.objects.filter(case__in=list(closed), kind__in=(*_SAID, Kind.ACCEPTED), corrected_by=None).order_by()
    told: dict[int, list[Told]] = defaultdict(list)
    for case, pk, kind, on, facts in rows.values_list("case", "id", "kind", "on", "facts"):
        told[homes[closed[case]]].append(Told(pk, kind, on, facts))
    return {case: [one for one in said if one.kind in _SAID and not _lifted(one, said)] for case, said in told.items()}


def _lifted(no: Told, said: Collection[Told]) -> bool:
    person = no.facts.get("resident")
    return any(one.kind == Kind.ACCEPTED and one.facts.get("resident") == person and one.on > no.on for one in said)
