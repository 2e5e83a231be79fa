"""What `next_steps` needs, read for many cases at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from voordeur.record.models import Case, Event, Household, Resident
from voordeur.record.queries import ACTS_FOR, ParameterBook, parameter_book
from voordeur.stages.reach.queries.earlier import said_before
from voordeur.stages.reach.queries.protocols import protocols_for
from voordeur.stages.reach.rules.clocks import NO_CLOCKS, Clocks
from voordeur.stages.reach.rules.history import History, Told, history
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.next_steps import NextSteps, next_steps

_CLOCKS = tuple(one.name for one in fields(Clocks))


@dataclass(frozen=True)
class Planned:
    """A case with the answer of `next_steps` on one day."""

    case: Case
    steps: NextSteps


def planned(cases: Collection[int], *, today: date) -> list[Planned]:
    """What is due in each of these cases: eight queries at the most, and one for each organisation, however many cases."""
    rows = list(Case.objects.filter(pk__in=cases))
    told, known = _facts(rows), _known(rows, today)
    return [Planned(case, _steps(case, told[case.pk], known, today=today)) for case in rows]


def foreseen(supposed: Mapping[int, Mapping[str, Sequence[Told]]], *, today: date) -> dict[int, dict[str, NextSteps]]:
    """By case and by the name of what is supposed to happen there today: what would be due then. Nothing is written.

    As many queries as `planned`. The id of a supposed event is higher than any that was told.
    """
    rows = list(Case.objects.filter(pk__in=supposed))
    told, known = _facts(rows), _known(rows, today)
    return {
        case.pk: {name: _steps(case, [*told[case.pk], *more], known, today=today) for name, more in supposed[case.pk].items()}
        for case in rows
    }


def _facts(rows: Sequence[Case]) -> dict[int, list[Told]]:
    told, before = told_of([case.pk for case in rows]), said_before(rows)
    return {case.pk: [*told[case.pk], *before.get(case.pk, ())] for case in rows}


def _known(rows: Sequence[Case], today: date) -> _Known:
    homes = {case.household_id for case in rows}
    places = {(case.organisation_id, case.municipality_id) for case in rows}
    books = {pk: parameter_book(_CLOCKS, organisation=pk, on=today) for pk in {organisation for organisation, _ in places}}
    return _Known(
        reachable=reachable_in(homes),
        acted_for=represented_in(homes),
        kept_away=kept_away_from(homes, today),
        protocols=protocols_for(rows),
        clocks={place: clocks_of(books[place[0]], place[1]) for place in places},
    )


@dataclass(frozen=True)
class _Known:
    """What is known beside the events: of households (a phone number, an e-mail address, nobody rings), of people (somebody
    acts for them),
    of cases (the protocol), of organisations and their municipalities (terms)."""

    reachable: Mapping[int, tuple[bool, bool]]
    acted_for: frozenset[int]
    kept_away: frozenset[int]
    protocols: Mapping[int, Protocol]
    clocks: Mapping[tuple[int, int | None], Clocks]


def _steps(case: Case, told: Iterable[Told], known: _Known, *, today: date) -> NextSteps:
    protocol = known.protocols.get(case.pk)
    if protocol is None:
        # Nobody silently drops off: the desk is told to choose another way of working.
        return NextSteps(ended=("unknown_protocol",))
    reachable = known.reachable.get(case.household_id, (False, False))
    clocks = known.clocks[case.organisation_id, case.municipality_id]
    kept_away = case.household_id in known.kept_away
    return next_steps(protocol, history_of(case, told, reachable, known.acted_for, clocks, kept_away=kept_away), today)


def history_of(
    case: Case,
    told: Iterable[Told],
    reachable: tuple[bool, bool],
    represented: Collection[int] = (),
    clocks: Clocks = NO_CLOCKS,
    *,
    kept_away: bool = False,
) -> History:
    """The history of one case; `reachable`: whether a phone number and an e-mail address are known; `clocks` empty: no terms.

    `kept_away`: nobody rings there now (P25), which no event of the case tells.
    """
    phones, emails = reachable
    known = history(
        told,
        opened_on=case.opened_on,
        closed=case.closed_on is not None,
        phones=phones,
        emails=emails,
        represented=represented,
        district=case.district,
        clocks=clocks,
    )
    return known._replace(kept_away=kept_away)


def clocks_of(book: ParameterBook, municipality: int | None) -> Clocks:
    """The terms that hold for a municipality."""
    return Clocks(**{key: int(book.value(key, municipality)) for key in _CLOCKS})


def told_of(cases: Collection[int]) -> dict[int, list[Told]]:
    """The events of these cases as facts, in one query."""
    found: dict[int, list[Told]] = defaultdict(list)
    rows = Event.objects.filter(case__in=cases).values_list("case_id", "id", "kind", "on", "facts", "corrects_id")
    for case, pk, kind, on, facts, corrects in rows:
        found[case].append(Told(pk, kind, on, facts, corrects))
    return found


def reachable_in(households: Collection[int]) -> dict[int, tuple[bool, bool]]:
    """Per household whether a number and an e-mail address are known; the values themselves are not read."""
    found: dict[int, tuple[bool, bool]] = {}
    rows = Resident.objects.filter(household__in=households, died_on=None).exclude(phone="", email="")
    for household, phone, email in rows.values_list("household", "phone", "email"):
        before = found.get(household, (False, False))
        found[household] = (before[0] or bool(phone), before[1] or bool(email))
    return found


def kept_away_from(households: Collection[int], today: date) -> frozenset[int]:
    """Those of these households where nobody rings today (P25)."""
    rows = Household.objects.filter(pk__in=households, no_visits_until__gt=today)
    return frozenset(rows.values_list("pk", flat=True))


def represented_in(households: Collection[int]) -> frozenset[int]:
    """The residents of these households for whom an administrator or curator acts (P06); no personal data."""
    rows = Resident.objects.filter(household__in=households, representatives__ended_on=None, representatives__kind__in=ACTS_FOR)
    return frozenset(rows.values_list("pk", flat=True))
