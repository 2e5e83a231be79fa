"""Planned evenings against an oracle that tries every order, and against a checker of its own."""

from __future__ import annotations

import numpy as np
import pytest

from rounds_oracle import NEAR, NINE, SIX, an_evening, assert_valid, oracle
from voordeur.stages.visit.rules.rounds.evening import Evening, Pair, Visit, Window
from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan
from voordeur.stages.visit.rules.rounds.travel import BY_BIKE, travel_minutes
from voordeur.stages.visit.rules.rounds.why import why_here, why_not


@pytest.mark.parametrize("seed", range(6))
def test_seven_doors_are_planned_as_well_as_by_trying_every_order(seed: int) -> None:
    evening = an_evening(seed)
    plan = best_plan(evening, Limit(iterations=400), seed=1)
    assert_valid(evening, plan)
    missed, worth, travel = oracle(evening)
    assert (missed, -plan.worth) == (0, worth)
    assert plan.travel <= travel + NEAR


def test_the_same_seed_and_steps_give_the_same_plan_and_a_larger_evening_is_valid() -> None:
    evening = an_evening(11, doors=40, pairs=4)
    one, other = (best_plan(evening, Limit(iterations=60), seed=5) for _ in range(2))
    assert one == other
    assert_valid(evening, one)


def test_what_must_be_made_goes_before_what_is_worth_more() -> None:
    window = (Window(SIX, SIX + 30),)
    visits = (Visit("rijk", 30, window, 100), Visit("termijn", 30, window, 1, must=True))
    travel = np.full((4, 4), 10.0)
    np.fill_diagonal(travel, 0)
    plan = best_plan(Evening(visits, (Pair("duo", SIX, SIX + 70),), travel), Limit(iterations=50))
    assert [stop.visit for stop in plan.rounds[0].stops] == [1]
    assert "zou" not in why_here(Evening(visits, (Pair("duo", SIX, SIX + 70),), travel), plan.rounds[0], 0)[0].nl


@pytest.mark.parametrize(
    ("visit", "pair", "words"),
    [
        (Visit("a", 25, (Window(SIX, NINE),), 5, frozenset({"tolk"})), Pair("duo", SIX, NINE), "zet een duo in dat dat kan"),
        (Visit("a", 25, (Window(SIX, NINE),), 5), Pair("duo", SIX, SIX + 40), "duo tot 18:45 mag wegblijven"),
        (Visit("a", 25, (Window(SIX, SIX + 5),), 5), Pair("duo", SIX, NINE), "duo om 17:55 vertrekt"),
    ],
)
def test_what_cannot_be_made_says_what_would_make_it_possible(visit: Visit, pair: Pair, words: str) -> None:
    travel = np.full((3, 3), 10.0)
    np.fill_diagonal(travel, 0)
    evening = Evening((visit,), (pair,), travel)
    plan = best_plan(evening, Limit(iterations=20))
    assert plan.left_out == (0,)
    assert words in why_not(evening, plan, 0).nl


def test_an_evening_without_doors_or_pairs_is_planned_too() -> None:
    assert best_plan(Evening((), (Pair("duo", SIX, NINE),), np.zeros((2, 2))), Limit(iterations=5)).worth == 0
    visit = Visit("a", 25, (Window(SIX, NINE),), 5)
    alone = Evening((visit,), (), np.zeros((1, 1)))
    plan = best_plan(alone, Limit(iterations=5))
    assert plan.left_out == (0,)
    assert "geen duo" in why_not(alone, plan, 0).nl


def test_a_kilometre_as_the_crow_flies_is_five_minutes_and_a_bit_by_bike() -> None:
    north = 1 / 111.195  # degrees of latitude in a kilometre on a sphere of the mean radius
    travel = travel_minutes([(52.0, 5.0), (52.0 + north, 5.0)], BY_BIKE)
    assert travel[0, 1] == pytest.approx(1.3 / 15 * 60, rel=1e-4)
    assert travel[0, 0] == 0
