"""What evenings brought: doors, opened, talked, with the uncertainty that small numbers have; kilometres, hours, cost."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voordeur.stages.reach.rules.vocabulary import AttemptResult
from voordeur.stages.visit.rules.door import reached
from voordeur.stages.visit.rules.rounds.travel import BY_BIKE, BY_CAR, ON_FOOT

_SHUT = frozenset({AttemptResult.NOBODY, AttemptResult.NO_ACCESS})
_Z = 1.959964  # 95 %
_MODES = {"foot": ON_FOOT, "bike": BY_BIKE, "car": BY_CAR}


@dataclass(frozen=True)
class Share:
    """So many of so many, with the interval (Wilson, 95 %) within which the true share lies; None of none."""

    count: int
    of: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """Lower and upper bound, from 0 to 1."""
        if not self.of:
            return None
        share, weight = self.count / self.of, _Z**2 / self.of
        middle = (share + weight / 2) / (1 + weight)
        half = _Z * math.sqrt(share * (1 - share) / self.of + weight / (4 * self.of)) / (1 + weight)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True)
class Doors:
    """Doors that were rung: how many were opened (by whoever), at how many the resident was spoken to."""

    rung: int = 0
    opened: int = 0
    talked: int = 0

    @property
    def open_share(self) -> Share:
        """Opened of rung."""
        return Share(self.opened, self.rung)

    @property
    def talk_share(self) -> Share:
        """Talked of rung."""
        return Share(self.talked, self.rung)


def doors_of(results: Iterable[str]) -> Doors:
    """The doors with these results (AttemptResult)."""
    known = [AttemptResult(one) for one in results if one in set(AttemptResult)]
    return Doors(len(known), sum(one not in _SHUT for one in known), sum(map(reached, known)))


@dataclass(frozen=True)
class Walked:
    """One round as it was planned: minutes away, minutes under way, how, by how many people."""

    minutes: float
    travel: float
    way: str
    people: int


@dataclass(frozen=True)
class Spent:
    """What rounds took. `cents`: hours of people times what an hour costs."""

    rounds: int
    hours: float
    kilometres: float
    cents: int

    def per_talk(self, talked: int) -> int | None:
        """Cents for a conversation; None where there was none."""
        return round(self.cents / talked) if talked else None


def spent(rounds: Iterable[Walked], hour_cents: int) -> Spent:
    """What these rounds took; rounds without planned times are for the caller to leave out, and to say so."""
    known = list(rounds)
    hours = sum(one.minutes * one.people for one in known) / 60
    kilometres = sum(one.travel / 60 * _MODES.get(one.way, BY_BIKE).km_per_hour for one in known)
    return Spent(len(known), round(hours, 1), round(kilometres, 1), round(hours * hour_cents))


def by_key(rows: Iterable[tuple[str, str]]) -> Mapping[str, Doors]:
    """Doors by part of the day or by pair; rows are (key, result)."""
    found: dict[str, list[str]] = {}
    for key, result in rows:
        found.setdefault(key, []).append(result)
    return {key: doors_of(results) for key, results in sorted(found.items())}
