"""When a pair arrives, begins and leaves along an order of doors; None where the order cannot be walked."""

from __future__ import annotations

from collections.abc import Sequence

from voordeur.stages.visit.rules.rounds.evening import Evening, Order, Plan, Round, Stop, Window

# A hundredth of a minute is the tolerance in which times are told; sums of fractions differ by far less.
_SLACK = 1e-6


def walk(evening: Evening, pair: int, order: Order) -> Round | None:
    """The round of a pair along these doors, each begun as early as it can be; None where a window, a need or the way home fails.

    The pair leaves home only so early that it need not wait at its first door.
    """
    who = evening.pairs[pair]
    at, now, under_way = evening.start_of(pair), who.leave, 0.0
    stops: list[Stop] = []
    for number in order:
        visit, on_foot = evening.visits[number], float(evening.travel[at, number])
        begin = first_begin(visit.windows, now + on_foot) if who.can(visit) else None
        if begin is None:
            return None
        arrive = now + on_foot if stops else begin
        stops.append(Stop(number, arrive, begin, begin + visit.service))
        at, now, under_way = number, begin + visit.service, under_way + on_foot
    home = float(evening.travel[at, evening.end_of(pair)]) if stops else 0.0
    if now + home > who.back + _SLACK or _too_heavy(evening, pair, order):
        return None
    return Round(pair, tuple(stops), under_way + home)


def first_begin(windows: Sequence[Window], arrive: float) -> float | None:
    """The first minute at or after `arrive` at which a visit may begin; windows in order of time. None: too late for all."""
    return next((max(arrive, one.start) for one in windows if arrive <= one.end + _SLACK), None)


def plan_of(evening: Evening, orders: Sequence[Order]) -> Plan | None:
    """The plan of these orders, one per pair; None where one of them cannot be walked or a door is visited twice."""
    rounds = [walk(evening, pair, order) for pair, order in enumerate(orders)]
    visited = [number for order in orders for number in order]
    if len(set(visited)) < len(visited) or any(one is None for one in rounds):
        return None
    left = tuple(number for number in range(len(evening.visits)) if number not in set(visited))
    worth = sum(evening.visits[number].worth for number in visited)
    return Plan(tuple(one for one in rounds if one is not None), left, worth)


def _too_heavy(evening: Evening, pair: int, order: Order) -> bool:
    capacity = evening.pairs[pair].capacity
    return capacity is not None and sum(evening.visits[number].load for number in order) > capacity
