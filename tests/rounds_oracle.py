"""Small evenings drawn from a seed, the best plan by trying every order, and a checker that shares nothing with the planner."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest

from voordeur.stages.visit.rules.rounds.evening import Evening, Pair, Plan, Visit, Window

SIX, NINE = 18 * 60.0, 21 * 60.0
NEAR = 0.01  # minutes: the tolerance in which times are told


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


def an_odd_evening(seed: int) -> Evening:
    """What the edges of the format allow: see each draw. Every seed gives other edges together."""
    chance = random.Random(seed)
    doors, pairs = chance.randint(4, 7), chance.randint(1, 3)
    visits = []
    for number in range(doors):
        visits.append(
            Visit(
                f"v{number}",
                service=chance.choice([0, 0, 10, 25, 32.5]),
                windows=tuple(_odd_windows(chance)),
                worth=chance.choice([0, 0.5, 1, 2.25, 3, 8, 40]),
                needs=frozenset(chance.sample(["tolk", "vrouw", "bank"], chance.choice([0, 0, 0, 1, 2]))),
                must=chance.random() < 0.2,
                load=1,
            )
        )
    crews = []
    for number in range(pairs):
        leave = chance.choice([SIX, SIX + 20, SIX + 0.25])
        back = chance.choice([NINE, NINE - 60, leave + 40, leave])  # the last: no hours at all
        skills = frozenset(chance.sample(["tolk", "vrouw", "bank"], chance.randint(0, 3)))
        crews.append(Pair(f"p{number}", leave, back, skills, chance.choice([None, None, 2, 0])))
    size = doors + 2 * pairs
    longest = chance.choice([4, 25, 60])
    travel = np.array([[0.0 if a == b else round(chance.uniform(0, longest), 3) for b in range(size)] for a in range(size)])
    if chance.random() < 0.4:  # some doors stand at the same point: a flat above a flat
        travel[0, :], travel[:, 0] = travel[1, :], travel[:, 1]
        travel[0, 1] = travel[1, 0] = travel[0, 0] = travel[1, 1] = 0.0
    return Evening(tuple(visits), tuple(crews), travel)


def _odd_windows(chance: random.Random) -> Iterator[Window]:
    begin = chance.choice([SIX - 30, SIX, SIX + 45.5, NINE - 20])
    end = begin + chance.choice([0, 0.5, 20, 120])
    yield Window(begin, end)
    if chance.random() < 0.3:  # touches the first, or lies beside it
        again = end + chance.choice([0, 0, 30])
        yield Window(again, again + chance.choice([10, 60]))


def oracle(evening: Evening) -> tuple[int, float, float]:
    """The best of any plan: fewest visits missed that must be made, then most worth, then least travel; by trying every order."""
    best = {frozenset[int](): 0.0}
    for pair in range(len(evening.pairs)):
        found = dict(best)
        for mine, travel in _walks(evening, pair).items():
            for others, spent in best.items():
                if not mine & others:
                    both = mine | others
                    found[both] = min(found.get(both, np.inf), spent + travel)
        best = found
    musts = frozenset(number for number, visit in enumerate(evening.visits) if visit.must)
    worths = [visit.worth for visit in evening.visits]
    return min(
        ((len(musts - done), -sum(worths[number] for number in done), travel) for done, travel in best.items()),
        key=lambda each: (each[0], round(each[1], 6), each[2]),
    )


def _walks(evening: Evening, pair: int) -> dict[frozenset[int], float]:
    """Each set of doors that a pair can do, with the least travel."""
    found: dict[frozenset[int], float] = {}
    who, start, end = evening.pairs[pair], len(evening.visits) + 2 * pair, len(evening.visits) + 2 * pair + 1

    def further(done: tuple[int, ...], at: int, now: float, travel: float) -> None:
        if done and now + evening.travel[at, end] <= who.back + 1e-9:
            key = frozenset(done)
            found[key] = min(found.get(key, np.inf), travel + evening.travel[at, end])
        for number, visit in enumerate(evening.visits):
            if number in done or not visit.needs <= who.skills:
                continue
            if who.capacity is not None and sum(evening.visits[each].load for each in (*done, number)) > who.capacity:
                continue
            arrive = now + evening.travel[at, number]
            begins = [max(arrive, window.start) for window in visit.windows if arrive <= window.end + 1e-9]
            if begins:
                further((*done, number), number, min(begins) + visit.service, travel + evening.travel[at, number])

    further((), start, who.leave, 0.0)
    return found


def assert_valid(evening: Evening, plan: Plan) -> None:
    """Hours, windows, needs, travel and the sums of a plan, checked from its times alone."""
    visited = [stop.visit for one in plan.rounds for stop in one.stops]
    assert len(visited) == len(set(visited))
    assert sorted(visited + list(plan.left_out)) == list(range(len(evening.visits)))
    assert plan.worth == pytest.approx(sum(evening.visits[number].worth for number in visited))
    assert [one.pair for one in plan.rounds] == list(range(len(evening.pairs)))
    for one in plan.rounds:
        who, at, free, under_way = evening.pairs[one.pair], evening.start_of(one.pair), evening.pairs[one.pair].leave, 0.0
        assert who.capacity is None or sum(evening.visits[stop.visit].load for stop in one.stops) <= who.capacity
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
