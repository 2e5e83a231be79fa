"""An evening as PyVRP sees it, in whole numbers that err on the safe side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyvrp import Client, ClientGroup, Depot, Location, ProblemData, Route, Solution, VehicleType

from voordeur.stages.visit.rules.rounds.evening import Evening, Pair, Plan
from voordeur.stages.visit.rules.rounds.whole import Whole, whole_of

_NEVER = 10**9  # a leg that no pair of this skill may go
# What a visit of middling worth weighs against travel while searching, in minutes: enough to win, little enough to see the way.
_MINUTES_OF_A_VISIT = 150
# Below so many minutes a visit of the least worth is sought once more, at a steeper price (no higher than this).
_FEW_STREETS, _HIGHEST = 15, 10**9
# What one unit of load weighs where visits have a price: too much load must cost more than any visit brings.
_HEFT = 10_000


@dataclass(frozen=True)
class _Alternative:
    """One window of one visit: of all alternatives of a visit at most one is chosen."""

    visit: int
    early: int
    late: int


@dataclass(frozen=True)
class Model:
    """PyVRP's data with the way back to ours. `kinds`: the pairs that are alike, by PyVRP's vehicle type.

    `has_choice`: whether any visit may be left out.
    """

    evening: Evening
    data: ProblemData
    clients: tuple[_Alternative, ...]
    kinds: tuple[tuple[int, ...], ...]
    whole: Whole
    has_choice: bool

    def order_of(self, route: Route) -> tuple[int, ...]:
        """The visits of a route, in order."""
        return tuple(self.clients[stop.idx].visit for stop in route if stop.is_client())

    def orders_of(self, solution: Solution) -> list[tuple[int, ...]]:
        """The visits of every pair, in order; pairs that are alike share their routes out as they come."""
        orders: list[tuple[int, ...]] = [()] * len(self.evening.pairs)
        free = [list(pairs) for pairs in self.kinds]
        for route in solution.routes():
            orders[free[route.vehicle_type()].pop(0)] = self.order_of(route)
        return orders

    def solution(self, plan: Plan) -> Solution | None:
        """A plan as PyVRP's solution; None where it lacks what PyVRP holds for required."""
        if not any(one.stops for one in plan.rounds) or (plan.left_out and not self.has_choice):
            return None
        kind_of = {pair: kind for kind, pairs in enumerate(self.kinds) for pair in pairs}
        routes = [
            Route(self.data, [self._at(stop.visit, stop.begin) for stop in one.stops], kind_of[one.pair])
            for one in plan.rounds
            if one.stops
        ]
        return Solution(self.data, routes)

    def _at(self, visit: int, begin: float) -> int:
        """The alternative of a visit in which it begins."""
        mine = [number for number, one in enumerate(self.clients) if one.visit == visit]
        return next((number for number in mine if self.whole.down(begin) <= self.clients[number].late + 1), mine[-1])


def build(evening: Evening, *, with_choice: bool, steep: bool = False) -> Model:
    """PyVRP's data for an evening. `with_choice`: visits may be left out, at a price; else every one is required.

    `steep`: also the visit of the least worth weighs more than a long way.
    """
    whole = whole_of(evening)
    travel = whole.matrix(evening.travel)
    kinds = _alike(evening, travel)
    skills = sorted({evening.pairs[pairs[0]].skills for pairs in kinds}, key=sorted)
    matrices = [_for(evening, travel, each) for each in skills]
    clients, groups, alternatives = _clients(evening, whole, required=not with_choice, steep=steep)
    heft = _HEFT if with_choice else 1
    vehicles = [_vehicle(evening, pairs, skills.index(evening.pairs[pairs[0]].skills), whole, heft) for pairs in kinds]
    depots = [Depot(place) for pairs in kinds for place in (evening.start_of(pairs[0]), evening.end_of(pairs[0]))]
    for number, vehicle in enumerate(vehicles):
        vehicles[number] = vehicle.replace(start_depot=2 * number, end_depot=2 * number + 1)
    data = ProblemData([Location(0, 0)] * len(travel), clients, depots, vehicles, matrices, matrices, groups)  # type: ignore[arg-type]
    return Model(evening, data, tuple(alternatives), tuple(kinds), whole, with_choice)


