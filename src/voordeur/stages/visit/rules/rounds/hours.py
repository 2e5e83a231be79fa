"""Which hours would make a visit possible that no pair can make: the smallest change of one pair's hours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voordeur.stages.visit.rules.rounds.evening import Evening, Window

_DAY = 24 * 60.0
_FINE = 1e-6  # sums of fractions of minutes differ by less


@dataclass(frozen=True)
class Hours:
    """A pair that leaves at `leave` and may stay out until `back` could make the visit; None: as it is. In whole minutes."""

    pair: int
    leave: float | None
    back: float | None
    more: float  # minutes more than the pair has


def hours_that_would_do(evening: Evening, able: Iterable[int], number: int) -> Hours | None:
    """The least more that one of these pairs would need to make this visit and nothing else; None: no hours of a day would do."""
    found = (hours for pair in able for hours in _of(evening, pair, number))
    return min(found, key=lambda hours: (hours.more, hours.pair), default=None)


def _of(evening: Evening, pair: int, number: int) -> Iterator[Hours]:
    who, visit = evening.pairs[pair], evening.visits[number]
    there = float(evening.travel[evening.start_of(pair), number])
    after = visit.service + float(evening.travel[number, evening.end_of(pair)])
    for window in visit.windows:
        for leave in {who.leave, _leave(window, who.leave, there, who.back - after)}:
            begin = max(leave + there, window.start)
            back = max(who.back, math.ceil(begin + after - _FINE))
            if leave >= 0 and begin <= window.end + _FINE and back <= _DAY:
                yield Hours(
                    pair,
                    None if leave == who.leave else leave,
                    None if back == who.back else back,
                    (who.leave - leave) + (back - who.back),
                )


def _leave(window: Window, leave: float, there: float, last_begin: float) -> float:
    """When the pair would leave to begin in this window, and early enough to be home in time where the window allows it."""
    latest = min(window.end, max(window.start, last_begin))
    return min(leave, math.floor(latest - there + _FINE))
