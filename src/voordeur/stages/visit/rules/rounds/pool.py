"""The rounds that a search walked past, and the best set of them that shares no door (a set packing, branch and bound)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from voordeur.stages.visit.rules.rounds.evening import Evening, Plan
from voordeur.stages.visit.rules.rounds.whole import Whole

# So many branches at the most: counted, not timed, so that a slow machine gives the same answer as a fast one.
_BRANCHES = 4_000
_MOST = 4_000  # rounds of a kind that are looked at, those of the greatest worth
_TRAVEL_BELOW = 10**9  # a thousandth of worth outweighs all travel of an evening, in whole units
_MUST = 10**15


@dataclass
class Pool:
    """Rounds by the kind of pair that can walk them and their set of doors; of the same set the one with the least travel."""

    evening: Evening
    kinds: Sequence[Sequence[int]]
    whole: Whole
    _rounds: dict[tuple[int, frozenset[int]], tuple[int, tuple[int, ...]]] = field(default_factory=dict)

    def add(self, kind: int, order: tuple[int, ...], travel: int) -> None:
        """Keep a round; `travel` in whole units."""
        key = (kind, frozenset(order))
        known = self._rounds.get(key)
        if known is None or travel < known[0]:
            self._rounds[key] = (travel, order)

    def best_orders(self, best: Plan) -> list[tuple[int, ...]]:
        """The orders of every pair that together are worth most; those of `best` when nothing in the pool is better."""
        given = [tuple(stop.visit for stop in one.stops) for one in best.rounds]
        for kind, pairs in enumerate(self.kinds):
            for pair in pairs:
                self.add(kind, given[pair], self.whole.up(best.rounds[pair].travel))
        columns = [self._columns(kind) for kind in range(len(self.kinds))]
        # The kind with the fewest rounds first: its choice rules out most.
        every = [(kind, pair) for kind, pairs in enumerate(self.kinds) for pair in pairs]
        slots = sorted(every, key=lambda slot: (len(columns[slot[0]].value), slot))
        search = _Search([columns[kind] for kind, _ in slots], self._value_of(given))
        chosen = search.run()
        if chosen is None:
            return given
        orders: list[tuple[int, ...]] = [()] * len(self.evening.pairs)
        for (kind, pair), number in zip(slots, chosen, strict=True):
            orders[pair] = columns[kind].orders[number]
        return orders

    def _columns(self, kind: int) -> _Columns:
        mine = [(self._value(order, travel), order) for (of, _), (travel, order) in self._rounds.items() if of == kind and order]
        mine.sort(reverse=True)
        mine = [*mine[:_MOST], (0, ())]
        words = -(-len(self.evening.visits) // 63) or 1
        doors = np.zeros((len(mine), words), dtype=np.int64)
        for row, (_, order) in enumerate(mine):
            for visit in order:
                doors[row, visit // 63] |= 1 << (visit % 63)
        return _Columns(np.array([value for value, _ in mine], dtype=np.int64), doors, [order for _, order in mine])

    def _value(self, order: Sequence[int], travel: int) -> int:
        visits = [self.evening.visits[number] for number in order]
        worth = sum(round(visit.worth * 1000) for visit in visits)
        return _MUST * sum(visit.must for visit in visits) + worth * _TRAVEL_BELOW // 1000 - travel

    def _value_of(self, orders: Sequence[tuple[int, ...]]) -> int:
        kind_of = {pair: kind for kind, pairs in enumerate(self.kinds) for pair in pairs}
        return sum(
            self._value(order, self._rounds[kind_of[pair], frozenset(order)][0]) for pair, order in enumerate(orders) if order
        )


@dataclass(frozen=True)
class _Columns:
    """The rounds of one kind, the most valuable first: what each is worth, its doors as bits, its order."""

    value: NDArray[np.int64]
    doors: NDArray[np.int64]
    orders: Sequence[tuple[int, ...]]


class _Search:
    """One round for each slot, no door twice, the greatest value above a floor."""

    def __init__(self, slots: Sequence[_Columns], floor: int) -> None:
        self._slots, self._best, self._chosen = slots, floor, None
        self._branches = 0

    def run(self) -> list[int] | None:
        """The number of the round chosen in each slot; None where nothing is better than the floor."""
        self._go([], 0, [(slot.value, slot.doors, np.arange(len(slot.value))) for slot in self._slots])
        return self._chosen

    _chosen: list[int] | None

    def _go(self, chosen: list[int], value: int, open_: list[tuple[NDArray, NDArray, NDArray]]) -> None:
        if not open_:
            if value > self._best:
                self._best, self._chosen = value, list(chosen)
            return
        values, doors, numbers = open_[0]
        others = sum(int(each[0][0]) for each in open_[1:])
        for row in range(len(values)):
            if value + int(values[row]) + others <= self._best or self._branches >= _BRANCHES:
                return
            self._branches += 1
            narrowed = [_without(each, doors[row]) for each in open_[1:]]
            self._go([*chosen, int(numbers[row])], value + int(values[row]), narrowed)


def _without(each: tuple[NDArray, NDArray, NDArray], doors: NDArray) -> tuple[NDArray, NDArray, NDArray]:
    values, theirs, numbers = each
    apart = ~np.any(theirs & doors, axis=1)
    return values[apart], theirs[apart], numbers[apart]
