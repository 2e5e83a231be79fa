"""The demonstration's town: nobody in it can be real, and it is the same town every time."""

from __future__ import annotations

import re
from datetime import date
from random import Random

import pytest

from voordeur.demo.arrears import FAULTS, TWICE, lines_of, make_debts
from voordeur.demo.files import SHAPES
from voordeur.demo.plans import plan_of, programmes_shown
from voordeur.demo.play import Play
from voordeur.demo.town import REGISTER_COLUMNS, Numbers, Town, make_town
from voordeur.stages.reach.queries.protocols import shipped_methods

PLAN = plan_of("coevorden")
(LINDERMEER,) = PLAN.places
MONTHS = (date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1))


@pytest.fixture(scope="module")
def town() -> Town:
    return make_town(Random(7), LINDERMEER, today=MONTHS[0], numbers=Numbers())


def test_it_has_about_as_many_people_as_a_small_municipality(town):
    assert LINDERMEER.inhabitants <= len(list(town.people())) < LINDERMEER.inhabitants + 5


def test_everybody_has_a_number_for_tests_that_passes_the_eleven_test(town):
    numbers = [person.bsn for person in town.people()]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        assert number.startswith("999")
        assert sum(int(d) * w for d, w in zip(number, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0


def test_the_register_has_the_columns_that_the_stand_in_reads(town):
    row = town.register()[0]
    assert tuple(row) == REGISTER_COLUMNS
    assert re.fullmatch(r"199[5-8][A-Z]{2}|1990[A-Z]{2}", row["postcode"])


def test_the_same_seed_gives_the_same_town(town):
    assert make_town(Random(7), LINDERMEER, today=MONTHS[0], numbers=Numbers()).register() == town.register()


def test_who_owes_something_is_grown_up_and_has_a_number_from_the_reserved_range(town):
    for debt in make_debts(Random(1), town, PLAN, months=MONTHS):
        assert debt.person.bsn.startswith("9999")
        assert (MONTHS[0] - debt.person.born).days / 365.25 >= 18


def test_phones_and_mail_can_reach_nobody(town):
    for debt in make_debts(Random(1), town, PLAN, months=MONTHS):
        assert debt.row.phone == "" or debt.row.phone.startswith("06000")
        assert debt.row.email == "" or debt.row.email.endswith("@voorbeeld.test")


@pytest.mark.parametrize("creditor", PLAN.creditors, ids=lambda creditor: creditor.code)
def test_every_creditor_sends_a_file_with_a_few_faults(town, creditor):
    rows = lines_of(Random(2), make_debts(Random(1), town, PLAN, months=MONTHS), creditor, 1)
    faults = sum(row.broken != "" for row in rows) + len(rows) - len(set(rows))
    assert faults in (1, 2)
    assert SHAPES[creditor.shape][1](rows)


def test_every_fault_is_met_in_the_three_months(town):
    chance, debts = Random(2), make_debts(Random(1), town, PLAN, months=MONTHS)
    files = [lines_of(chance, debts, creditor, month) for creditor in PLAN.creditors for month in range(3)]
    met = {row.broken for rows in files for row in rows if row.broken}
    twice = any(len(set(rows)) < len(rows) for rows in files)
    assert met | ({TWICE} if twice else set()) == set(FAULTS)


def test_there_are_as_many_signals_as_a_town_of_this_size_receives(town):
    chance, debts = Random(2), make_debts(Random(1), town, PLAN, months=MONTHS)
    for month in range(3):
        assert 85 <= sum(len(lines_of(chance, debts, creditor, month)) for creditor in PLAN.creditors) <= 140


@pytest.mark.parametrize("programme", programmes_shown())
def test_the_town_of_a_programme_works_by_a_protocol_that_is_shipped(programme):
    plan = plan_of(programme)
    assert plan.protocol in shipped_methods()
    assert {plan.staffed, *plan.visitors_from} <= {creditor.code for creditor in plan.creditors}
    assert {creditor.shape for creditor in plan.creditors} <= set(SHAPES)
    assert {code for creditor in plan.creditors for code in creditor.places} <= {place.code for place in plan.places}


def test_nobody_of_two_towns_shares_a_number_a_postcode_or_a_municipality(town):
    numbers = Numbers()
    small = [Play(plan_of(name), MONTHS[-1], numbers) for name in programmes_shown() if name != PLAN.programme]
    bsns = [row["bsn"] for one in small for row in one.register()]
    assert len(set(bsns)) == len(bsns)
    places = [place.code for one in (PLAN, *(each.plan for each in small)) for place in one.places]
    assert len(set(places)) == len(places)
    codes = [{row["postcode"] for row in one.register()} for one in (town, *small)]
    own = [{code for code in each if not code.startswith("1990")} for each in codes]  # 1990: where people moved away to
    assert sum(map(len, own)) == len(set().union(*own))
