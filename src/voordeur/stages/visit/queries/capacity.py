"""A month's planned visits against what was made and what is on a round, for the notice beside planning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from voordeur.accounts.models import Organisation
from voordeur.calendar import add_months, first_of_month
from voordeur.record.models import Case, Event
from voordeur.stages.reach.queries.protocols import methods_of
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.vocabulary import Channel, Kind
from voordeur.stages.visit.models import Stop
from voordeur.stages.visit.rules.capacity import Capacity

_ELSEWHERE = "–"


def capacities(organisation: Organisation, on: date, today: date, *, also: Collection[str] = ()) -> list[Capacity]:
    """The month of `on` for each working method that plans visits by the month and is in use; a few queries, no personal data.

    In use: visits were made by it or stand on a round that month, or it is one of `also` (name@version).

    The number is the organisation's, over all its municipalities together, and its versions count as one method.
    """
    planning = {key: one.protocol for key, one in methods_of(organisation).items() if one.protocol.visits_per_month}
    month = first_of_month(on)
    made, coming = _made(organisation, planning, month), _coming(organisation, planning, month, today)
    used = {planning[key].name for key in {*also, *(key for key, _town in (*made, *coming))} & planning.keys()}
    newest: dict[str, Protocol] = {}
    for protocol in sorted(planning.values(), key=lambda one: one.version):
        newest[protocol.name] = protocol
    return [
        Capacity(protocol.title, protocol.visits_per_month or 0, _of(name, made, planning), _of(name, coming, planning))
        for name, protocol in sorted(newest.items())
        if name in used
    ]


_Counts = Counter[tuple[str, str]]


def _made(organisation: Organisation, planning: dict[str, Protocol], month: date) -> _Counts:
    rows = Event.objects.filter(
        kind=Kind.ATTEMPT, facts__channel=Channel.VISIT, corrected_by=None, on__gte=month, on__lt=add_months(month, 1)
    )
    return _by_town(rows.filter(case__organisation=organisation, case__protocol__in=planning))


def _coming(organisation: Organisation, planning: dict[str, Protocol], month: date, today: date) -> _Counts:
    rows = Stop.objects.filter(
        result=None, round__signed_off_at=None, round__on__gte=max(month, today), round__on__lt=add_months(month, 1)
    )
    return _by_town(rows.filter(case__organisation=organisation, case__protocol__in=planning, case__closed_on=None))


def _by_town(rows: QuerySet[Event] | QuerySet[Stop]) -> _Counts:
    cases = Counter(rows.values_list("case", flat=True))
    known = Case.objects.filter(pk__in=cases).values_list("pk", "protocol", "municipality__name")
    found: _Counts = Counter()
    for pk, protocol, town in known:
        found[protocol, town or _ELSEWHERE] += cases[pk]
    return found


def _of(name: str, counts: _Counts, planning: dict[str, Protocol]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (key, town), count in counts.items():
        if planning[key].name == name:
            found[town] += count
    return found
