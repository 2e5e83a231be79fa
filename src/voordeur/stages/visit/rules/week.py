"""A working week: the stretches of each weekday on which somebody can go out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

DAYS = range(7)  # 0 is Monday


@dataclass(frozen=True, order=True)
class Stretch:
    """From when until when on a weekday."""

    weekday: int
    begin: time
    end: time


def faults(stretches: Iterable[Stretch]) -> dict[int, str]:
    """What is wrong, by weekday: ``backwards`` where one ends before it begins, ``overlap`` where two meet."""
    found: dict[int, str] = {}
    ordered = sorted(stretches)
    for one in ordered:
        if one.end <= one.begin:
            found[one.weekday] = "backwards"
    for one, other in pairwise(ordered):
        if one.weekday == other.weekday and other.begin < one.end:
            found.setdefault(one.weekday, "overlap")
    return found
