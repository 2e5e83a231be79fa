"""How values read: money, days, names."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from voordeur.templatetags import shell


@dataclass
class Person:
    initials: str = ""
    prefix: str = ""
    surname: str = ""


@dataclass
class Place:
    street: str = "Merelstraat"
    house_number: str = "14"
    house_letter: str = ""
    addition: str = ""


@pytest.fixture(autouse=True)
def wednesday(settings):
    settings.FIXED_TODAY = date(2026, 11, 25)
    with translation.override("nl"):
        yield


@pytest.mark.parametrize(
    ("cents", "said"),
    [(123456, "€\xa01.234,56"), (0, "€\xa00,00"), (-5, "€\xa0-0,05"), (100000000, "€\xa01.000.000,00"), (None, ""), ("", "")],
)
def test_money_reads_the_dutch_way(cents, said):
    assert shell.euro(cents) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2026, 11, 25), "vandaag"),
        (date(2026, 11, 24), "gisteren"),
        (date(2026, 11, 26), "morgen"),
        (date(2026, 11, 27), "vr 27 nov"),
        (date(2025, 3, 9), "9 mrt 2025"),
        (None, ""),
        # Half past eleven at night in London is tomorrow in Amsterdam.
        (datetime(2026, 11, 25, 23, 30, tzinfo=UTC), "morgen"),
    ],
)
def test_days_read_as_people_say_them(value, said):
    assert shell.day(value) == said


def test_long_days_and_months_have_small_letters_in_dutch_only():
    assert shell.day_long(date(2026, 11, 25)) == "woensdag 25 november 2026"
    assert shell.month(date(2026, 3, 1)) == "maart 2026"
    with translation.override("en"):
        assert shell.day_long(date(2026, 11, 25)) == "Wednesday 25 November 2026"


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (date(2026, 11, 25), "vandaag"),
        (date(2026, 11, 24), "1 dag"),
        (date(2026, 11, 5), "20 dagen"),
        (date(2026, 11, 4), "3 weken"),
        (date(2026, 11, 26), ""),
        (None, ""),
    ],
)
def test_waiting_is_told_in_days_and_weeks(since, said):
    assert shell.waited(since) == said


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([Person("J.", "van den", "Berg")], "J. van den Berg"),
        ([Person("A.", "", "Yilmaz"), Person("B.", "", "Yilmaz")], "Fam. Yilmaz"),
        ([Person("A.", "de", "Wit"), Person("B.", "de", "Wit")], "Fam. De Wit"),
        ([Person("A.", "", "Jansen"), Person("B.", "de", "Wit")], "Jansen en De Wit"),
        ([Person("A.", "", "Jansen"), Person("B.", "de", "Wit"), Person("C.", "", "Şahin")], "Jansen, De Wit en Şahin"),
        ([Person()], "naam onbekend"),
        ([], "naam onbekend"),
    ],
)
def test_a_household_goes_by_its_names(people, said):
    assert shell.household_name(people) == said


@pytest.mark.parametrize(
    ("place", "said"),
    [(Place(), "Merelstraat 14"), (Place(house_letter="a", addition="2"), "Merelstraat 14a-2"), (None, "")],
)
def test_an_address_is_one_line(place, said):
    assert shell.address_line(place) == said


def test_an_address_that_is_not_there_is_empty():
    assert Template('{% address "no-such-address" %}').render(Context()) == ""
    assert Template('{% address "keys" %}').render(Context()) == "/toetsen/"
