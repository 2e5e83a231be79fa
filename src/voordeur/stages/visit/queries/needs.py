"""What a door needs of a pair: who may know of it (P22), the language spoken there (P23), who the working method sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from voordeur.record.models import Case
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.visit.models import Stop
from voordeur.stages.visit.queries import known
from voordeur.stages.visit.queries.crews import Crew
from voordeur.stages.visit.queries.safety import measures
from voordeur.stages.visit.rules.rounds.evening import Place
from voordeur.stages.visit.rules.safety import Measure
from voordeur.stages.visit.rules.tonight import Weighed

_NOT_TOLD = Words("", "")
_NEVER_ALONE = Words("twee mensen: hier gaat niemand alleen", "two people: nobody goes here alone")
# Needs that no choice of a person sets aside: a creditor's employee may not know of this door (P22).
_WITHOUT = "without:"
# Nobody goes there alone (P25).
TOGETHER = "together"
HARD = (_WITHOUT, TOGETHER)


@dataclass(frozen=True)
class DueVisit:
    """The step by which a visit is due: its name in the working method, since when, by whom, and why ({"code", "params"})."""

    name: str
    due_on: date
    by: str
    day_part: str
    deadline: date | None
    urgency: int
    reason: Mapping[str, Any]


@dataclass(frozen=True)
class DoorTonight:
    """A door that could be rung, weighed. `stop`: its place on a round so far; `wants`: another part of the day."""

    case: Case
    step: DueVisit | None
    stop: Stop | None
    place: Place | None
    weighed: Weighed
    wants: str = ""


@dataclass(frozen=True)
class Needs:
    """The needs of every door and what every pair has, as codes; `names`: what people call them."""

    doors: tuple[frozenset[str], ...]
    crews: tuple[frozenset[str], ...]
    names: Mapping[str, Words]
    notices: tuple[Words, ...]

    def of_door(self, number: int) -> frozenset[str]:
        """What a door needs, by its place among the doors."""
        return self.doors[number]

    def of_crew(self, number: int) -> frozenset[str]:
        """What a pair has, by its place among the pairs."""
        return self.crews[number]

    @classmethod
    def of(
        cls,
        doors: Sequence[DoorTonight],
        crews: Sequence[Crew],
        protocols: Mapping[int, Protocol],
        skills: frozenset[str],
        on: date,
    ) -> Needs:
        """The needs of these doors for these pairs; three queries. `skills`: all that anybody who could go has.

        A language is needed where a pair of tonight speaks it (else a telephone interpreter helps), and the two of a working
        method where somebody is known to be such a one: what nobody has keeps no door from being visited, and is said.
        """
        signals = known.signals_of([door.case.pk for door in doors])
        spoken = known.languages_of([door.case.household_id for door in doors])
        tongues = frozenset(language for crew in crews for language in crew.languages)
        safety = measures([door.case.household_id for door in doors], on)
        names: dict[str, Words] = {TOGETHER: _NEVER_ALONE}
        lacking: set[str] = set()
        needed = []
        for door in doors:
            codes = _barred(crews, signals[door.case.pk].partners)
            if safety.get(door.case.household_id, Measure.CAREFUL) != Measure.CAREFUL:
                codes.add(TOGETHER)
            if not door.weighed.must:
                codes |= _languages(spoken.get(door.case.household_id, frozenset()) & tongues, names)
                made_of = _made_of(door, protocols)
                lacking |= made_of - skills
                codes |= _titles(made_of & skills, names)
            if door.stop is not None and door.stop.locked:
                codes |= _own(door.stop.round.first_id, door.stop.round.second_id, crews)
            needed.append(frozenset(codes))
        able = tuple(_has(crew, crews) for crew in crews)
        common = frozenset(names).intersection(*able)  # what every pair of tonight has says nothing of a door
        for code in (frozenset().union(*needed) - names.keys()) | common:
            names[code] = _NOT_TOLD
        return cls(tuple(needed), able, names, tuple(_lacking(lacking)))


def _barred(crews: Sequence[Crew], partners: set[int]) -> set[str]:
    """For each creditor's employees who may not know of this door: a pair without them."""
    return {_without(crew.employers) for crew in crews if crew.employers and not crew.employers & partners}


def _without(employers: frozenset[int]) -> str:
    return _WITHOUT + ",".join(map(str, sorted(employers)))


def _languages(spoken: frozenset[str], names: dict[str, Words]) -> set[str]:
    for language in spoken:
        names[f"language:{language}"] = Words(f"de taal ({language})", f"the language ({language})")
    return {f"language:{language}" for language in spoken}


def _titles(wanted: frozenset[str], names: dict[str, Words]) -> set[str]:
    for title in wanted:
        names[f"title:{title}"] = Words(title, title)
    return {f"title:{title}" for title in wanted}


def _made_of(door: DoorTonight, protocols: Mapping[int, Protocol]) -> frozenset[str]:
    protocol = protocols.get(door.case.pk)
    if protocol is None or door.step is None:
        return frozenset()
    return frozenset(title for who in protocol.who if who.name == door.step.by for title in who.made_of)


def _own(first: int, second: int | None, crews: Sequence[Crew]) -> set[str]:
    """The pair on whose round a door was put; nothing when that pair does not go tonight."""
    key = tuple(sorted((first, second or 0)))
    return {f"pair:{key}"} if any(crew.key == key for crew in crews) else set()


def _has(crew: Crew, crews: Sequence[Crew]) -> frozenset[str]:
    barred = {_without(other.employers) for other in crews if other.employers and other.employers != crew.employers}
    mine = {_without(crew.employers)} if crew.employers else set()
    able = {f"language:{one}" for one in crew.languages} | {f"title:{one}" for one in crew.skills} | {f"pair:{crew.key}"}
    if crew.ask.second is not None:
        able.add(TOGETHER)
    return frozenset((barred - mine) | able)


def _lacking(titles: set[str]) -> list[Words]:
    if not titles:
        return []
    said = ", ".join(sorted(titles))
    return [
        Words(
            f"De werkwijze vraagt om {said}; bij niemand staat dat ingevuld, daarom telt het nu niet mee.",
            f"The working method asks for {said}; nobody has it filled in, so it does not count now.",
        )
    ]
