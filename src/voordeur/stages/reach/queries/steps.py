"""What `next_steps` needs, read for many cases at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache

from voordeur.programmes.protocols import protocol_texts
from voordeur.record.models import Case, Event, Resident
from voordeur.record.queries import ACTS_FOR, ParameterBook, parameter_book
from voordeur.stages.reach.rules.history import History, Told, history
from voordeur.stages.reach.rules.next_steps import Clocks, NextSteps, next_steps
from voordeur.stages.reach.rules.protocol import Protocol, ProtocolError, read_protocols

_CLOCKS = tuple(one.name for one in fields(Clocks))


@cache
def protocols() -> dict[str, Protocol]:
    """Every protocol by name@version. Raises ProtocolError naming file, line and what to write."""
    found: dict[str, Protocol] = {}
    for name, text in protocol_texts():
        try:
            read = read_protocols(text)
        except ProtocolError as error:
            raise ProtocolError(f"{name}, {error}") from error
        for protocol in read:
            if protocol.key in found:
                raise ProtocolError(f"{name}: {protocol.key} stands in two files; give one another version")
            found[protocol.key] = protocol
    return found


def protocol_of(case: Case) -> Protocol | None:
    """The protocol version that a case runs under; None when it is not shipped any more."""
    return protocols().get(case.protocol)


@dataclass(frozen=True)
class Planned:
    """A case with the answer of `next_steps` on one day."""

    case: Case
    steps: NextSteps


def planned(cases: Collection[int], *, today: date) -> list[Planned]:
    """What is due in each of these cases: five queries, and one for each organisation, however many cases."""
    rows = list(Case.objects.filter(pk__in=cases))
    told = told_of([case.pk for case in rows])
    reachable = _reachable({case.household_id for case in rows})
    acted_for = represented_in({case.household_id for case in rows})
    books = {pk: parameter_book(_CLOCKS, organisation=pk, on=today) for pk in {case.organisation_id for case in rows}}
    return [
        Planned(case, _steps(case, told[case.pk], _Known(reachable, acted_for), books[case.organisation_id], today=today))
        for case in rows
    ]


@dataclass(frozen=True)
class _Known:
    """What is known of the people of households: (a phone number, an e-mail address), and for whom somebody acts."""

    reachable: Mapping[int, tuple[bool, bool]]
    acted_for: frozenset[int]


def _steps(case: Case, told: Iterable[Told], people: _Known, book: ParameterBook, *, today: date) -> NextSteps:
    protocol = protocol_of(case)
    if protocol is None:
        # Nobody silently drops off: the desk is told to choose another way of working.
        return NextSteps(ended=("unknown_protocol",))
    known = history_of(case, told, people.reachable.get(case.household_id, (False, False)), people.acted_for)
    return next_steps(protocol, known, today, clocks_of(book, case.municipality_id))


def history_of(case: Case, told: Iterable[Told], reachable: tuple[bool, bool], represented: Collection[int] = ()) -> History:
    """The history of one case; `reachable`: whether a phone number and an e-mail address are known."""
    phones, emails = reachable
    closed = case.closed_on is not None
    return history(told, opened_on=case.opened_on, closed=closed, phones=phones, emails=emails, represented=represented)


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


def _reachable(households: Collection[int]) -> dict[int, tuple[bool, bool]]:
    """Per household whether a number and an e-mail address are known; the values themselves are not read."""
    found: dict[int, tuple[bool, bool]] = {}
    rows = Resident.objects.filter(household__in=households, died_on=None).exclude(phone="", email="")
    for household, phone, email in rows.values_list("household", "phone", "email"):
        before = found.get(household, (False, False))
        found[household] = (before[0] or bool(phone), before[1] or bool(email))
    return found


def represented_in(households: Collection[int]) -> frozenset[int]:
    """The residents of these households for whom an administrator or curator acts (P06); no personal data."""
    rows = Resident.objects.filter(household__in=households, representatives__ended_on=None, representatives__kind__in=ACTS_FOR)
    return frozenset(rows.values_list("pk", flat=True))
