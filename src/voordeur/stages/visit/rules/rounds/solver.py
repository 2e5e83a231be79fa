"""The best rounds that can be found: a first plan by VROOM, improved by PyVRP, recombined from every round seen on the way.

The greatest sum of worth wins, then the least travel; what must be visited comes before everything. An iterated local search
finds good rounds far sooner than the best set of them together. So every round that it walked past is kept, and between two
stretches of searching the best combination of rounds that share no door is taken from that pool, and searched on from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pyvrp import Solution, SolveParams, solve
from pyvrp.IteratedLocalSearch import IteratedLocalSearchCallbacks, IteratedLocalSearchParams
from pyvrp.stop import MaxIterations, MaxRuntime

from voordeur.stages.visit.rules.rounds.evening import Evening, Plan
from voordeur.stages.visit.rules.rounds.model import Model, build, is_uneven
from voordeur.stages.visit.rules.rounds.polish import polished
from voordeur.stages.visit.rules.rounds.pool import Pool
from voordeur.stages.visit.rules.rounds.start import first_orders
from voordeur.stages.visit.rules.rounds.timing import plan_of
from voordeur.stages.visit.rules.rounds.whole import whole_of

# Chosen by measuring (benchmarks/visit): an evening leaves time for hundreds of steps, not for a hundred thousand.
_HISTORY = 15
_STRETCHES = 4
_TO_TRY = 150
_FIRST, _SEARCHING, _ALL, _TOO_SHORT = 0.35, 0.85, 0.97, 0.01
_GROWS = 1.5


@dataclass(frozen=True)
class Limit:
    """How long to search: so many seconds by `clock`, or so many steps, which with a seed gives the same plan each time."""

    seconds: float | None = None
    iterations: int | None = None
    clock: Callable[[], float] = lambda: 0.0


def best_plan(evening: Evening, limit: Limit, seed: int = 0) -> Plan:
    """The best plan found within the limit; visits that nobody can make are left out of it."""
    began = limit.clock()
    best = plan_of(evening, [()] * len(evening.pairs))
    if best is None:
        raise ValueError("a pair cannot even go home: its hours are turned round")
    if not evening.visits or not evening.pairs:
        return best
    model = build(evening, with_choice=_has_choice(evening))
    pool = Pool(evening, model.kinds, model.whole)
    if model.has_choice:  # where nothing may be left out, the search finds its own first plan sooner
        share = None if limit.seconds is None else limit.seconds * _FIRST
        best = _better(best, plan_of(evening, first_orders(evening, model.whole, share)), evening)
    stretches = _STRETCHES if model.has_choice else 1
    combining: float | None = None  # seconds that recombining took the last time
    for stretch in range(stretches):
        left = _left(limit, began, stretches - stretch, model, combining)
        if left is None:
            break
        if stretch and stretch == stretches - 1 and is_uneven(evening):
            model = build(evening, with_choice=True, steep=True)
        best = _better(best, _search(model, best, pool, left, seed + stretch), evening)
        if model.has_choice:
            since = limit.clock()
            best = _better(best, plan_of(evening, pool.best_orders(best)), evening)
            combining = limit.clock() - since
    if best.left_out and not model.has_choice:  # it is all or nothing there: most of it is better than nothing
        best = _better(best, plan_of(evening, first_orders(evening, model.whole, None, in_haste=True)), evening)
    return _better(best, polished(evening, best), evening)


def _has_choice(evening: Evening) -> bool:
    """Whether a visit may be left out: one that need not be made, or where all must be made and that cannot be.

    Of very many, which take seconds to try, it is first thought that all can be made.
    """
    if not all(visit.must for visit in evening.visits):
        return True
    if len(evening.visits) > _TO_TRY:
        return False
    tried = plan_of(evening, first_orders(evening, whole_of(evening), None, in_haste=True))
    return tried is None or bool(tried.left_out)


def _left(limit: Limit, began: float, stretches: int, model: Model, combining: float | None) -> MaxIterations | MaxRuntime | None:
    """What the first of so many stretches may take; the recombining after it has its own part of the seconds.

    That part is what it took the last time and somewhat more, for the pool grows; before the first time, a share.
    """
    if limit.iterations is not None:
        return MaxIterations(max(1, limit.iterations // (_STRETCHES if model.has_choice else 1)))
    share = ((limit.seconds or 0.0) - (limit.clock() - began)) / stretches
    if not model.has_choice:
        return MaxRuntime(share * _ALL) if share > _TOO_SHORT else None
    search = share * _SEARCHING if combining is None else min(share * _ALL, share - combining * _GROWS)
    return MaxRuntime(search) if search > _TOO_SHORT else None


class _Watch(IteratedLocalSearchCallbacks):
    """Keeps every round that the search walks past."""

    def __init__(self, model: Model, pool: Pool) -> None:
        self._model, self._pool = model, pool

    def on_iteration(self, current: Solution, candidate: Solution, best: Solution, cost_evaluator: object) -> None:
        """Called by the search after each of its steps."""
        for route in candidate.routes():
            if route.is_feasible():
                self._pool.add(route.vehicle_type(), self._model.order_of(route), route.distance())


def _search(model: Model, start: Plan, pool: Pool, stop: MaxIterations | MaxRuntime, seed: int) -> Plan | None:
    watch = _Watch(model, pool) if model.has_choice else IteratedLocalSearchCallbacks()
    history = _HISTORY if model.has_choice else IteratedLocalSearchParams().history_length
    params = SolveParams(ils=IteratedLocalSearchParams(history_length=history, callbacks=watch))
    first = model.solution(start)
    found = solve(model.data, stop, seed=seed, collect_stats=False, params=params, initial_solution=first)
    return plan_of(model.evening, model.orders_of(found.best)) if found.best.is_feasible() else None


def _better(one: Plan, other: Plan | None, evening: Evening) -> Plan:
    return other if other is not None and _rank(other, evening) > _rank(one, evening) else one


def _rank(plan: Plan, evening: Evening) -> tuple[int, float, float]:
    missed = sum(evening.visits[number].must for number in plan.left_out)
    return -missed, round(plan.worth, 6), -round(plan.travel, 6)
