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


@dataclass(frozen=True)
class Days:
    """Weekdays in a row with the same hours: from which until which, and from when until when on each of them."""

    first: int
    last: int
    hours: tuple[tuple[time, time], ...]


def together(stretches: Iterable[Stretch]) -> list[Days]:
    """A week as people say it, "Monday to Friday from nine to five": weekdays in a row with the same hours once."""
    by_day: dict[int, list[tuple[time, time]]] = {}
    for one in sorted(stretches):
        by_day.setdefault(one.weekday, []).append((one.begin, one.end))
    found: list[Days] = []
    for day, hours in by_day.items():
        if found and found[-1].last == day - 1 and found[-1].hours == tuple(hours):
            found[-1] = Days(found[-1].first, day, found[-1].hours)
        else:
            found.append(Days(day, day, tuple(hours)))
    return found


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
