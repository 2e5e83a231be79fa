"""An evening to plan, and the plan that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Minutes = NDArray[np.float64]
Place = tuple[float, float]  # latitude, longitude in degrees


@dataclass(frozen=True)
class Window:
    """When a visit may begin: minutes after midnight, both ends included."""

    start: float
    end: float


@dataclass(frozen=True)
class Visit:
    """A door to ring at. `service`: minutes; `needs`: what a pair must be able to do; `worth`: what the visit is worth tonight.

    `must`: never left out without an alarm (a statutory term, an appointment). `load`: what it takes of a pair's capacity.
    Windows are kept in order of time, those that touch or overlap as one.
    """

    id: str
    service: float
    windows: tuple[Window, ...]
    worth: float
    needs: frozenset[str] = frozenset()
    must: bool = False
    load: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "windows", _joined(self.windows))


@dataclass(frozen=True)
class Pair:
    """Two people who go: from when they may leave their start until when they must be back at their end."""

    id: str
    leave: float
    back: float
    skills: frozenset[str] = frozenset()
    capacity: int | None = None

    def can(self, visit: Visit) -> bool:
        """Whether this pair has everything that the visit needs."""
        return visit.needs <= self.skills

    def takes(self, visit: Visit) -> bool:
        """Whether this visit alone does not ask more of the pair than it may do."""
        return self.capacity is None or visit.load <= self.capacity


@dataclass(frozen=True, eq=False)
class Evening:
    """What is to be planned. `travel`: a square matrix in minutes over the visits, then start and end of each pair in order."""

    visits: tuple[Visit, ...]
    pairs: tuple[Pair, ...]
    travel: Minutes

    def start_of(self, pair: int) -> int:
        """The row of the travel matrix where a pair starts."""
        return len(self.visits) + 2 * pair

    def end_of(self, pair: int) -> int:
        """The row of the travel matrix where a pair ends."""
        return len(self.visits) + 2 * pair + 1

    @cached_property
    def number(self) -> dict[str, int]:
        """The place of each visit in `visits`, by id."""
        return {visit.id: number for number, visit in enumerate(self.visits)}


@dataclass(frozen=True)
class Stop:
    """One door of a round: minutes after midnight."""

    visit: int  # its place in Evening.visits
    arrive: float
    begin: float
    leave: float


@dataclass(frozen=True)
class Round:
    """What one pair does: its stops in order and the minutes under way, home included."""

    pair: int  # its place in Evening.pairs
    stops: tuple[Stop, ...] = ()
    travel: float = 0.0


@dataclass(frozen=True)
class Plan:
    """A round for every pair, and the visits that nobody makes."""

    rounds: tuple[Round, ...]
    left_out: tuple[int, ...]
    worth: float

    @property
    def travel(self) -> float:
        """The minutes that all pairs are under way."""
        return sum(one.travel for one in self.rounds)


Order = Sequence[int]  # the visits of one pair, in order, by their place in Evening.visits


def _joined(windows: Sequence[Window]) -> tuple[Window, ...]:
    found: list[Window] = []
    for window in sorted(windows, key=lambda each: (each.start, each.end)):
        if found and window.start <= found[-1].end:
            found[-1] = Window(found[-1].start, max(found[-1].end, window.end))
        else:
            found.append(window)
    return tuple(found)
