"""Weights measured: how often each agreement occurs where two records are one person (m), and by chance between two people (u).

A weight is log2(m/u) (I. P. Fellegi and A. B. Sunter, "A theory for record linkage", Journal of the American Statistical
Association 64, 1969). From labelled pairs m is counted. Without labels it comes of a mixture fitted by expectation and
maximisation to the patterns of agreement of blocked pairs (W. E. Winkler, "Using the EM algorithm for weight computation in the
Fellegi-Sunter model of record linkage", Proceedings of the Section on Survey Research Methods, 1988), in which fields are taken
as independent within a class. They are not in a household: whoever shares a door mostly shares a name and a phone too. Pairs of
housemates therefore are a class of their own beside one person and strangers, or they would be taken for one person with a wrong
birth date. What is left of dependence (twins, a couple's e-mail address) is kept down by the ceiling in the scoring, not here.

u is counted among pairs drawn by chance, of which those that are probably one person are left out. It does not come of the
blocked pairs, which were chosen because something agrees.

A field that is missing on a side says nothing and is left out of the count. What is never seen keeps its weight from the table;
what is seen little is drawn towards it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from voordeur.stages.match.rules.agree import LEVELS, Levels
from voordeur.stages.match.rules.records import Index
from voordeur.stages.match.rules.weights import OFTEN, SHARED, TABLE, WEIGHTS

Shares = Mapping[str, npt.NDArray[np.float64]]  # by field, the share of each level; "missing" has none
Counts = dict[str, npt.NDArray[np.float64]]
Floats = npt.NDArray[np.float64]

SEEN: Final = 0.5  # less than half a pair is none
DRAWN: Final = 2.0  # so many sightings' worth of trust in the table
LEAST: Final = 1e-9  # no share is nought: the logarithm of what happens never would be without bottom
STEPS: Final = 1_000
STILL: Final = 1e-9  # of the log-likelihood, per pair: less than this and nothing moves any more
ONE: Final = 0  # the class of pairs of one person


@dataclass(frozen=True)
class Patterns:
    """Different patterns of agreement (a level per field) and how often each occurs among some pairs."""

    levels: Mapping[str, Levels]
    times: Index


@dataclass(frozen=True)
class Measured:
    """One row of a table of weights. `seen`: pairs of one person in which the field agreed like this, as far as that is known."""

    field: str
    agreement: str
    m: float
    u: float
    bits: float
    seen: float
    origin: str


@dataclass(frozen=True)
class Mixture:
    """What expectation and maximisation arrive at: per class its part of the pairs and its shares; the log-likelihood after every
    step; and per pattern the chance that it is of each class."""

    parts: Floats
    shares: tuple[Shares, ...]
    likelihood: tuple[float, ...]
    chances: Floats
    settled: bool


def usual() -> tuple[Shares, Shares]:
    """m and u of the built-in table. The table tells m and the weight; u follows, as m / 2**bits."""
    m: Counts = {}
    u: Counts = {}
    for field, levels in LEVELS.items():
        often = np.array([OFTEN.get((field, each), 0.0) for each in levels])
        bits = np.array([WEIGHTS.get((field, each), 0.0) for each in levels])
        m[field] = often / often.sum()
        chance = often / 2.0**bits
        u[field] = chance / chance.sum()
    return m, u


def counted(patterns: Patterns, chances: Floats) -> Counts:
    """How often each level of each field occurs, every pattern weighing its chance; missing is not counted."""
    weights = patterns.times * chances
    out = {}
    for field, levels in LEVELS.items():
        out[field] = np.bincount(patterns.levels[field], weights=weights, minlength=len(levels)).astype(np.float64)
        out[field][0] = 0.0
    return out


def drawn(seen: Counts, towards: Shares) -> Shares:
    """Shares from counts. What was never seen keeps its share; the others divide what is left, each counting as if a few more
    sightings, at the rate of `towards`, had come before."""
    out = {}
    for field, times in seen.items():
        before, total = towards[field], times.sum()
        rate = np.divide(DRAWN + times, DRAWN / np.maximum(before, LEAST) + total, out=np.zeros_like(times), where=before > 0)
        found = (times >= SEEN) & (before > 0)
        kept = np.where(found, 0.0, before)
        scale = (1.0 - kept.sum()) / rate[found].sum() if found.any() else 0.0
        out[field] = np.where(found, rate * scale, before)
    return out


# --- expectation and maximisation


def mixture(pairs: Patterns, starts: Sequence[Shares], parts: Sequence[float]) -> Mixture:
    """Fit classes of pairs to patterns of agreement, from starting shares and parts; always the same for the same patterns.

    Each step makes the patterns at least as likely as the one before (Dempster, Laird and Rubin, 1977).
    """
    shares = [dict(start) for start in starts]
    part = np.asarray(parts, dtype=np.float64)
    total = max(int(pairs.times.sum()), 1)
    likelihood: list[float] = []
    chances = np.zeros((len(starts), len(pairs.times)))
    settled = False
    for _ in range(STEPS):
        joint = np.stack([_log_chance(pairs, each) for each in shares]) + np.log(np.maximum(part, LEAST))[:, None]
        whole = np.logaddexp.reduce(joint, axis=0)
        chances = np.exp(joint - whole)
        likelihood.append(float(pairs.times @ whole))
        settled = len(likelihood) > 1 and likelihood[-1] - likelihood[-2] < STILL * total
        if settled:
            break
        part = chances @ pairs.times / total
        shares = [_shares(counted(pairs, chance), before) for chance, before in zip(chances, shares, strict=True)]
    return Mixture(part, tuple(shares), tuple(likelihood), chances, settled)


def _log_chance(pairs: Patterns, shares: Shares) -> Floats:
    """The logarithm of how likely each pattern is in a class."""
    told = np.zeros(len(pairs.times))
    for field, levels in pairs.levels.items():
        logs = np.log(np.maximum(shares[field], LEAST))
        logs[0] = 0.0
        told += logs[levels]
    return told


def _shares(seen: Counts, before: Shares) -> Counts:
    return {field: times / times.sum() if times.sum() > 0 else before[field] for field, times in seen.items()}


def strangers_aside(chance: Patterns, m: Shares, u: Shares, records: int) -> Floats:
    """Of each pattern among pairs drawn by chance, how likely it is to be of two people; one pair in so many records is not."""
    odds = np.log(1.0 / max(records, 2))
    return np.asarray(1.0 / (1.0 + np.exp(_log_chance(chance, m) - _log_chance(chance, u) + odds)))


# --- tables


def by_em(blocked: Patterns, chance: Patterns, records: int) -> tuple[tuple[Measured, ...], Mixture]:
    """The table from blocked pairs and pairs drawn by chance among so many records; no labels."""
    m, u = usual()
    at_home = {field: m[field] if field in SHARED else u[field] for field in LEVELS}
    fitted = mixture(blocked, (m, at_home, u), (0.3, 0.2, 0.5))
    seen = counted(blocked, fitted.chances[ONE])
    return _table(seen, _by_chance(chance, u, fitted.shares[ONE], records), "EM"), fitted


def by_labels(same: Patterns, chance: Patterns, records: int) -> tuple[Measured, ...]:
    """The table from pairs that people call one person, and pairs drawn by chance among so many records."""
    m, u = usual()
    seen = counted(same, np.ones(len(same.times)))
    return _table(seen, _by_chance(chance, u, drawn(seen, m), records), "labelled pairs")


def _by_chance(chance: Patterns, u: Shares, m: Shares, records: int) -> Counts:
    return counted(chance, strangers_aside(chance, m, u, records))


def _table(one: Counts, two: Counts, origin: str) -> tuple[Measured, ...]:
    """Rows in the order of the built-in table. `one`: counts among pairs of one person; `two`: among pairs of two."""
    before_m, before_u = usual()
    m, u = drawn(one, before_m), drawn(two, before_u)
    rows = []
    for row in TABLE:
        if row.agreement not in LEVELS[row.field] or row.agreement == "missing" or not row.often:
            continue
        place = LEVELS[row.field].index(row.agreement)
        seen = float(one[row.field][place])
        told = [name for name, counts in (("m", one), ("u", two)) if counts[row.field][place] >= SEEN]
        bits = float(np.log2(m[row.field][place] / u[row.field][place])) if told else row.bits
        measured = f"{' and '.join(told)}: {origin}" if told else "built in: never seen"
        rows.append(
            Measured(row.field, row.agreement, float(m[row.field][place]), float(u[row.field][place]), bits, seen, measured)
        )
    return tuple(rows)
