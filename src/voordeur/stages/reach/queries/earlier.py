"""What people of a household said in earlier cases: a no is a person's, and outlives the case in which it was said (P10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from voordeur.record.models import Case, Event
from voordeur.stages.reach.rules.history import Told
from voordeur.stages.reach.rules.vocabulary import Kind

_SAID = (Kind.NO, Kind.UNDO_NO, Kind.DECLINED)


def said_before(cases: Collection[Case]) -> dict[int, list[Told]]:
    """By open case: the noes of the same household's closed cases, as facts of its own story; one query.

    Left out is what was taken back, and a no after which the same person accepted help.
    """
    homes = {case.household_id: case.pk for case in cases if case.closed_on is None}
    rows = Event.objects.filter(
        case__household__in=homes, case__closed_on__isnull=False, kind__in=(*_SAID, Kind.ACCEPTED), corrected_by=None
    )
    told: dict[int, list[Told]] = defaultdict(list)
    for household, pk, kind, on, facts in rows.values_list("case__household", "id", "kind", "on", "facts"):
        told[homes[household]].append(Told(pk, kind, on, facts))
    return {case: [one for one in said if one.kind in _SAID and not _lifted(one, said)] for case, said in told.items()}


def _lifted(no: Told, said: Collection[Told]) -> bool:
    person = no.facts.get("resident")
    return any(one.kind == Kind.ACCEPTED and one.facts.get("resident") == person and one.on > no.on for one in said)
