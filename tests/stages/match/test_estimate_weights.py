"""Weights measured by EM and from labels: what was put into simulated pairs comes out again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voordeur.stages.match.rules.agree import LEVELS
from voordeur.stages.match.rules.estimate_weights import Patterns, Shares, by_em, by_labels, usual
from voordeur.stages.match.rules.score import patterns
from voordeur.stages.match.rules.weights import SHARED, WEIGHTS

PAIRS = 40_000


def simulated(rng: np.random.Generator, *classes: tuple[int, Shares], missing: float = 0.2) -> Patterns:
    """Patterns of so many pairs of each class, every field drawn by its shares."""
    columns = {}
    for field, levels in LEVELS.items():
        drawn = np.concatenate([rng.choice(len(levels), size, p=shares[field]) for size, shares in classes]).astype(np.uint8)
        drawn[rng.random(len(drawn)) < missing] = 0
        columns[field] = drawn
    return Patterns(*patterns(columns))


def bent(rng: np.random.Generator, shares: Shares) -> Shares:
    """Shares as another file might have them: every field's own, up to twice or half the usual."""
    other = {field: each * rng.uniform(0.5, 2.0, len(each)) for field, each in shares.items()}
    return {field: each / each.sum() for field, each in other.items()}


@pytest.fixture(scope="module")
def chance() -> Patterns:
    return simulated(np.random.default_rng(2), (400_000, usual()[1]))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.15, 0.7))
def test_em_finds_what_was_put_in_also_among_housemates(chance, seed, part):
    rng = np.random.default_rng(seed)
    usual_m, u = usual()
    m = bent(rng, usual_m)
    home = {field: m[field] if field in SHARED else u[field] for field in LEVELS}
    one, housemates = round(PAIRS * part), round(PAIRS * 0.2)
    blocked = simulated(rng, (one, m), (housemates, home), (PAIRS - one - housemates, u))
    table, fitted = by_em(blocked, chance, records=100_000)
    for row in table:
        put_in = m[row.field][LEVELS[row.field].index(row.agreement)]
        # five standard errors of a count among the known pairs, and a little for the trust in the built-in table
        off = 5 * np.sqrt(put_in * (1 - put_in) / (one * 0.8)) + 0.004
        assert abs(row.m - put_in) < off, (row, put_in)
    assert fitted.settled and (np.diff(fitted.likelihood) >= -1e-6).all()
    assert abs(fitted.parts[0] - one / PAIRS) < 0.01


def test_u_is_that_of_pairs_of_two_people(chance):
    m, u = usual()
    rng = np.random.default_rng(5)
    same = simulated(rng, (5_000, m))
    # One drawn pair in four hundred is of one person all the same: many times what chance brings of a birth date.
    mixed = simulated(rng, (400_000, u), (1_000, m))
    for row in by_labels(same, mixed, records=400):
        there = u[row.field][LEVELS[row.field].index(row.agreement)]
        if there * 320_000 > 50:
            assert row.u == pytest.approx(there, rel=0.5), row


def test_what_was_never_seen_keeps_its_weight(chance):
    m, _ = usual()
    nobody_bsn = {**m, "bsn": np.array([1.0, 0.0, 0.0])}
    table = by_labels(simulated(np.random.default_rng(1), (2_000, nobody_bsn)), Patterns(*patterns(_nothing())), records=1_000)
    by_name = {(row.field, row.agreement): row for row in table}
    assert by_name["bsn", "same"].bits == WEIGHTS["bsn", "same"]
    assert by_name["bsn", "same"].origin == "built in: never seen"
    assert by_name["birth", "same"].origin == "m: labelled pairs" and by_name["birth", "same"].seen > 1_000


def _nothing() -> dict[str, np.ndarray]:
    return {field: np.zeros(0, np.uint8) for field in LEVELS}


def test_labels_are_counted():
    """A hundred pairs, of which ninety agree in birth date and ten have it swapped; drawn but lightly towards the table."""
    levels = {field: np.zeros(2, np.uint8) for field in LEVELS}
    levels["birth"] = np.array([LEVELS["birth"].index("same"), LEVELS["birth"].index("swapped")], np.uint8)
    table = by_labels(Patterns(levels, np.array([90, 10])), Patterns(*patterns(_nothing())), records=1_000)
    found = {row.agreement: row.m for row in table if row.field == "birth"}
    assert found["same"] == pytest.approx(0.86, abs=0.03) and found["swapped"] == pytest.approx(0.06, abs=0.03)
