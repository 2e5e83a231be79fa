"""Working days and legal terms, against the text of the Algemene termijnenwet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voordeur.calendar import (
    add_months,
    add_working_days,
    end_of_term,
    is_quiet,
    is_working_day,
    next_day_with_contact,
    working_days_between,
)

DAYS = st.dates(date(2021, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize("year", range(2021, 2032))
def test_5_may_is_a_holiday_every_year_not_only_in_lustrum_years(year):
    assert not is_working_day(date(year, 5, 5))
    assert is_quiet(date(year, 5, 5))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-01-01", "New Year's Day"),
        ("2026-04-03", "Good Friday, put on a par by art. 3(2)"),
        ("2026-04-06", "Easter Monday"),
        ("2026-04-27", "King's birthday"),
        ("2025-04-26", "King's birthday on Saturday when the 27th is a Sunday"),
        ("2026-05-14", "Ascension Day"),
        ("2026-05-25", "Whit Monday"),
        ("2026-12-25", "Christmas"),
        ("2026-12-26", "Christmas"),
    ],
)
def test_the_recognised_holidays_are_no_working_days(day, why):
    assert not is_working_day(date.fromisoformat(day)), why


def test_saturday_is_no_working_day_but_no_quiet_day_either():
    saturday = date(2026, 11, 21)
    assert (is_working_day(saturday), is_quiet(saturday)) == (False, False)


def test_three_working_days_over_christmas():
    assert add_working_days(date(2026, 12, 23), 3) == date(2026, 12, 29)


def test_the_day_itself_does_not_count():
    assert add_working_days(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 11, 21), -1)


@given(DAYS, st.integers(0, 40))
def test_adding_and_counting_working_days_agree_with_a_slow_count(day, number):
    end = add_working_days(day, number)
    slow = [one for n in range(1, 120) if is_working_day(one := day + timedelta(days=n))]
    assert end == (slow[number - 1] if number else day)
    assert working_days_between(day, end) == number


@given(DAYS)
def test_the_next_day_with_contact_is_the_first_that_is_not_quiet(day):
    found = next_day_with_contact(day)
    assert not is_quiet(found)
    assert all(is_quiet(day + timedelta(days=n)) for n in range((found - day).days))


def test_art_1_a_term_does_not_end_on_a_saturday_sunday_or_holiday():
    assert end_of_term(date(2026, 11, 7), weeks=2) == date(2026, 11, 23)
    assert end_of_term(date(2026, 11, 25), months=1) == date(2026, 12, 28)


def test_art_2_a_term_of_three_days_holds_two_working_days():
    assert end_of_term(date(2026, 12, 24), days=3) == date(2026, 12, 29)
    assert end_of_term(date(2026, 5, 1), days=4) == date(2026, 5, 6)


def test_art_4_a_longer_term_ends_where_it_ends():
    assert end_of_term(date(2026, 11, 8), weeks=13) == date(2027, 2, 7)
    assert end_of_term(date(2026, 11, 8), weeks=13).weekday() == 6


@pytest.mark.parametrize("term", [{}, {"days": 1, "weeks": 1}, {"days": -3}])
def test_a_term_is_given_in_one_unit(term):
    with pytest.raises(ValueError, match="days, in weeks or in months"):
        end_of_term(date(2026, 11, 8), **term)


def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month():
    assert add_months(date(2026, 8, 31), -6) == date(2026, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert add_months(date(2026, 11, 15), 2) == date(2027, 1, 15)
