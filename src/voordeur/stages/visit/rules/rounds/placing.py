"""One door put by hand: in a round, at a place, with the times that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from voordeur.stages.visit.rules.rounds.evening import Evening, Round
from voordeur.stages.visit.rules.rounds.timing import walk


def put(evening: Evening, pair: int, order: Sequence[int], number: int, place: int | None) -> Round | None:
    """The round of a pair with a visit at a place among its others (0 is the first), or where it costs the least travel.

    None where it fits nowhere, or not there.
    """
    rest = [other for other in order if other != number]
    places = range(len(rest) + 1) if place is None else [max(0, min(place, len(rest)))]
    rounds = [walk(evening, pair, [*rest[:at], number, *rest[at:]]) for at in places]
    return min((one for one in rounds if one is not None), key=lambda one: one.travel, default=None)


def free(evening: Evening, kept: Callable[[str], bool]) -> Evening:
    """The evening without the needs that a person may set aside; `kept` says of a need whether it stays."""
    visits = tuple(replace(one, needs=frozenset(filter(kept, one.needs))) for one in evening.visits)
    return Evening(visits, evening.pairs, evening.travel)
