"""Minutes as whole numbers, which is what the solvers know: rounded so that what fits them fits the evening."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voordeur.stages.visit.rules.rounds.evening import Evening

_FINE = 1000


@dataclass(frozen=True)
class Whole:
    """So many whole units in a minute: one where every figure of an evening is whole already, else a thousand."""

    unit: int

    def up(self, minutes: float) -> int:
        """The first whole number at or after: for what takes time, and for what may not begin before."""
        return math.ceil(minutes * self.unit - 1e-6)

    def down(self, minutes: float) -> int:
        """The last whole number at or before: for what may not end after."""
        return math.floor(minutes * self.unit + 1e-6)

    def matrix(self, minutes: NDArray[np.float64]) -> NDArray[np.int64]:
        """A matrix of minutes, each rounded up."""
        return np.ceil(minutes * self.unit - 1e-6).astype(np.int64)


def whole_of(evening: Evening) -> Whole:
    """The coarsest unit that loses nothing."""
    figures = [visit.service for visit in evening.visits]
    figures += [edge for visit in evening.visits for window in visit.windows for edge in (window.start, window.end)]
    figures += [edge for pair in evening.pairs for edge in (pair.leave, pair.back)]
    integral = all(figure == int(figure) for figure in figures) and bool(np.all(evening.travel == np.floor(evening.travel)))
    return Whole(1 if integral else _FINE)
