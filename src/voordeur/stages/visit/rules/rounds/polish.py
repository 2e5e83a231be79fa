"""The last hand on a plan: what still fits goes in, what is worth nothing and costs travel goes out.

The search weighs worth against travel, else it could not tell a good way from a bad one; so a visit of little worth beside great
ones may have been dropped for its detour, though the sum of worth comes first.
"""

from __future__ import annotations

from collections.abc import Iterable

from voordeur.stages.visit.rules.rounds.evening import Evening, Order, Plan, Round
from voordeur.stages.visit.rules.rounds.timing import plan_of, walk

_FINE = 1e-6


def polished(evening: Evening, plan: Plan) -> Plan:
    """The plan, with more worth where a visit still fits, and less travel where one is worth nothing."""
    rounds = [_without_nothings(evening, one) for one in plan.rounds]
    for number in sorted(plan.left_out, key=lambda left: (-evening.visits[left].must, -evening.visits[left].worth, left)):
        visit = evening.visits[number]
        if visit.worth <= 0 and not visit.must:
            continue
        made = [
            (longer.travel - one.travel, pair, longer)
            for pair, one in enumerate(rounds)
            if evening.pairs[pair].can(visit) and _idle(evening, one) >= visit.service - _FINE
            for longer in _with(evening, pair, [stop.visit for stop in one.stops], number)
        ]
        if made:
            _, pair, longer = min(made, key=lambda each: each[:2])
            rounds[pair] = longer
    return plan_of(evening, [[stop.visit for stop in one.stops] for one in rounds]) or plan


def _idle(evening: Evening, one: Round) -> float:
    """The minutes of a pair that are neither travel nor visit."""
    who = evening.pairs[one.pair]
    return who.back - who.leave - one.travel - sum(evening.visits[stop.visit].service for stop in one.stops)


def _with(evening: Evening, pair: int, order: Order, number: int) -> Iterable[Round]:
    rounds = (walk(evening, pair, [*order[:at], number, *order[at:]]) for at in range(len(order) + 1))
    return [one for one in rounds if one is not None]


def _without_nothings(evening: Evening, one: Round) -> Round:
    for stop in one.stops:
        visit = evening.visits[stop.visit]
        if visit.worth > 0 or visit.must:
            continue
        shorter = walk(evening, one.pair, [other.visit for other in one.stops if other.visit != stop.visit])
        if shorter is not None and shorter.travel < one.travel - _FINE:
            return _without_nothings(evening, shorter)
    return one
