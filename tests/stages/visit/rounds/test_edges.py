"""The edges of the format against the oracle: musts, doors at one point, no service, windows that touch, pairs without hours."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from rounds_oracle import NEAR, NINE, SIX, an_evening, an_odd_evening, assert_valid, oracle
from voordeur.stages.visit.rules.rounds.evening import Evening, Pair, Plan, Visit, Window
from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan
from voordeur.stages.visit.rules.rounds.timing import walk
from voordeur.stages.visit.rules.rounds.why import why_not
from voordeur.stages.visit.rules.rounds.writing import missed_musts

STEPS = Limit(iterations=120)


def _missed(evening: Evening, plan: Plan) -> int:
    return sum(evening.visits[number].must for number in plan.left_out)


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_is_better_in_musts_then_worth_then_travel_and_every_reason_is_true(seed: int) -> None:
    evening = an_odd_evening(seed)
    plan = best_plan(evening, STEPS, seed=seed)
    assert_valid(evening, plan)
    missed, worth, travel = oracle(evening)
    assert (_missed(evening, plan), plan.worth) == (missed, pytest.approx(-worth))
    assert plan.travel <= travel + NEAR * len(evening.visits)
    assert len(missed_musts(evening, plan)) == missed
    for number in plan.left_out:
        prove(evening, plan, number)


@pytest.mark.parametrize("seed", range(4))
def test_the_same_steps_and_seed_give_the_same_plan(seed: int) -> None:
    evening = an_odd_evening(seed)
    assert best_plan(evening, STEPS, seed=3) == best_plan(evening, STEPS, seed=3)


@pytest.mark.parametrize("seed", [3, 4])
def test_of_a_fuller_evening_every_reason_is_true(seed: int) -> None:
    evening = an_evening(seed, doors=26, pairs=3)
    plan = best_plan(evening, Limit(iterations=60), seed)
    assert_valid(evening, plan)
    assert plan.left_out
    for number in plan.left_out:
        prove(evening, plan, number)


def prove(evening: Evening, plan: Plan, number: int) -> None:
    """Try what the reason of a visit that is left out says, with the checker's own hands."""
    visit, said = evening.visits[number], why_not(evening, plan, number).nl
    alone = [pair for pair in range(len(evening.pairs)) if walk(evening, pair, [number])]
    orders = [[stop.visit for stop in one.stops] for one in plan.rounds]
    room = [pair for pair in alone if _fits(evening, pair, orders[pair], number)]
    if "zet een duo in dat dat kan" in said:
        assert not any(visit.needs <= pair.skills for pair in evening.pairs)
        assert all(need in said for need in visit.needs)
    elif "te veel voor elk duo" in said:
        able = [pair for pair in evening.pairs if visit.needs <= pair.skills]
        assert all(pair.capacity is not None and pair.capacity < visit.load for pair in able)
    elif "nog plaats" in said:
        assert room
        assert visit.worth == 0, "what is worth something and fits is in the plan"
    elif found := re.search(r"plaats meer; (\S+) \(waarde", said):
        other = evening.number[found[1]]
        pair = next(pair for pair, order in enumerate(orders) if other in order)
        assert not room
        assert _fits(evening, pair, [each for each in orders[pair] if each != other], number)
    elif found := re.search(r"duo mee met de uren van (\S+)$", said):
        pair = next(number for number, one in enumerate(evening.pairs) if one.id == found[1])
        assert not room
        assert walk(evening, pair, [number]) is not None
    elif "te ver voor één dag" in said:
        assert not any(_alone(evening, pair, number, leave=0, back=24 * 60) for pair in range(len(evening.pairs)))
    else:
        _prove_hours(evening, number, said)
        assert not alone


def _prove_hours(evening: Evening, number: int, said: str) -> None:
    """The hours that a reason names are enough, and a quarter of an hour less than what they add is not."""
    found = re.search(r"het kan als (\S+)(?: om (\d\d):(\d\d) vertrekt)?(?: en)?(?: tot (\d\d):(\d\d) mag wegblijven)?$", said)
    assert found, said
    pair = next(number for number, one in enumerate(evening.pairs) if one.id == found[1])
    leave = int(found[2]) * 60 + int(found[3]) if found[2] else None
    back = int(found[4]) * 60 + int(found[5]) if found[4] else None
    assert leave is not None or back is not None
    assert _alone(evening, pair, number, leave=leave, back=back), said
    if back is not None:
        assert not _alone(evening, pair, number, leave=leave, back=back - 1.01), said
    if leave is not None and back is None:
        assert not _alone(evening, pair, number, leave=leave + 1.01, back=back), said


def _alone(evening: Evening, pair: int, number: int, *, leave: float | None, back: float | None) -> bool:
    who = evening.pairs[pair]
    other = replace(who, leave=who.leave if leave is None else leave, back=who.back if back is None else back)
    pairs = (*evening.pairs[:pair], other, *evening.pairs[pair + 1 :])
    return walk(Evening(evening.visits, pairs, evening.travel), pair, [number]) is not None


