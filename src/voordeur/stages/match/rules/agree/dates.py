"""How birth dates agree. A date has a digit in every four bits: 0x19800131."""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt

from voordeur.stages.match.rules.agree.pair import Levels, Pair, level
from voordeur.stages.match.rules.records import Mask

Dates = npt.NDArray[np.uint32]


def birth_levels(pair: Pair) -> Levels:
    """The agreement of birth dates."""
    a, b = cast(tuple[Dates, Dates], pair.sides("birth"))
    out = np.where(a == b, np.uint8(level("birth", "same")), np.uint8(level("birth", "different")))
    out[(a == b) & (a & 0xFF == 0)] = level("birth", "partly")
    out[(a == 0) | (b == 0)] = 0
    rest = np.flatnonzero(out == level("birth", "different"))
    out[rest] = _other_birth(a[rest], b[rest])
    return out


def _other_birth(a: Dates, b: Dates) -> Levels:
    """How two dates agree that are not the same; each has a digit in every four bits."""
    out = np.full(len(a), level("birth", "different"), np.uint8)
    out[(a ^ b) & 0xFFFF == 0] = level("birth", "day_month")
    unlike = a ^ b
    wrong = np.bitwise_count((unlike | unlike >> 1 | unlike >> 2 | unlike >> 3) & np.uint32(0x11111111))
    few = np.flatnonzero((wrong <= 2) | (unlike & 0xFFFF == 0))
    slips = few[(wrong[few] == 1) | _swapped_digits(a[few], b[few]) | _year_off(a[few], b[few])]
    out[slips] = level("birth", "slip")
    year = np.flatnonzero(a >> 16 == b >> 16)
    out[year] = _same_year(a[year], b[year], out[year])
    return out


def _same_year(a: Dates, b: Dates, before: Levels) -> Levels:
    (m1, d1), (m2, d2) = ((v >> 8 & 0xFF, v & 0xFF) for v in (a, b))
    gap = (m1 == 0) | (d1 == 0) | (m2 == 0) | (d2 == 0)
    fits = ((m1 == m2) | (m1 == 0) | (m2 == 0)) & ((d1 == d2) | (d1 == 0) | (d2 == 0))
    january = (a & 0xFFFF == 0x0101) | (b & 0xFFFF == 0x0101)
    cases = [gap & fits, january, gap, (m1 == d2) & (d1 == m2)]
    names = ("partly", "january", "different", "swapped")
    return np.select(cases, [np.uint8(level("birth", name)) for name in names], before)


def _swapped_digits(a: Dates, b: Dates) -> Mask:
    """Two neighbouring digits changed places."""
    found = np.zeros(len(a), dtype=bool)
    for place in range(0, 28, 4):
        digits = np.uint32(0xFF << place)
        one, other = (a & digits) >> place, (b & digits) >> place
        found |= ((a ^ b) & ~digits == 0) & (one == (other >> 4 | (other & 0xF) << 4))
    return found


def _year_off(a: Dates, b: Dates) -> Mask:
    """The year is one off, also over a ten (1979 and 1980)."""
    years = [sum((date >> 16 >> 4 * place & 0xF).astype(np.int32) * 10**place for place in range(4)) for date in (a, b)]
    return ((a ^ b) & 0xFFFF == 0) & (np.abs(years[0] - years[1]) <= 1)
