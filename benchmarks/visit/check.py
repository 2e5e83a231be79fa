"""Whether a plan holds, worked out without the planner's own timing: windows, skills, hours, travel, each door once."""

from __future__ import annotations

from collections.abc import Sequence

from voordeur.stages.visit.rules.rounds.evening import Evening


class Invalid(Exception):
    """A plan breaks a rule; the message says which."""


def value_of(evening: Evening, orders: Sequence[Sequence[int]]) -> float:
    """The sum of worth of these orders, one per pair. Raises Invalid."""
    seen: set[int] = set()
    for pair, order in enumerate(orders):
        who, at, now = evening.pairs[pair], len(evening.visits) + 2 * pair, evening.pairs[pair].leave
        for number in order:
            visit = evening.visits[number]
            if number in seen or not visit.needs <= who.skills:
                raise Invalid(f"{visit.id}: twice, or {who.id} cannot")
            seen.add(number)
            now += evening.travel[at, number]
            begins = [max(now, window.start) for window in visit.windows if now <= window.end + 0.01]
            if not begins:
                raise Invalid(f"{visit.id}: too late")
            now, at = min(begins) + visit.service, number
        if order and now + evening.travel[at, len(evening.visits) + 2 * pair + 1] > who.back + 0.01:
            raise Invalid(f"{who.id}: home too late")
    return sum(evening.visits[number].worth for number in seen)
