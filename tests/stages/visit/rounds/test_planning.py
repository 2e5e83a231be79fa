"""Planned evenings against an oracle that tries every order, and against a checker of its own."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from voordeur.stages.visit.rules.rounds.evening import Evening, Pair, Plan, Visit, Window
from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan
from voordeur.stages.visit.rules.rounds.travel import BY_BIKE, travel_minutes
from voordeur.stages.visit.rules.rounds.why import why_here, why_not

SIX, NINE = 18 * 60.0, 21 * 60.0


def an_evening(seed: int, *, doors: int = 7, pairs: int = 2) -> Evening:
    """A small evening with several windows, needs, fractional travel that is not symmetric, and unequal hours."""
    chance = random.Random(seed)
    visits = []
    for number in range(doors):
        begin = chance.choice([SIX, SIX, SIX + 45])
        windows = [Window(begin, begin + chance.choice([20, 60, 180]))]
        if chance.random() < 0.3:
            windows.append(Window(NINE - 40, NINE - 10))
        needs = frozenset({"tolk"} if chance.random() < 0.25 else ())
        visits.append(Visit(f"v{number}", 25, tuple(windows), chance.randint(1, 8), needs))
    crews = tuple(
        Pair(f"p{number}", SIX + 10 * number, NINE - 15 * number, frozenset({"tolk"} if number == 0 else ()))
        for number in range(pairs)
    )
    size = doors + 2 * pairs
    travel = np.array([[0.0 if a == b else round(chance.uniform(2, 25), 3) for b in range(size)] for a in range(size)])
    return Evening(tuple(visits), crews, travel)


def oracle(evening: Evening) -> float:
    """The greatest worth of any plan: every order of every choice of doors for every pair, timed without the planner's code."""
    best: list[dict[frozenset[int], float]] = []
    for pair in range(len(evening.pairs)):
        found = {frozenset(): 0.0}
        for many in range(1, len(evening.visits) + 1):
            for order in itertools.permutations(range(len(evening.visits)), many):
                if _can(evening, pair, order):
                    found[frozenset(order)] = sum(evening.visits[number].worth for number in order)
        best.append(found)
    return max(
        sum(worth for _, worth in choice)
        for choice in itertools.product(*(each.items() for each in best))
        if len(frozenset().union(*(doors for doors, _ in choice))) == sum(len(doors) for doors, _ in choice)
    )


def _can(evening: Evening, pair: int, order: tuple[int, ...]) -> bool:
    who, at, now = evening.pairs[pair], len(evening.visits) + 2 * pair, evening.pairs[pair].leave
    for number in order:
        visit = evening.visits[number]
        now += evening.travel[at, number]
        later = [max(now, window.start) for window in visit.windows if now <= window.end]
        if not later or not visit.needs <= who.skills:
            return False
        now, at = min(later) + visit.service, number
    return now + evening.travel[at, len(evening.visits) + 2 * pair + 1] <= who.back


def assert_valid(evening: Evening, plan: Plan) -> None:
    """Hours, windows, needs, travel and the sums of a plan, checked from its times alone."""
    visited = [stop.visit for one in plan.rounds for stop in one.stops]
    assert len(visited) == len(set(visited))
    assert sorted(visited + list(plan.left_out)) == list(range(len(evening.visits)))
    assert plan.worth == pytest.approx(sum(evening.visits[number].worth for number in visited))
    for one in plan.rounds:
        who, at, free, under_way = evening.pairs[one.pair], evening.start_of(one.pair), evening.pairs[one.pair].leave, 0.0
        for stop in one.stops:
            visit, leg = evening.visits[stop.visit], evening.travel[at, stop.visit]
            assert visit.needs <= who.skills
            assert stop.arrive >= free + leg - 1e-6
            assert stop.begin >= stop.arrive
            assert any(window.start - 1e-6 <= stop.begin <= window.end + 1e-6 for window in visit.windows)
            assert stop.leave == pytest.approx(stop.begin + visit.service)
            at, free, under_way = stop.visit, stop.leave, under_way + leg
        home = evening.travel[at, evening.end_of(one.pair)] if one.stops else 0.0
        assert free + home <= who.back + 1e-6
        assert one.travel == pytest.approx(under_way + home)


@pytest.mark.parametrize("seed", range(6))
def test_seven_doors_are_planned_as_well_as_by_trying_every_order(seed: int) -> None:
    evening = an_evening(seed)
    plan = best_plan(evening, Limit(iterations=400), seed=1)
    assert_valid(evening, plan)
    assert plan.worth == oracle(evening)


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
