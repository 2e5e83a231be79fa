"""One door on one part of a day: what it is worth, when it may be rung, how long it takes; from facts without names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from voordeur.calendar import add_months
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.visit.rules.at_home import Chance
from voordeur.stages.visit.rules.rounds.evening import Window
from voordeur.stages.visit.rules.worth import Door, Point, must_tonight, points

# The two reasons of triage by which a situation is threatening (Wgs art. 4(2)).
_THREATENING = frozenset({"crisis", "eviction"})


@dataclass(frozen=True)
class Tonight:
    """What is known of a door. `expected`: somebody waits for the pair there (an appointment, within these minutes).

    `locked`: a person put it on this pair's round, at this minute.
    """

    door: Door
    chance: Chance
    expected: Window | None = None
    locked: float | None = None


@dataclass(frozen=True)
class Weighed:
    """A door as the plan takes it. `worth`: the sum of points times the chance; `service`: minutes to count with."""

    points: tuple[Point, ...]
    chance: float
    worth: float
    service: float
    windows: tuple[Window, ...]
    must: bool
    why: tuple[Words, ...]


@dataclass(frozen=True)
class Measures:
    """The dated figures of an evening: weights of worth, minutes at a door, the chance that who made an appointment is in."""

    weights: Mapping[str, float]
    minutes_at_door: float
    minutes_of_talk: float
    chance_of_appointment: float


# How far a door that a person put at a minute may move from it when the rest is planned anew.
_ROOM = 10.0


def weigh(tonight: Tonight, measures: Measures, hours: Window, on: date) -> Weighed:
    """A door weighed. `hours`: when nobody is disturbed by a bell on this part of the day."""
    parts = points(tonight.door, measures.weights, on)
    chance = measures.chance_of_appointment if tonight.expected else tonight.chance.value
    windows, must = (hours,), must_tonight(tonight.door, on)
    if tonight.expected:
        windows, must = (tonight.expected,), True
    elif tonight.locked is not None:
        around = Window(max(hours.start, tonight.locked - _ROOM), min(hours.end, tonight.locked + _ROOM))
        windows, must = (around if around.start <= around.end else hours,), True
    return Weighed(
        points=parts,
        chance=chance,
        worth=round(sum(one.points for one in parts) * chance, 2),
        service=round(measures.minutes_at_door + chance * measures.minutes_of_talk, 1),
        windows=windows,
        must=must,
        why=_why(tonight, parts),
    )


def _why(tonight: Tonight, parts: tuple[Point, ...]) -> tuple[Words, ...]:
    """The heaviest reasons, then the chance; an appointment and a person's own choice before them."""
    found = [one.words for one in parts if one.code != "visit"][:3]
    if tonight.expected:
        return (Words("afspraak: er wordt op het duo gewacht", "an appointment: the pair is expected"), *found)
    if tonight.locked is not None:
        found.insert(0, Words("door een collega hier vastgezet", "fixed here by a colleague"))
    return (*found, tonight.chance.in_words())


def is_threatening(urgency: tuple[str, ...], clock: str) -> bool:
    """Whether a case is threatening, by the codes of its urgency or by the clock that runs."""
    return clock == "threatening" or bool(_THREATENING.intersection(urgency))


def next_due(signalled: date, oldest_due: date | None) -> date:
    """When the next rent fell or falls due after a signal: on the day of the month of the oldest one, else on the first."""
    day = oldest_due.day if oldest_due else 1
    month = signalled.replace(day=1)
    while True:
        last = (add_months(month, 1) - month).days
        found = month.replace(day=min(day, last))
        if found > signalled:
            return found
        month = add_months(month, 1)
