"""What a judged sample says: limits against binomial sums in plain Python, and coverage in simulated months with a fixed seed."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voordeur.stages.match.rules.estimate import (
    HIGH,
    LOW,
    MIDDLE,
    NEW,
    REVIEW,
    Stratum,
    allot,
    band,
    draw,
    exact,
    found_of_all,
    share,
    still_needed,
    weighted,
    worst,
)
from voordeur.stages.match.rules.weights import AUTO

COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def at_least(right: int, n: int, p: float) -> float:
    """The chance of so many right or more: the sum of the binomial, term by term."""
    return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(right, n + 1))


@given(COUNTS)
def test_the_limits_are_those_where_the_judgements_become_unlikely(counts):
    right, n = counts
    low, high = exact(right, n)
    assert low == 0 if right == 0 else at_least(right, n, low) == pytest.approx(0.025)
    assert high == 1 if right == n else 1 - at_least(right + 1, n, high) == pytest.approx(0.025)


@given(COUNTS, st.integers(0, 200))
def test_a_share_lies_within_its_interval_and_a_larger_population_is_never_surer(counts, more):
    right, n = counts
    one, other = (share(Stratum("x", n + size, right, n - right)) for size in (more, more + 50))
    assert 0 <= one.low <= one.estimate <= one.high <= 1
    assert other.low <= one.low + 1e-12 and other.high >= one.high - 1e-12
    assert more or (one.low, one.high) == (right / n, right / n)


def test_ten_right_of_ten_still_leave_room():
    assert share(Stratum("x", 100_000, 10, 0)).low == pytest.approx(0.6915, abs=0.001)  # 0.025 ** (1/10)


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 40), min_size=1), st.integers(0, 120), st.integers(0, 60))
def test_a_draw_is_always_the_same_and_a_larger_one_holds_the_smaller(sizes, wanted, more):
    frame = {name: range(1000 * place, 1000 * place + size) for place, (name, size) in enumerate(sizes.items())}
    small, large = draw(frame, wanted, "2026-10"), draw(frame, wanted + more, "2026-10")
    assert draw({name: list(reversed(ids)) for name, ids in frame.items()}, wanted, "2026-10") == small
    assert sum(map(len, small.values())) == min(wanted, sum(sizes.values()))
    assert all(set(small[name]) <= set(large[name]) <= set(frame[name]) for name in frame)
    shares = allot(sizes, wanted)
    most = max(shares.values())
    assert all(shares[name] >= most - 1 or shares[name] == sizes[name] for name in sizes)


def test_every_signal_is_drawn_as_often_as_another():
    drawn = np.zeros(50)
    for seed in range(600):
        drawn[list(draw({"x": range(50)}, 10, str(seed))["x"])] += 1
    # 120 times each; four standard deviations of the binomial on either side
    assert abs(drawn - 120).max() < 4 * (600 * 0.2 * 0.8) ** 0.5


def test_bands_follow_the_line():
    assert [band(AUTO - 1), band(AUTO), band(AUTO + 5), band(AUTO + 14.9), band(AUTO + 15)] == [LOW, LOW, MIDDLE, MIDDLE, HIGH]


# A month as a good engine leaves it: (signals, how many of them are right, how many are judged)
MONTHS = {
    "a good engine": ({LOW: (300, 0.93), MIDDLE: (900, 0.98), HIGH: (3000, 0.999)}, {REVIEW: (150, 0.6), NEW: (2000, 0.02)}, 20),
    "a poor one": ({LOW: (800, 0.7), MIDDLE: (700, 0.85), HIGH: (600, 0.95)}, {REVIEW: (600, 0.5), NEW: (900, 0.2)}, 30),
    "small and judged for a good part": ({LOW: (40, 0.9), HIGH: (60, 0.95)}, {REVIEW: (30, 0.5), NEW: (50, 0.1)}, 24),
}  # fmt: skip
ROUNDS = 400


@pytest.mark.parametrize("month", MONTHS)
def test_the_truth_lies_within_the_interval_as_often_as_is_said(month):
    linked, others, judged = MONTHS[month]
    chance = np.random.default_rng(20261122)
    truth = {name: (size, round(size * p)) for name, (size, p) in (linked | others).items()}
    right, missed = (sum(truth[name][1] for name in part) for part in (linked, others))
    precision, recall = right / sum(size for size, _ in linked.values()), right / (right + missed)
    held = np.zeros(2)
    for _ in range(ROUNDS):
        strata = {name: _judged(name, size, good, judged, chance) for name, (size, good) in truth.items()}
        told = weighted([strata[name] for name in linked])
        found = found_of_all([strata[name] for name in linked], [strata[name] for name in others])
        held += [told.low <= precision <= told.high, found.low <= recall <= found.high]
    # 95 % less two standard deviations of 400 rounds
    assert (held / ROUNDS >= 0.928).all(), held / ROUNDS


def _judged(name: str, size: int, good: int, judged: int, chance: np.random.Generator) -> Stratum:
    right = int(chance.hypergeometric(good, size - good, judged))
    return Stratum(name, size, right, judged - right)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(1, 5000), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=5))
def test_the_estimate_is_the_plain_weighted_mean(rows):
    judged = [row for row in rows if row[1] + row[2]]
    strata = [Stratum(str(i), size + right + wrong + 1, right, wrong) for i, (size, right, wrong) in enumerate(judged)]
    if not strata:
        return
    said = weighted(strata)
    plain = sum(s.size * s.right / s.judged for s in strata) / sum(s.size for s in strata)
    assert said.estimate == pytest.approx(plain)
    assert 0 <= said.low <= said.estimate <= said.high <= 1


def test_nothing_missed_still_leaves_room_for_what_was_not_seen():
    found, missed = [Stratum(HIGH, 1000, 20, 0)], [Stratum(NEW, 500, 0, 20)]
    said = found_of_all(found, missed)
    assert said.estimate == said.high == 1
    assert said.low == pytest.approx(1 / (1 + 500 * 0.168 / 1000), abs=0.03)


def test_too_little_judged_says_so():
    strata = [Stratum(LOW, 100, 3, 1), Stratum(HIGH, 6, 4, 0), Stratum(MIDDLE, 40, 10, 0, unsure=1)]
    assert still_needed(strata) == 6 + 2
    assert found_of_all([Stratum(LOW, 100, 0, 4)], [Stratum(NEW, 10, 0, 10)]) is None
    assert weighted([]) is None


def test_what_could_not_be_told_is_counted_at_its_worst_beside_the_estimate():
    strata = [Stratum(LOW, 100, 8, 0, unsure=2), Stratum(HIGH, 300, 10, 0)]
    assert weighted(strata).estimate == 1 and worst(strata) == pytest.approx((100 * 0.8 + 300) / 400)
