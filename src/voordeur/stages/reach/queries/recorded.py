"""Cases as they stand on record, to try a protocol on: events and codes, nobody's name."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from django.db.models import QuerySet

from voordeur.calendar import add_months
from voordeur.record.models import Case
from voordeur.record.queries import parameter_book
from voordeur.stages.reach.queries.steps import clocks_of, reachable_in, represented_in, told_of
from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.replay import Recorded, Replayed, replay

_CLOCKS = tuple(one.name for one in fields(Clocks))


def recorded(cases: QuerySet[Case], *, since: date, until: date) -> list[Recorded]:
    """Those of these cases that were opened from `since` up to and including `until`.

    The caller sees to the walls (``Case.objects.filter(within(user))``). Four queries, and one for each organisation.
    """
    rows = list(cases.filter(opened_on__gte=since, opened_on__lte=until).order_by("opened_on", "pk"))
    told = told_of([case.pk for case in rows])
    homes = {case.household_id for case in rows}
    reachable, acted_for = reachable_in(homes), represented_in(homes)
    books = {pk: parameter_book(_CLOCKS, organisation=pk, on=until) for pk in {case.organisation_id for case in rows}}
    found: list[Recorded] = []
    for case in rows:
        phones, emails = reachable.get(case.household_id, (False, False))
        clocks = clocks_of(books[case.organisation_id], case.municipality_id)
        found.append(Recorded(tuple(told[case.pk]), case.opened_on, phones, emails, acted_for, case.district, clocks))
    return found


def tried(protocol: Protocol, cases: QuerySet[Case], *, months: int, today: date) -> Replayed:
    """What a protocol would have done, up to and including today, with those of these cases opened in the last months."""
    since = add_months(today, -months)
    return replay(protocol, recorded(cases, since=since, until=today), since=since, until=today)
