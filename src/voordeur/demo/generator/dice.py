"""Chance: one generator per purpose, so that changing one rate changes nothing that another rate decides."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Dice:
    """The chance of one run."""

    seed: int

    def of(self, purpose: str) -> np.random.Generator:
        """The generator of one purpose: the same for the same seed and purpose, whoever threw before."""
        return np.random.default_rng([self.seed, zlib.crc32(purpose.encode())])


def weighted(rng: np.random.Generator, weights: Floats, size: int) -> Ints:
    """`size` indices, drawn by weight."""
    edges = np.cumsum(weights)
    drawn = np.searchsorted(edges, rng.random(size) * edges[-1], side="right")
    least: Ints = np.minimum(drawn, len(weights) - 1).astype(np.int64)
    return least
