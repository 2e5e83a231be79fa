"""Weeks of doors, rung in four ways by the same pairs on the same days.

What is true is hidden from every way: each address has a chance of its own by part of the day. A way only decides which doors a
pair has on its list and in which order. The pair then goes by the clock, five minutes at a closed door and forty-five in a talk,
until its time is over. Who was spoken to leaves the list, and so does a door that stayed shut three times; others come back.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from voordeur.stages.reach.rules.vocabulary import DayPart
from voordeur.stages.visit.rules.at_home import Prior, Rung, Slot, chances
from voordeur.stages.visit.rules.rounds.evening import Evening, Pair, Visit, Window
from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan
from voordeur.stages.visit.rules.rounds.travel import travel_minutes

CLOSED, TALK = 5.0, 45.0  # minutes (research/systems.md 2.5, an assumption)
PRIOR = Prior(daytime=0.30, odds=1.75, town_weight=40, door_weight=2, elsewhere=0.35)
# When the two pairs go out in a week, as today's teams do: three afternoons and two evenings.
SHIFTS = ((0, DayPart.AFTERNOON), (1, DayPart.EVENING), (2, DayPart.AFTERNOON), (3, DayPart.EVENING), (4, DayPart.AFTERNOON))
HOURS = {DayPart.AFTERNOON: (13 * 60.0, 16 * 60.0), DayPart.EVENING: (18 * 60.0, 21 * 60.0)}
START = date(2026, 3, 2)
AGAIN = timedelta(days=3)
# Doors on a printed list: eight, the default of the one open planner that was found, or more than fit in a shift.
PRINTED, ENDLESS = 8, 24
TRIES = 3  # as the programmes have it; then a letter or a call follows, which is not counted here


@dataclass
class Address:
    """One door: where it stands, in which district, what it is worth, and the truth about who is at home."""

    number: int
    place: tuple[float, float]
    district: int
    worth: float
    opens: dict[DayPart, float]
    since: date
    tried: list[tuple[Slot, bool]] = field(default_factory=list)
    last: date | None = None


@dataclass
class Town:
    """The doors that wait, what the town has seen so far, and what a day is."""

    waiting: list[Address]
    results: dict[Slot, Rung]
    today: date
    part: DayPart
    pairs: int
    office: tuple[float, float]
    seed: int
    length: int  # doors on a list of today


Way = Callable[[Town], list[list[Address]]]


def conversations(way: Way, seed: int, weeks: int, length: int, *, pairs: int = 2, a_week: int = 50) -> float:
    """Conversations per shift in so many weeks."""
    chance, truth = Random(seed), Random(seed + 10_000)
    town = Town([], {}, START, DayPart.AFTERNOON, pairs, (52.118, 4.535), seed, length)
    talks = shifts = 0
    for week in range(weeks):
        monday = START + timedelta(weeks=week)
        town.waiting += [_address(chance, week * a_week + n, monday) for n in range(a_week)]
        for weekday, part in SHIFTS:
            town.today, town.part = monday + timedelta(days=weekday), part
            shifts += 1
            talks += _walk(town, way(town), truth)
    return talks / shifts


def _address(chance: Random, number: int, since: date) -> Address:
    north, east = chance.random(), chance.random()
    place = (52.1 + 4 * north / 111.2, 4.5 + 5 * east / (111.2 * 0.614))
    home = chance.gauss(0, 0.8)  # how much this household is at home at all, and when
    opens = {
        DayPart.AFTERNOON: _logistic(-0.95 + home + chance.gauss(0, 0.5)),
        DayPart.EVENING: _logistic(-0.35 + home + chance.gauss(0, 0.5)),
    }
    return Address(number, place, int(2 * north) * 2 + int(2 * east), chance.choice([10, 10, 15, 25]), opens, since)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def _walk(town: Town, lists: list[list[Address]], truth: Random) -> int:
    """The pairs go by the clock along their lists; gives how many people they spoke to."""
    slot, talks = Slot.of(town.today, town.part), 0
    begin, end = HOURS[town.part]
    for order in lists:
        at, now = town.office, begin
        for door in order:
            if door.last == town.today:  # the other pair was there
                continue
            there, home = _minutes(at, door.place), _minutes(door.place, town.office)
            if now + there + CLOSED + home > end:
                break
            opened = truth.random() < door.opens[town.part]
            now, at = now + there + (TALK if opened else CLOSED), door.place
            door.tried.append((slot, opened))
            door.last = town.today
            seen = town.results.get(slot, Rung())
            town.results[slot] = Rung(seen.times + 1, seen.opened + opened)
            talks += opened
            if opened or len(door.tried) == TRIES:
                town.waiting.remove(door)
    return talks


def _minutes(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(travel_minutes([one, other])[0, 1])


def _due(town: Town) -> list[Address]:
    return [door for door in town.waiting if door.last is None or door.last + AGAIN <= town.today]


def _shared_out(town: Town, order: list[Address]) -> list[list[Address]]:
    """Lists of the same length for every pair."""
    return [order[pair * town.length : (pair + 1) * town.length] for pair in range(town.pairs)]


def in_list_order(town: Town) -> list[list[Address]]:
    """The list as it comes: the heaviest first, then the oldest."""
    return _shared_out(town, sorted(_due(town), key=lambda door: (-door.worth, door.since, door.number)))


def nearest_first(town: Town) -> list[list[Address]]:
    """From the office to the nearest door, and on to the nearest from there."""
    left, lists = _due(town), []
    for _ in range(town.pairs):
        at, order = town.office, []
        while left and len(order) < town.length:
            door = min(left, key=lambda one: (_minutes(at, one.place), one.number))
            left.remove(door)
            order.append(door)
            at = door.place
        lists.append(order)
    return lists


def district_first(town: Town) -> list[list[Address]]:
    """A pair takes the district with the most doors, nearest first within it; the next pair the next district."""
    due, lists = _due(town), []
    for _ in range(town.pairs):
        many = [(sum(door.district == each for door in due), -each) for each in range(4)]
        district = -max(many)[1]
        mine = [door for door in due if door.district == district]
        due = [door for door in due if door not in mine]
        alone = Town(mine, town.results, town.today, town.part, 1, town.office, town.seed, town.length)
        lists.append(nearest_first(alone)[0])
    return lists


def planned(town: Town) -> list[list[Address]]:
    """The planner: worth times the chance at this hour, with travel; a pair that is early takes the doors nearest by along."""
    due = _due(town)
    slot = Slot.of(town.today, town.part)
    known = [{one.slot: one.value for one in chances(PRIOR, town.results, door.tried)} for door in due]
    begin, end = HOURS[town.part]
    visits = tuple(
        Visit(
            id=str(door.number),
            service=CLOSED + (TALK - CLOSED) * chance[slot],
            windows=(Window(begin, end),),
            worth=door.worth * chance[slot],
        )
        for door, chance in zip(due, known, strict=True)
    )
    pairs = tuple(Pair(str(number), begin, end) for number in range(town.pairs))
    travel = travel_minutes([door.place for door in due] + [town.office] * (2 * town.pairs))
    plan = best_plan(Evening(visits, pairs, travel), Limit(iterations=80), town.seed)
    lists = [[due[stop.visit] for stop in one.stops] for one in plan.rounds]
    spare = [due[number] for number in plan.left_out]
    return [order + _near(order[-1].place if order else town.office, spare) for order in lists]


def _near(at: tuple[float, float], doors: list[Address]) -> list[Address]:
    """What a pair that is early takes along: the doors nearest to its last one."""
    return sorted(doors, key=lambda door: _minutes(at, door.place))[:6]


WAYS: dict[str, Way] = {
    "list order": in_list_order, "nearest first": nearest_first, "district first": district_first, "Voordeur": planned,
}  # fmt: skip