def _clients(
    evening: Evening, whole: Whole, *, required: bool, steep: bool
) -> tuple[list[Client], list[ClientGroup], list[_Alternative]]:
    clients: list[Client] = []
    groups: list[ClientGroup] = []
    alternatives: list[_Alternative] = []
    heavy = any(pair.capacity is not None for pair in evening.pairs)
    prizes = _prizes(evening, whole, steep=steep)
    for number, visit in enumerate(evening.visits):
        first, several = len(clients), len(visit.windows) > 1
        for window in visit.windows:
            one = _Alternative(number, whole.up(window.start), whole.down(window.end))
            alternatives.append(one)
            clients.append(
                Client(
                    location=number,
                    delivery=[visit.load * (1 if required else _HEFT)] if heavy else [],
                    service_duration=whole.up(visit.service),
                    tw_early=one.early,
                    tw_late=one.late,
                    prize=0 if required and not several else prizes[number],
                    required=required and not several,
                    group=len(groups) if several else None,
                )
            )
        if several:
            groups.append(ClientGroup(list(range(first, len(clients))), required=required))
    return clients, groups, alternatives


def is_uneven(evening: Evening) -> bool:
    """Whether some visit is worth so little beside the others that the search would not go a few streets for it."""
    worths = [visit.worth for visit in evening.visits if visit.worth > 0]
    return bool(worths) and min(worths) * _MINUTES_OF_A_VISIT * len(worths) < _FEW_STREETS * sum(worths)


def _prizes(evening: Evening, whole: Whole, *, steep: bool) -> list[int]:
    """What each visit weighs against travel, in its units; what must be visited outweighs all others together."""
    worths = [visit.worth for visit in evening.visits if visit.worth > 0]
    scale = _MINUTES_OF_A_VISIT * whole.unit * len(worths) / sum(worths) if worths else 0.0
    if steep and worths:
        far = 3 * float(evening.travel.max()) * whole.unit / min(worths)
        scale = max(scale, min(far, _HIGHEST / max(worths)))
    everything = round(sum(worths) * scale) + 24 * 60 * whole.unit
    return [round(visit.worth * scale) + (everything if visit.must else 0) for visit in evening.visits]


def _vehicle(evening: Evening, pairs: Sequence[int], profile: int, whole: Whole, heft: int) -> VehicleType:
    heavy = any(pair.capacity is not None for pair in evening.pairs)
    pair = evening.pairs[pairs[0]]
    return VehicleType(
        num_available=len(pairs),
        capacity=[10**15 if pair.capacity is None else pair.capacity * heft] if heavy else [],
        tw_early=whole.up(pair.leave),
        tw_late=whole.down(pair.back),
        profile=profile,
    )


def _for(evening: Evening, travel: NDArray[np.int64], skills: frozenset[str]) -> NDArray[np.int64]:
    """The travel matrix of pairs with these skills: what they cannot do lies out of reach."""
    barred = [number for number, visit in enumerate(evening.visits) if not visit.needs <= skills]
    if not barred:
        return travel
    mine = travel.copy()
    mine[barred, :] = mine[:, barred] = _NEVER
    mine[barred, barred] = 0
    return mine


def _alike(evening: Evening, travel: NDArray[np.int64]) -> list[tuple[int, ...]]:
    """The pairs with the same hours, skills, start and end, so that PyVRP need not tell them apart."""
    found: dict[tuple[object, ...], list[int]] = {}
    for number, pair in enumerate(evening.pairs):
        start, end = evening.start_of(number), evening.end_of(number)
        doors = len(evening.visits)
        places = (travel[start, :doors].tobytes(), travel[:doors, end].tobytes(), int(travel[start, end]))
        found.setdefault((*_kind(pair), *places), []).append(number)
    return [tuple(numbers) for numbers in found.values()]


def _kind(pair: Pair) -> tuple[object, ...]:
    return pair.leave, pair.back, pair.skills, pair.capacity