def _fits(evening: Evening, pair: int, order: list[int], number: int) -> bool:
    return any(walk(evening, pair, [*order[:at], number, *order[at:]]) for at in range(len(order) + 1))


WHOLE = (Window(SIX, NINE),)


def _even(size: int, minutes: float = 10.0) -> np.ndarray:
    travel = np.full((size, size), minutes)
    np.fill_diagonal(travel, 0)
    return travel


def test_a_pair_without_hours_does_nothing_and_says_until_when_it_would_have_to_stay_out() -> None:
    evening = Evening((Visit("a", 25, WHOLE, 5),), (Pair("duo", SIX, SIX),), _even(3))
    plan = best_plan(evening, STEPS)
    assert plan.left_out == (0,)
    assert "duo tot 18:45 mag wegblijven" in why_not(evening, plan, 0).nl


def test_windows_that_touch_are_one_and_the_very_last_minute_counts() -> None:
    touching = (Window(SIX, SIX + 5), Window(SIX + 5, SIX + 10))
    evening = Evening((Visit("a", 25, touching, 5),), (Pair("duo", SIX, SIX + 45),), _even(3))
    plan = best_plan(evening, STEPS)
    assert plan.rounds[0].stops[0].begin == SIX + 10
    assert plan.rounds[0].stops[0].leave + 10 == SIX + 45


def test_doors_above_each_other_take_no_travel_and_no_service_takes_no_time() -> None:
    visits = tuple(Visit(f"v{number}", 0, WHOLE, 1) for number in range(12))
    travel = np.zeros((14, 14))
    travel[12:, :12] = travel[:12, 12:] = 7.5
    plan = best_plan(Evening(visits, (Pair("duo", SIX, SIX + 15),), travel), STEPS)
    assert not plan.left_out
    assert plan.travel == 15


def test_a_must_that_needs_both_an_earlier_start_and_a_later_end_is_told_both() -> None:
    visit = Visit("a", 60, (Window(SIX, SIX + 5),), 5, must=True)
    evening = Evening((visit,), (Pair("duo", SIX, SIX + 60),), _even(3))
    plan = best_plan(evening, STEPS)
    said = "a: te laat voor elk duo; het kan als duo om 17:50 vertrekt en tot 19:10 mag wegblijven"
    assert missed_musts(evening, plan) == [said]


def test_a_third_of_a_minute_is_promised_as_whole_minutes_that_are_enough() -> None:
    evening = Evening((Visit("a", 25, WHOLE, 5, must=True),), (Pair("duo", SIX, SIX + 30),), _even(3, 10 + 1 / 3))
    plan = best_plan(evening, STEPS)
    assert "tot 18:46 mag wegblijven" in missed_musts(evening, plan)[0]
    prove(evening, plan, 0)


def test_two_musts_at_the_same_minute_one_is_made_and_the_other_says_which_stands_in_its_way() -> None:
    visits = tuple(Visit(name, 60, (Window(SIX + 10, SIX + 10),), 5, must=True) for name in ("een", "twee"))
    evening = Evening(visits, (Pair("duo", SIX, NINE),), _even(4))
    plan = best_plan(evening, STEPS)
    (said,) = missed_musts(evening, plan)
    kept = visits[plan.rounds[0].stops[0].visit].id
    assert f"{kept} (waarde 5) zou ervoor moeten wijken" in said


def test_what_lies_further_than_a_day_is_told_so() -> None:
    evening = Evening((Visit("a", 25, WHOLE, 5, must=True),), (Pair("duo", SIX, NINE),), _even(3, 1500))
    assert "te ver voor één dag" in missed_musts(evening, best_plan(evening, STEPS))[0]


def test_a_great_many_worths_apart_do_not_drown_each_other() -> None:
    """A worth of a million beside worths of one: the small ones still count, and so does travel."""
    worths = (1e6, 1, 1, 1)
    visits = tuple(Visit(f"v{number}", 10, WHOLE, worth) for number, worth in enumerate(worths))
    evening = Evening(visits, (Pair("duo", SIX, SIX + 65),), _even(6, 5.0))
    plan = best_plan(evening, STEPS)
    assert plan.worth == -oracle(evening)[1]


@pytest.mark.parametrize("many", [12, 160])
def test_where_everything_must_be_made_and_cannot_most_of_it_is(many: int) -> None:
    visits = tuple(Visit(f"v{number}", 10, WHOLE, 1, must=True) for number in range(many))
    evening = Evening(visits, (Pair("duo", SIX, SIX + 65),), _even(many + 2, 5.0))
    plan = best_plan(evening, Limit(iterations=4))
    assert_valid(evening, plan)
    assert len(plan.rounds[0].stops) == 4
    assert len(missed_musts(evening, plan)) == many - 4
