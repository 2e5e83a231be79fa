"""What a creditor writes beside the amount comes along as facts of the case: months, stage of collection, its own attempts."""

from __future__ import annotations

from datetime import date

import pytest

from programme_town import Home, ProgrammeTown, town_of
from voordeur.stages.triage.rules.district import district_of

__all__ = ["town_of"]
HOMES = {"Vink": Home(1, "Vink")}


@pytest.fixture
def town(town_of) -> ProgrammeTown:
    return town_of("amsterdam@1", HOMES, today=date(2026, 9, 21), districts={"Noorderoever": ["9901"]})


def facts(town: ProgrammeTown, kind: str) -> list[dict[str, object]]:
    return [event.facts for event in town.case("Vink").events.filter(kind=kind).order_by("pk")]


def test_months_stage_attempts_and_district_are_known_in_the_case(town):
    said = {"months": 3, "stage": "Dagvaarding uitgebracht", "attempts": "brief, 2 x gebeld"}
    town.delivers(town.cast.thuisgoed, ("Vink", said))
    (joined,) = facts(town, "signal_joined")
    assert (joined["months"], joined["stage"]) == (3.0, "dagvaarding")
    assert [one["number"] for one in facts(town, "partner_attempt")] == [3]
    assert town.case("Vink").district == "Noorderoever"


def test_a_second_report_adds_only_what_is_new(town):
    said = {"amount": "812,40", "stage": "Sommatie", "attempts": 4}
    town.delivers(town.cast.thuisgoed, ("Vink", said))
    town.delivers(town.cast.thuisgoed, ("Vink", said | {"amount": "1.412,40", "attempts": 6}), on=date(2026, 10, 21))
    assert [one["number"] for one in facts(town, "partner_attempt")] == [4, 2]
    assert [one["stage"] for one in facts(town, "stage")] == ["sommatie"]


def test_words_that_are_no_stage_are_no_fact(town):
    town.delivers(town.cast.thuisgoed, ("Vink", {"stage": "in behandeling"}))
    assert facts(town, "stage") == []


@pytest.mark.parametrize(
    ("postcode", "district"), [("9901AA", "north"), ("9901 ab", "east"), ("9902AA", "north"), ("9903AA", "")]
)
def test_the_longest_beginning_of_a_postcode_says_the_district(postcode, district):
    assert district_of(postcode, {"north": ["9901", "9902"], "east": ["9901 AB"]}) == district
