"""Many pairs of records side by side, the ways in which a field can agree, and when two words are nearly one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from voordeur.stages.match.rules.records import Hashes, Index, Records

# Every way in which a field can agree; "missing" comes first and says nothing.
LEVELS: Final[Mapping[str, tuple[str, ...]]] = {
    "surname": ("missing", "same", "double", "spelling", "close", "part", "partner", "swapped", "different"),
    "initials": ("missing", "name", "name_near", "same", "first", "first_only", "other_name", "other", "different"),
    "birth": ("missing", "same", "swapped", "slip", "partly", "january", "day_month", "different"),
    "address": (
        "missing",
        "same",
        "no_extra",
        "other_door",
        "street",
        "slip",
        "earlier",
        "number",
        "estate",
        "near",
        "district",
        "different",
    ),
    "sex": ("missing", "same", "different"),
    "phone": ("missing", "same", "different"),
    "email": ("missing", "same", "different"),
    "bsn": ("missing", "same", "different"),
    "customer": ("missing", "same", "different"),
}
Levels = npt.NDArray[np.uint8]


def level(field: str, name: str) -> int:
    """The number of an agreement."""
    return LEVELS[field].index(name)


class Pair:
    """Both sides of many pairs; a column is fetched when it is asked for."""

    def __init__(self, records: Records, one: Index, other: Index) -> None:
        self.records, self.one, self.other = records, one, other

    def __len__(self) -> int:
        return len(self.one)

    def sides(self, field: str) -> tuple[Hashes, Hashes]:
        """The values of a field on both sides."""
        column = self.records[field]
        return column.take(self.one), column.take(self.other)

    def at(self, rows: Index) -> Pair:
        """Some of these pairs."""
        return Pair(self.records, self.one[rows], self.other[rows])

    def equal(self, field: str) -> Levels:
        """1 the same, 2 different, 0 where a side is missing."""
        a, b = self.sides(field)
        return np.where((a == 0) | (b == 0), np.uint8(0), np.where(a == b, np.uint8(1), np.uint8(2)))


NEAR, CLOSE = 2, 1


def alike(records: Records, a: Hashes, b: Hashes) -> Levels:
    """How near two known words are that are not the same.

    `NEAR`: one slip in five letters and more, or two in nine and more. `CLOSE`: one slip in three or four letters, two in six and
    more, three in ten and more. 0: neither.
    """
    if not len(a):
        return np.zeros(0, np.uint8)
    (ones, long_a), (others, long_b) = records.words.look_up(a), records.words.look_up(b)
    slips = np.asarray(cpdist(ones, others, scorer=OSA.distance, score_cutoff=3, dtype=np.uint8))
    shortest = np.minimum(long_a, long_b)
    near = (slips <= 1) & (shortest >= 5) | (slips <= 2) & (shortest >= 9)
    close = (slips <= 1) & (shortest >= 3) | (slips <= 2) & (shortest >= 6) | (slips <= 3) & (shortest >= 10)
    return np.where(near, np.uint8(NEAR), np.where(close, np.uint8(CLOSE), np.uint8(0)))
