"""Ways of choosing doors: as it is done today, and as the planner does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from simulator import LAST_BELL, PRIOR, WEIGHTS, Address, Town

from voordeur.stages.visit.rules.at_home import chances
from voordeur.stages.visit.rules.rounds.evening import Evening, Pair, Visit, Window
from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan
from voordeur.stages.visit.rules.worth import worth

# Doors on a printed list: eight is the default of the one open planner that was found. Without end: more than fit in a shift.
PRINTED, ENDLESS = 8, 24
TALK = 45.0  # minutes that the planner counts with, whatever a talk really takes
_NEAR, _SEARCH = 40, Limit(iterations=12)

Choice = Callable[[list[Address], Town, int], list[Address]]


def list_order(left: list[Address], town: Town, at: int) -> list[Address]:
    """The list as it comes: the heaviest first, then the oldest."""
    return sorted(left, key=lambda one: (-worth(one.door, WEIGHTS, one.since), one.since, one.number))


def nearest_first(left: list[Address], town: Town, at: int) -> list[Address]:
    """To the nearest door, and on to the nearest from there."""
    left, order = list(left), []
    while left and len(order) < ENDLESS:
        one = min(left, key=lambda each: (town.minutes_to(at, each), each.number))
        left.remove(one)
        order.append(one)
        at = one.number
    return order


def district_first(left: list[Address], town: Town, at: int) -> list[Address]:
    """The district with the most doors, nearest first within it; the next pair takes the next district."""
    if not left:
        return []
    many = {each: sum(one.district == each for one in left) for each in range(4)}
    best = max(many, key=lambda each: (many[each], -each))
    return nearest_first([one for one in left if one.district == best], town, at)


@dataclass(frozen=True)
class Today:
    """Doors in an order that needs no computer. `length`: on a list; `same_hour`: a shut door is tried again at the same hour."""

    choice: Choice
    length: int = ENDLESS
    same_hour: bool = False

    def __call__(self, town: Town, pair: int, at: int, now: float, taken: set[int]) -> list[Address]:
        """The doors of a pair."""
        left = [one for one in town.due() if one.number not in taken]
        if self.same_hour:
            left = [one for one in left if not one.tried or one.tried[0][0].part == town.part]
        return self.choice(left, town, at)[: self.length]


@dataclass
class Planned:
    """The planner as it is installed: worth times chance, expected minutes, all pairs at once; anew for a pair that is through.

    A door that stayed shut is tried again at the part of the day at which it was tried least. `alike`: every door is worth the
    same (the weights are the municipality's own).
    """

    alike: bool = False
    _lists: list[list[Address]] = field(default_factory=list)

    def __call__(self, town: Town, pair: int, at: int, now: float, taken: set[int]) -> list[Address]:
        """The doors of a pair; at the start of a shift those of all pairs are planned together."""
        if now > town.hours.start:
            return self._plan(town, [(at, now)], taken)[0]
        if pair == 0:
            self._lists = self._plan(town, [(town.office, now)] * town.world.pairs, taken)
        return self._lists[pair]

    def _plan(self, town: Town, pairs: list[tuple[int, float]], taken: set[int]) -> list[list[Address]]:
        found = []
        for one in town.due():
            if one.number in taken or _was_tried_more_now(one, town):
                continue
            chance = next(each.value for each in chances(PRIOR, town.results, one.tried) if each.slot == town.slot)
            found.append((one, chance, chance * (10.0 if self.alike else worth(one.door, WEIGHTS, town.today))))
        if len(pairs) == 1:  # for one pair on its way only what lies well: the rest would not be chosen, and takes time
            at = pairs[0][0]
            found = sorted(found, key=lambda each: -each[2] / (town.minutes_to(at, each[0]) + each[1] * TALK + 5.0))[:_NEAR]
        rows = [one.number for one, _, _ in found] + [row for at, _ in pairs for row in (at, town.office)]
        bells = (Window(0.0, town.hours.end - LAST_BELL),)
        visits = tuple(Visit(str(one.number), town.world.closed + p * TALK, bells, value) for one, p, value in found)
        crews = tuple(Pair(str(number), now, max(now, town.hours.end)) for number, (_, now) in enumerate(pairs))
        plan = best_plan(Evening(visits, crews, town.minutes[np.ix_(rows, rows)]), _SEARCH, town.seed)
        return [[found[stop.visit][0] for stop in one.stops] for one in plan.rounds]


def _was_tried_more_now(one: Address, town: Town) -> bool:
    """Whether another part of the day, at which this team goes out, was tried less at this door."""
    tried = [slot.part for slot, _ in one.tried]
    return any(tried.count(town.part) > tried.count(part) for part in set(town.world.shifts))


CHOICES = {"list order": list_order, "nearest first": nearest_first, "district first": district_first}
