"""Who opens when, what a visit is worth, and a month of evenings."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voordeur.stages.reach.rules.vocabulary import DayPart
from voordeur.stages.visit.rules.at_home import SLOTS, Prior, Rung, Slot, chances, town_chances
from voordeur.stages.visit.rules.month import Turn, Waiting, spread
from voordeur.stages.visit.rules.worth import Door, must_tonight, points, worth

PRIOR = Prior(daytime=0.30, odds=1.75, town_weight=40, door_weight=2, elsewhere=0.35)
EVENING, AFTERNOON = Slot(DayPart.EVENING), Slot(DayPart.AFTERNOON)
WEIGHTS = {
    "visit": 10, "statutory": 50, "deadline": 25, "threatening": 40, "urgent": 1, "several_creditors": 8, "warm_handover": 12,
    "before_due_date": 10, "waited": 0.5, "most_waited": 15, "near_days": 5,
}  # fmt: skip
MONDAY = date(2026, 11, 2)


def test_without_results_the_evening_is_better_than_the_day_by_the_published_odds() -> None:
    found = town_chances(PRIOR, {})
    assert found[AFTERNOON] == pytest.approx(0.30)
    assert found[EVENING] / (1 - found[EVENING]) == pytest.approx(1.75 * 0.30 / 0.70)


def test_a_closed_door_lowers_its_own_hour_most_and_no_other_door() -> None:
    before = {one.slot: one.value for one in chances(PRIOR, {}, [])}
    after = {one.slot: one.value for one in chances(PRIOR, {}, [(EVENING, False), (EVENING, False)])}
    assert after[EVENING] < after[AFTERNOON] < before[AFTERNOON]
    best = chances(PRIOR, {}, [(EVENING, False), (EVENING, False)])[0]
    assert best.slot != EVENING
    assert "bleef de deur 2 keer dicht" in best.in_words().nl


@settings(derandomize=True, max_examples=60, deadline=None)
@given(times=st.integers(0, 500), share=st.floats(0, 1))
def test_a_town_lies_between_what_was_published_and_what_it_saw(times: int, share: float) -> None:
    opened = round(times * share)
    found = town_chances(PRIOR, {EVENING: Rung(times, opened)})[EVENING]
    bounds = sorted([PRIOR.chance(EVENING), opened / times if times else PRIOR.chance(EVENING)])
    assert bounds[0] - 1e-9 <= found <= bounds[1] + 1e-9


def test_the_worth_is_the_sum_of_its_parts_and_a_term_that_ends_today_must_be_met() -> None:
    door = Door(MONDAY - timedelta(days=10), deadline=MONDAY, statutory=True, creditors=3, urgency=7)
    parts = points(door, WEIGHTS, MONDAY)
    assert [one.code for one in parts] == ["statutory", "several_creditors", "visit", "urgent", "waited"]
    assert worth(door, WEIGHTS, MONDAY) == sum(one.points for one in parts) == 50 + 16 + 10 + 7 + 5
    assert must_tonight(door, MONDAY)
    assert not must_tonight(door, MONDAY - timedelta(days=1))


def _door(key: int, *, until: int | None = None, worth_: float = 10, evening: float = 0.4, afternoon: float = 0.3) -> Waiting:
    last = None if until is None else MONDAY + timedelta(days=until)
    return Waiting(key, MONDAY, last, worth_, {EVENING: evening, AFTERNOON: afternoon})


def test_thirty_five_places_and_fifty_doors_nobody_drops_off_and_every_term_is_met() -> None:
    turns = [Turn(MONDAY + timedelta(days=day), EVENING, 7) for day in (0, 7, 14, 21, 28)]
    doors = [_door(n, until=10 if n % 5 == 0 else None, worth_=n) for n in range(50)]
    given_ = spread(doors, turns, capacity=35)
    assert [one.key for one in given_] == list(range(50))
    assert sum(one.turn is not None for one in given_) == 35
    assert not any(one.late for one in given_)
    assert all(one.turn and one.turn.on <= MONDAY + timedelta(days=10) for one in given_ if one.key % 5 == 0)
    assert all("wacht" in one.why.nl for one in given_ if one.turn is None)


def test_going_over_the_capacity_is_said_and_a_term_that_cannot_be_met_is_an_alarm() -> None:
    turns = [Turn(MONDAY + timedelta(days=7), EVENING, 3)]
    given_ = spread([_door(1, until=3), _door(2), _door(3)], turns, capacity=2)
    assert given_[0].late
    assert "wordt niet gehaald" in given_[0].why.nl
    assert sum("boven de geplande maandcapaciteit" in one.why.nl for one in given_) == 1
    assert all(one.turn for one in given_)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from([None, 0, 1, 2]), st.floats(0.05, 0.9)), min_size=1, max_size=5))
def test_small_months_are_spread_as_well_as_by_trying_everything(rows: list[tuple[int, int | None, float]]) -> None:
    turns = [Turn(MONDAY + timedelta(days=day), slot, 1) for day, slot in enumerate((EVENING, AFTERNOON, EVENING))]
    doors = [_door(n, until=until, worth_=value, evening=chance) for n, (value, until, chance) in enumerate(rows)]

    def value(choice: tuple[int | None, ...]) -> tuple[int, float]:
        met = sum(t is not None and d.until is not None and turns[t].on <= d.until for d, t in zip(doors, choice, strict=True))
        gained = sum(d.worth * d.chances[turns[t].slot] for d, t in zip(doors, choice, strict=True) if t is not None)
        return met, round(gained, 6)

    every = (c for c in itertools.product([None, 0, 1, 2], repeat=len(doors)) if _apart(c))
    found = tuple(None if one.turn is None else turns.index(one.turn) for one in spread(doors, turns))
    assert value(found) == max(value(choice) for choice in every)


def _apart(choice: tuple[int | None, ...]) -> bool:
    taken = [one for one in choice if one is not None]
    return len(taken) == len(set(taken))


def test_the_slots_are_every_part_of_the_day_on_working_days_and_in_the_weekend() -> None:
    assert len(SLOTS) == 6
    assert Slot.of(date(2026, 11, 7), DayPart.MORNING).weekend
    assert not Slot.of(MONDAY, DayPart.MORNING).weekend
