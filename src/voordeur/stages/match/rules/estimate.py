"""How good the matching is, told from a sample that people judged: the draw, the shares, and how sure these are.

**The draw** is stratified: the links that the machine made by itself in bands of their score, what it put before a person, and
what it took for somebody new. Each signal has a place of its own, a hash of the month's seed and its id, and the lowest places
of each stratum are drawn (permanent random numbers: Ohlsson, "Coordination of samples using permanent random numbers", in Cox
et al., Business Survey Methods, Wiley 1995). The same seed gives the same sample, and a larger sample holds the smaller one.

**The interval of one share** is that of Clopper and Pearson (Biometrika 26, 1934): never narrower than it says, also for a
handful of judgements or none wrong. Wilson's is shorter but covers less than it says where nearly all is right (Brown, Cai and
DasGupta, Statistical Science 16, 2001), which is where a good engine stands, and the sentence that is read from it is "at
least so many per cent". Where a good part of a stratum was judged, the number of judgements counts as n(N-1)/(N-n)
of them (the finite population correction as an effective sample size: Korn and Graubard, Survey Methodology 24, 1998); a
stratum that was judged wholly has no uncertainty left.

**Weighted sums and ratios** of strata get their interval by the recovery of variance estimates from those limits (MOVER: Zou and
Donner, Statistics in Medicine 27, 2008; for a ratio, Donner and Zou, Statistical Methods in Medical Research 21, 2012): closed
formulas, which hold where no judgement was wrong, while the usual variance would be nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt

from scipy.stats import beta

from voordeur.stages.match.rules.weights import AUTO

LEVEL = 0.95
# Fewer judgements in a stratum say next to nothing: ten that are all right still leave 31 % open.
LEAST = 10

# The strata. Bands of what was linked by itself: just over the line, amply, far over it.
LOW, MIDDLE, HIGH = "auto_low", "auto_middle", "auto_high"
REVIEW, NEW = "review", "new"
BANDS = {LOW: AUTO, MIDDLE: AUTO + 5, HIGH: AUTO + 15}  # from how many bits
AUTOMATIC = tuple(BANDS)
STRATA = (*AUTOMATIC, REVIEW, NEW)


def band(score: float) -> str:
    """The stratum of a link that the machine made by itself; one that fell short of today's line counts as the lowest."""
    return next((name for name in reversed(AUTOMATIC) if score >= BANDS[name]), LOW)


# --- the draw --------------------------------------------------------------------------------------------------------


def place(seed: str, number: int) -> str:
    """Where a signal stands in the order of drawing: as good as random, and always the same."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def allot(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """How many to draw of each stratum: alike of all, what a small one lacks shared by the others; never more than there are.

    A larger `wanted` never takes any away.
    """
    given = dict.fromkeys(sizes, 0)
    for _ in range(min(wanted, sum(sizes.values()))):
        least = min((name for name in sizes if given[name] < sizes[name]), key=lambda name: given[name])
        given[least] += 1
    return given


def draw(frame: Mapping[str, Iterable[int]], wanted: int, seed: str) -> dict[str, tuple[int, ...]]:
    """The drawn signals of each stratum, in the order of drawing. `frame`: the ids of all signals, by stratum."""
    placed = {name: sorted(ids, key=lambda number: place(seed, number)) for name, ids in frame.items()}
    shares = allot({name: len(ids) for name, ids in placed.items()}, wanted)
    return {name: tuple(ids[: shares[name]]) for name, ids in placed.items()}


# --- the estimate ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stratum:
    """What was judged of one stratum of `size` signals. `unsure` could not be told, and counts as not judged."""

    name: str
    size: int
    right: int
    wrong: int
    unsure: int = 0

    @property
    def judged(self) -> int:
        """How many say something."""
        return self.right + self.wrong


@dataclass(frozen=True)
class Interval:
    """A share or number with what it may reasonably be, at the confidence level."""

    low: float
    estimate: float
    high: float


def share(stratum: Stratum, level: float = LEVEL) -> Interval:
    """The share of a stratum that is right. Nothing judged: anything is possible."""
    n, size = stratum.judged, max(stratum.size, stratum.judged)
    if not n:
        return Interval(0.0, 0.5, 1.0)
    p = stratum.right / n
    if n >= size:
        return Interval(p, p, p)
    counts_as = n * (size - 1) / (size - n)
    low, high = exact(p * counts_as, counts_as, level)
    # What was seen is certain: so many are right and so many wrong, whatever the others are.
    return Interval(max(low, stratum.right / size), p, min(high, 1 - stratum.wrong / size))


def exact(right: float, judged: float, level: float = LEVEL) -> tuple[float, float]:
    """The limits of Clopper and Pearson, as quantiles of the beta distribution; also for a broken number of judgements."""
    tail = (1 - level) / 2
    low = float(beta.ppf(tail, right, judged - right + 1)) if right > 0 else 0.0
    high = float(beta.ppf(1 - tail, right + 1, judged - right)) if right < judged else 1.0
    return low, high


def number(strata: Sequence[Stratum], level: float = LEVEL) -> Interval:
    """How many signals of these strata are right: each stratum's size times its share, summed (MOVER)."""
    shares = [(stratum.size, share(stratum, level)) for stratum in strata]
    total = sum(size * one.estimate for size, one in shares)
    below = sqrt(sum((size * (one.estimate - one.low)) ** 2 for size, one in shares))
    above = sqrt(sum((size * (one.high - one.estimate)) ** 2 for size, one in shares))
    return Interval(max(0.0, total - below), total, min(float(sum(size for size, _ in shares)), total + above))


def weighted(strata: Sequence[Stratum], level: float = LEVEL) -> Interval | None:
    """The share of all strata together that is right, each weighing as many signals as it holds. None: there are none."""
    size = sum(stratum.size for stratum in strata)
    if not size:
        return None
    found = number(strata, level)
    return Interval(found.low / size, found.estimate / size, found.high / size)


def found_of_all(found: Sequence[Stratum], missed: Sequence[Stratum], level: float = LEVEL) -> Interval | None:
    """Recall: what was found, of that and what was missed. None where so little was judged that nothing can be said.

    Found and missed come of different strata and are independent, so that the interval of their ratio missed : found has a
    closed form (Donner and Zou 2012, equation for independent estimates); recall is 1 / (1 + ratio).
    """
    a, b = number(missed, level), number(found, level)
    bottom_low, bottom_high = b.high * (2 * b.estimate - b.high), b.low * (2 * b.estimate - b.low)
    if b.low <= 0 or bottom_low <= 0:
        return None
    product = a.estimate * b.estimate
    less = sqrt(max(0.0, product**2 - a.low * (2 * a.estimate - a.low) * bottom_low))
    more = sqrt(max(0.0, product**2 - a.high * (2 * a.estimate - a.high) * bottom_high))
    low, high = max(0.0, (product - less) / bottom_low), (product + more) / bottom_high
    return Interval(1 / (1 + high), b.estimate / (a.estimate + b.estimate), 1 / (1 + low))


def still_needed(strata: Iterable[Stratum], least: int = LEAST) -> int:
    """How many judgements a sentence about these strata still lacks: of each `least`, or all where it holds fewer."""
    return sum(max(0, min(least, stratum.size - stratum.unsure) - stratum.judged) for stratum in strata)


def worst(strata: Sequence[Stratum]) -> float:
    """The weighted share that is right if all that could not be told were wrong."""
    size = sum(stratum.size for stratum in strata)
    shares = (s.size * s.right / (s.judged + s.unsure) for s in strata if s.judged + s.unsure)
    return sum(shares) / size if size else 0.0
