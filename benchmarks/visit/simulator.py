"""Weeks of doors, rung in several ways by the same pairs in the same hours at the same doors.

What is true is hidden from every way: each household has a chance of its own that it opens, by part of the day. A way only
decides to which doors a pair goes, and in which order. The pair then goes by the clock: some minutes at a closed door, a talk
where somebody opens. The same door, rung for the nth time at the same part of the day, opens or not alike in every way (common
random numbers), so that a difference between ways is never the luck of a draw.

Assumptions, each with its source (docs/benchmarks/visit.md tells them too):

- By daylight 0.30 opens and the odds are 1.75 times as high in the evening (0.35 over all hours: NOS 2021; odds 1.5 to 2: survey
  fieldwork). `daytime` and `odds` of World are the truth; the planner always counts with the product's own prior.
- Households differ: the logarithm of the odds varies by 0.8 between households and by 0.5 between parts of the day within one.
  An assumption; it makes that a shut door is less likely to open the next time, as fieldwork finds.
- Five minutes at a door, 45 for a talk, a bell until half an hour before the pair must be back (the product's parameters).
- Two pairs, five shifts a week: three afternoons and two evenings, mostly office hours as today (assumption).
- Fifty doors come up a week, more than can be rung: teams "cannot visit everyone" (NVVK 2022). After three shut doors a call
  or letter follows, and four weeks after it came a door leaves the list, visited or not (the term of the offer).
- A door is tried again on the third day at the earliest.
- A town of 4 by 5 kilometres, by bike: 15 km/h, streets 1.3 times the straight line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import numpy as np

from voordeur.programmes.parameters import national
from voordeur.stages.reach.rules.vocabulary import DayPart
from voordeur.stages.visit.rules.at_home import Prior, Rung, Slot
from voordeur.stages.visit.rules.rounds.evening import Minutes, Window
from voordeur.stages.visit.rules.rounds.travel import BY_BIKE, travel_minutes
from voordeur.stages.visit.rules.worth import Door, worth

START = date(2026, 3, 2)  # a Monday
AGAIN, TERM = timedelta(days=3), timedelta(days=28)
TRIES = 3
WEIGHTS = national("visit_worth", START).value
_FIGURES = {key: value for key, value in national("at_home_prior", START).value.items() if key != "appointment"}
PRIOR = Prior(**_FIGURES)
AFTERNOON, EVENING = DayPart.AFTERNOON, DayPart.EVENING
# When pairs are out, and until when they ring (half an hour before they are back, in the evening the quiet hour of P11).
HOURS = {AFTERNOON: Window(13 * 60.0, 16 * 60.0), EVENING: Window(18 * 60.0, 21 * 60.0)}
LAST_BELL = 30.0
MIXED = (AFTERNOON, EVENING, AFTERNOON, EVENING, AFTERNOON)  # Monday to Friday


@dataclass(frozen=True)
class World:
    """What is held for true in a run; the defaults are those told above."""

    weeks: int = 12
    counted_from: int = 5  # the weeks before fill the list and are not counted
    a_week: int = 50
    pairs: int = 2
    closed: float = 5.0
    talk: float = 45.0
    daytime: float = 0.30
    odds: float = 1.75
    shifts: Sequence[DayPart] = MIXED
    size: float = 1.0  # of the town, as a factor on both sides


@dataclass
class Address:
    """One door: its number, its district, why it is due; and the truth about who is at home when."""

    number: int
    district: int
    door: Door
    opens: dict[DayPart, float]
    tried: list[tuple[Slot, bool]] = field(default_factory=list)
    last: date | None = None

    @property
    def since(self) -> date:
        """The day on which a visit came due."""
        return self.door.due_on


@dataclass
class Town:
    """The doors that wait, what the town saw so far, and which shift it is."""

    world: World
    minutes: Minutes  # between all addresses by number; the office is the last
    waiting: list[Address]
    seed: int
    results: dict[Slot, Rung] = field(default_factory=dict)
    today: date = START
    part: DayPart = AFTERNOON

    @property
    def office(self) -> int:
        """The row of the office."""
        return len(self.minutes) - 1

    @property
    def slot(self) -> Slot:
        """The part of this day."""
        return Slot.of(self.today, self.part)

    @property
    def hours(self) -> Window:
        """When the pairs leave and are back."""
        return HOURS[self.part]

    def due(self) -> list[Address]:
        """The doors that can be rung today."""
        return [one for one in self.waiting if one.last is None or one.last + AGAIN <= self.today]

    def minutes_to(self, at: int, one: Address) -> float:
        """From a row to a door."""
        return float(self.minutes[at, one.number])


# Which doors a pair goes to next: asked at the start (at the office) and whenever a pair is through with its list; a printed
# list is not asked for twice. Arguments: the town, the number of the pair, where it is (a row), the minute, the doors taken.
Way = Callable[[Town, int, int, float, "set[int]"], list[Address]]


@dataclass
class Outcome:
    """What the counted weeks brought."""

    shifts: int = 0
    talks: int = 0
    rings: int = 0
    worth: float = 0.0  # of those spoken to, in points of the day they were spoken to
    travel: float = 0.0
    over: float = 0.0  # minutes after the pairs should have been back
    doors: int = 0  # that came up in the counted weeks and whose term is over
    in_time: int = 0  # of these, rung at least once within the term
    reached: int = 0  # of these, spoken to within the term

    def per_shift(self) -> dict[str, float]:
        """The figures for each shift of all pairs together, and the shares of doors."""
        many = max(1, self.shifts)
        return {
            "talks": self.talks / many, "rings": self.rings / many, "worth": self.worth / many, "travel": self.travel / many,
            "over": self.over / many, "in_time": self.in_time / max(1, self.doors), "reached": self.reached / max(1, self.doors),
        }  # fmt: skip


def run(way: Way, world: World, seed: int, again: bool = True) -> dict[str, float]:
    """The figures of one way in one town. `again`: a pair that is through with its list is told where to go next."""
    every, minutes = _addresses(world, seed)
    town, made = Town(world, minutes, [], seed), Outcome()
    for week in range(world.weeks):
        monday = START + timedelta(weeks=week)
        town.waiting += every[week * world.a_week : (week + 1) * world.a_week]
        for weekday, part in enumerate(world.shifts):
            town.today, town.part = monday + timedelta(days=weekday), part
            town.waiting = [one for one in town.waiting if town.today < one.since + TERM]
            shift = _shift(town, way, again=again)
            if week >= world.counted_from:
                _add(made, shift)
    ended = START + timedelta(weeks=world.weeks) - TERM
    counted = [one for one in every if START + timedelta(weeks=world.counted_from) <= one.since < ended]
    made.doors, made.in_time = len(counted), sum(bool(one.tried) for one in counted)
    made.reached = sum(any(opened for _, opened in one.tried) for one in counted)
    return made.per_shift()


def _add(made: Outcome, shift: Outcome) -> None:
    for name in ("shifts", "talks", "rings", "worth", "travel", "over"):
        setattr(made, name, getattr(made, name) + getattr(shift, name))


def _shift(town: Town, way: Way, *, again: bool) -> Outcome:
    made, taken = Outcome(shifts=1), set[int]()
    lists = []
    for pair in range(town.world.pairs):
        lists.append(way(town, pair, town.office, town.hours.start, taken))
        taken |= {one.number for one in lists[-1]}
    for pair, order in enumerate(lists):
        _walk(town, way, pair, order, taken, made, again=again)
    return made


def _walk(town: Town, way: Way, pair: int, order: list[Address], taken: set[int], made: Outcome, *, again: bool) -> None:
    at, now, world = town.office, town.hours.start, town.world
    while order:
        one = order.pop(0)
        leg, home = town.minutes_to(at, one), float(town.minutes[one.number, town.office])
        if now + leg <= town.hours.end - LAST_BELL and now + leg + world.closed + home <= town.hours.end:
            opened = _ring(town, one)
            now, at = now + leg + world.closed + world.talk * opened, one.number
            made.rings, made.travel, made.talks = made.rings + 1, made.travel + leg, made.talks + opened
            made.worth += worth(one.door, WEIGHTS, town.today) * opened
        if not order and again and now < town.hours.end - LAST_BELL:
            order = way(town, pair, at, now, taken)
            taken |= {each.number for each in order}
    back = float(town.minutes[at, town.office])
    made.travel, made.over = made.travel + back, made.over + max(0.0, now + back - town.hours.end)


def _ring(town: Town, one: Address) -> bool:
    """Whether somebody opens: the nth ring at this door at this part of the day goes alike in every way."""
    before = sum(slot.part == town.part for slot, _ in one.tried)
    opened = Random(f"{town.seed} {one.number} {town.part} {before}").random() < one.opens[town.part]
    one.tried.append((town.slot, opened))
    one.last = town.today
    seen = town.results.get(town.slot, Rung())
    town.results[town.slot] = Rung(seen.times + 1, seen.opened + opened)
    if opened or len(one.tried) == TRIES:
        town.waiting.remove(one)
    return opened


def _addresses(world: World, seed: int) -> tuple[list[Address], Minutes]:
    chance = Random(seed)
    found, places = [], []
    for number in range(world.weeks * world.a_week):
        north, east = chance.random(), chance.random()
        places.append((52.1 + world.size * 4 * north / 111.2, 4.5 + world.size * 5 * east / (111.2 * 0.614)))
        since = START + timedelta(weeks=number // world.a_week)
        found.append(Address(number, int(2 * north) * 2 + int(2 * east), _door(chance, since), _opens(chance, world)))
    middle = np.array([[52.1 + world.size * 2 / 111.2, 4.5 + world.size * 2.5 / (111.2 * 0.614)]])
    return found, travel_minutes([*places, (float(middle[0, 0]), float(middle[0, 1]))], BY_BIKE)


def _door(chance: Random, since: date) -> Door:
    """Why a door is due: one in nine has several creditors, four in ten signalled before (national register, first half 2024)."""
    multiple, successive, warm = chance.random() < 0.11, chance.random() < 0.40, chance.random() < 0.05
    return Door(
        due_on=since,
        deadline=since + TERM,
        urgency=15 * multiple + 5 * successive + 20 * warm,
        creditors=1 + multiple,
        warm_handover=warm,
    )


_BETWEEN, _WITHIN = 0.8, 0.5  # how much households differ, and one household by the hour (logarithm of the odds)


def _opens(chance: Random, world: World) -> dict[DayPart, float]:
    home = chance.gauss(0, _BETWEEN)
    odds = world.daytime / (1 - world.daytime)
    # What differs pulls the mean to the middle; stretched by so much, the mean is what was said (probit approximation).
    stretch = math.sqrt(1 + 0.346 * (_BETWEEN**2 + _WITHIN**2))
    return {
        part: _logistic(math.log(odds * times) * stretch + home + chance.gauss(0, _WITHIN))
        for part, times in ((AFTERNOON, 1.0), (EVENING, world.odds))
    }


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))
