"""Leiden at the doors: who stays unheard is rung on three parts of the day by a planned round, and written to after that."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from programme_evenings import a_duo, lies, on_a_round, plans, walk, why_not
from programme_town import Home, ProgrammeTown
from voordeur.calendar import add_working_days
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart
from voordeur.stages.visit.models import Round, Stop
from voordeur.stages.visit.queries.crews import Ask

MORNING, AFTERNOON, EVENING = DayPart
DELIVERED = date(2026, 9, 21)  # a Monday
POSTED = DELIVERED + timedelta(days=2)
OPT_OUT_ENDS = POSTED + timedelta(days=7)
OWN_LETTER, OFFER_BY = DELIVERED + timedelta(days=18), DELIVERED + timedelta(days=28)
HOMES = {
    "Jansen": Home(1, "Jansen"),
    "De Wit": Home(11, "De Wit"),
    "Bakker": Home(21, "Bakker"),
    "Visser": Home(31, "Visser"),
}
OFFICE = (52.1700, 4.4900)
WHERE = {"Jansen": (52.1850, 4.4950), "De Wit": (52.1852, 4.4955), "Bakker": (52.1801, 4.4920), "Visser": (52.1760, 4.5010)}
TWO_MONTHS = {"months": 2, "amount": "1.240,00"}


@pytest.fixture
def town(town_of) -> ProgrammeTown:
    town = town_of("leiden@1", HOMES, today=DELIVERED, districts={"Merenwijk": ["9901"], "Leiden-Noord": ["9902"]})
    reachable = {"Jansen": {"email": "noor@voorbeeld.test"}}
    town.delivers(town.cast.thuisgoed, *((name, TWO_MONTHS | reachable.get(name, {})) for name in HOMES))
    town.today = POSTED
    town.tells(town.cast.thuisgoed, "announcement", *HOMES)
    for name, where in WHERE.items():
        lies(town, name, where)
    return town


@pytest.fixture
def duo(town) -> Ask:
    titles = ("maatschappelijk werker", "adviseur van de Stadsbank")
    return a_duo(town, town.cast.vera, town.cast.victor, titles=titles, start=OFFICE)


def test_three_closed_doors_on_three_parts_of_the_day_then_an_email(town, duo):
    # Wednesday evening, the first on which silence means that the pair may come: all four are planned, street by street.
    first = OPT_OUT_ENDS
    plan = plans(town, duo, on=first, part=EVENING)
    stop = on_a_round(town, "Jansen", on=first, part=EVENING)
    assert stop is not None
    assert stop.round.second == town.cast.victor
    assert any("naar schatting" in why["nl"] for why in stop.reasons)
    walked = walk(town, on=first, part=EVENING, found={"Bakker": AttemptResult.TALKED, "Visser": AttemptResult.TALKED})
    assert set(walked) == set(HOMES)
    assert abs(walked.index("Jansen") - walked.index("De Wit")) == 1, "neighbours are rung one after the other"
    assert plan.left_out == {str(town.case(name).pk): {} for name in HOMES}

    # Two working days later the door may be rung again, but not once more in the evening.
    second = town.day_of("Jansen", "visit")
    assert second == add_working_days(first, 2)
    plan = plans(town, duo, on=second, part=EVENING)
    assert on_a_round(town, "Jansen", on=second, part=EVENING) is None
    assert why_not(plan, town, "Jansen") == "dit bezoek is voor een middag"
    plans(town, duo, on=second, part=AFTERNOON)
    assert set(walk(town, on=second, part=AFTERNOON, found={})) == {"Jansen", "De Wit"}
    stop = on_a_round(town, "Jansen", on=second, part=AFTERNOON)
    assert stop and any("hier bleef de deur 1 keer dicht" in why["nl"] for why in stop.reasons)

    # The third time is a morning: the only part of the day that is left.
    third = town.day_of("Jansen", "visit")
    for part in (AFTERNOON, EVENING):
        assert why_not(plans(town, duo, on=third, part=part), town, "Jansen") == "dit bezoek is voor een ochtend"
    plans(town, duo, on=third, part=MORNING)
    walk(town, on=third, part=MORNING, found={"De Wit": AttemptResult.TALKED})
    assert town.doors("Jansen") == [EVENING, AFTERNOON, MORNING]

    # No fourth visit, whatever the coordinator plans; the e-mail is due, and it carries the offer within the term.
    mail = town.day_of("Jansen", "email")
    assert third < mail <= OFFER_BY, "nobody hears from us more than twice a week"
    for part in DayPart:
        plan = plans(town, duo, on=mail, part=part)
        assert str(town.case("Jansen").pk) not in plan.left_out
        assert on_a_round(town, "Jansen", on=mail, part=part) is None
    assert "email" in town.due("Jansen", on=mail)
    town.tries("Jansen", Channel.MAIL, AttemptResult.SENT, step="email")
    assert town.due("Jansen", on=OFFER_BY) == {"decide"}

    # Every round that was made had doors on it, none of them twice, and every door on it has its result.
    assert Round.objects.count() == 3
    assert not Stop.objects.filter(result=None).exists()


def test_a_pair_that_is_out_in_the_afternoon_rings_in_the_afternoon_first(town, duo):
    """The working method prefers the evening; a door that was never rung is not walked past by a pair that is there."""
    day = OPT_OUT_ENDS
    plans(town, duo, on=day, part=AFTERNOON)
    assert set(walk(town, on=day, part=AFTERNOON, found={})) == set(HOMES)
    again = town.day_of("Jansen", "visit")
    assert why_not(plans(town, duo, on=again, part=AFTERNOON), town, "Jansen") == "dit bezoek is voor een avond"
    plans(town, duo, on=again, part=EVENING)
    walk(town, on=again, part=EVENING, found={})
    last = town.day_of("Jansen", "visit")
    plans(town, duo, on=last, part=MORNING)
    walk(town, on=last, part=MORNING, found={})
    assert town.doors("Jansen") == [AFTERNOON, EVENING, MORNING]
    assert town.day_of("Jansen", "email") > last


def test_who_has_neither_email_nor_telephone_is_written_a_letter_in_time(town, duo):
    for part in (EVENING, AFTERNOON, MORNING):
        day = max(OPT_OUT_ENDS, town.day_of("De Wit", "visit"))
        plans(town, duo, on=day, part=part)
        walk(town, on=day, part=part, found={})
    assert town.doors("De Wit") == [EVENING, AFTERNOON, MORNING]
    assert {"email", "phone"}.isdisjoint(step.name for step in (*town.steps("De Wit").due, *town.steps("De Wit").waiting))
    assert town.day_of("De Wit", "own-letter") == OWN_LETTER
    town.today = OWN_LETTER
    town.post_goes_out("De Wit")
    assert town.due("De Wit", on=OFFER_BY) == {"decide"}


def test_who_declined_is_on_no_round(town, duo):
    town.says_no("Bakker", "visits", on=POSTED + timedelta(days=2))
    for part in DayPart:
        plan = plans(town, duo, on=OPT_OUT_ENDS, part=part)
        assert str(town.case("Bakker").pk) not in plan.left_out
        assert on_a_round(town, "Bakker", on=OPT_OUT_ENDS, part=part) is None


def test_a_pair_without_the_two_that_the_method_asks_for_is_told_so(town):
    """Nobody has it filled in: nobody is left unvisited for it, and the plan says what it did not count with."""
    pair = a_duo(town, town.cast.vera, town.cast.victor, start=OFFICE)
    plan = plans(town, pair, on=OPT_OUT_ENDS, part=EVENING)
    assert on_a_round(town, "Jansen", on=OPT_OUT_ENDS, part=EVENING)
    said = " ".join(notice["nl"] for notice in plan.notices)
    assert "adviseur van de Stadsbank" in said
    assert "maatschappelijk werker" in said
