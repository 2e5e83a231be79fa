"""Which parts of the day are open for a visit."""

from __future__ import annotations

import itertools

import pytest

from voordeur.stages.reach.rules.vocabulary import DayPart
from voordeur.stages.visit.rules.parts import open_parts

MORNING, AFTERNOON, EVENING = DayPart
LEIDEN = (EVENING, AFTERNOON, MORNING)


@pytest.mark.parametrize(
    ("proposed", "parts", "tried", "open_"),
    [
        (EVENING, LEIDEN, [], {MORNING, AFTERNOON, EVENING}),
        (AFTERNOON, LEIDEN, [EVENING], {MORNING, AFTERNOON}),
        (MORNING, LEIDEN, [EVENING, AFTERNOON], {MORNING}),
        (EVENING, LEIDEN, [EVENING, AFTERNOON, MORNING], {MORNING, AFTERNOON, EVENING}),
        (EVENING, (EVENING, AFTERNOON), [], {AFTERNOON, EVENING}),
        (EVENING, (EVENING,), [EVENING], {EVENING}),
        ("", LEIDEN, [EVENING], {MORNING, AFTERNOON, EVENING}),
        (EVENING, (), [MORNING], {AFTERNOON, EVENING}),
        (EVENING, None, [EVENING, EVENING], {EVENING}),
    ],
)
def test_a_part_is_open_that_was_tried_no_more_than_the_proposed_one(proposed, parts, tried, open_) -> None:
    assert open_parts(proposed, parts, tried) == open_


@pytest.mark.parametrize("chosen", list(itertools.product(range(3), repeat=3)))
def test_whatever_pairs_choose_three_tries_fall_on_three_parts_of_the_day(chosen) -> None:
    tried: list[str] = []
    for number in chosen:
        proposed = min(LEIDEN, key=lambda part: (tried.count(part), LEIDEN.index(part)))
        tried.append(sorted(open_parts(proposed, LEIDEN, tried))[number % len(open_parts(proposed, LEIDEN, tried))])
    assert set(tried) == set(LEIDEN)
