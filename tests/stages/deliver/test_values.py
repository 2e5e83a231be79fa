"""Amounts, dates, names, addresses and contact data, however they are written; none of these functions fails on any text."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.deliver.shapes import dutch
from voordeur.stages.deliver.rules.values import addresses, amounts, answers, contact, dates, names
from voordeur.stages.deliver.rules.values.addresses import Address, HouseNumber
from voordeur.stages.deliver.rules.values.names import Name

CENTS = st.integers(1, 99_999_999)
DAYS = st.dates(date(1900, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,56", 123456),
        ("€ 1.234,56", 123456),
        ("1234.56", 123456),
        ("1 234,56", 123456),
        ("1,234.56", 123456),
        ("1'234.56", 123456),
        ("EUR 12,5", 1250),
        ("12,-", 1200),
        ("12,--", 1200),
        ("1.234", 123400),
        ("1.234.567", 123456700),
        ("0,00", 0),
        ("-5,00", -500),
        ("5,00-", -500),
        ("(5,00)", -500),
        ("€ -5,00", -500),
        ("447,6", 44760),
        ("0,5", 50),
        ("€1.000", 100000),
        ("12,50 euro", 1250),
        ("+12,50", 1250),
        (12.5, 1250),
        (843.39, 84339),
        (1453.05, 145305),
        (7, 700),
        (0.1 + 0.2, 30),
        ("n.v.t.", None),
        ("twaalf", None),
        ("12,34,5", None),
        ("1.23.456", None),
        ("", None),
        ("12-05-2026", None),
        (True, None),
        (float("nan"), None),
        ("9" * 30, None),
        ("12 maanden", None),
        ("1e5", None),
    ],
)
def test_amounts(text, cents):
    assert amounts.cents_of(text) == cents


@given(CENTS)
def test_an_amount_survives_every_way_of_writing_it(cents):
    english = f"{cents / 100:,.2f}"
    for text in (
        dutch(cents),
        f"€ {dutch(cents)}",
        english,
        english.replace(",", ""),
        english.replace(",", " "),
        f"-{dutch(cents)}",
    ):
        assert abs(amounts.cents_of(text)) == cents
    assert amounts.cents_of(cents / 100) == cents


@pytest.mark.parametrize(
    ("text", "months"),
    [("3", "3"), (3, "3"), (2.0, "2"), ("2,5", "2.5"), ("3 mnd", "3"), ("4 maanden", "4"), ("x", None), ("-1", None)],
)
def test_months(text, months):
    assert amounts.months_of(text) == (None if months is None else Decimal(months))


@pytest.mark.parametrize(
    "cell",
    [
        "12-05-2026",
        "12/5/2026",
        "2026-05-12",
        "2026-05-12T00:00:00Z",
        "20260512",
        20260512,
        "12 mei 2026",
        "12 May 2026",
        "May 12, 2026",
        "12.05.2026",
        46154,
        "46154",
        "12-05-26",
        "12-mei-2026",
        "di 12 mei 2026",
        "12-05-2026 00:00",
        date(2026, 5, 12),
    ],
)
def test_one_day_in_many_ways(cell):
    assert dates.date_of(cell) == dates.ReadDate(date(2026, 5, 12))


@pytest.mark.parametrize(
    "cell", ["31-02-2026", "2026-13-01", "32-01-2026", "20261301", "99-99-9999", "morgen", "12 foo 2026", True, 123456]
)
def test_days_that_do_not_exist(cell):
    assert dates.date_of(cell).impossible


@pytest.mark.parametrize("cell", ["", "onbekend", "n.v.t.", "-", 0])
def test_nothing_is_no_date_and_no_error(cell):
    assert dates.date_of(cell) == dates.ReadDate()


@pytest.mark.parametrize("cell", ["00-00-1958", "1958-00-00", "19580000", 19580000])
def test_parts_unknown_as_registers_write_them(cell):
    assert dates.date_of(cell) == dates.ReadDate(incomplete=True)


@given(DAYS)
def test_a_date_survives_every_way_of_writing_it(day):
    texts = (
        day.strftime("%d-%m-%Y"),
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        day.strftime("%Y%m%d"),
        (day - date(1899, 12, 30)).days,
    )
    assert {dates.date_of(text).value for text in texts} == {day}
    american = f"{day.month}/{day.day}/{day.year}"
    assert dates.date_of(american, order=dates.DateOrder.MONTH_FIRST).value == day


def test_a_column_of_american_dates_is_known_by_its_days_above_twelve():
    days = [date(2026, 1, 1) + timedelta(days=17 * i) for i in range(20)]
    assert dates.order_of([f"{d.month}/{d.day}/{d.year}" for d in days]) == dates.DateOrder.MONTH_FIRST
    assert dates.order_of([f"{d.day}/{d.month}/{d.year}" for d in days]) == dates.DateOrder.DAY_FIRST


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jansen, A.", Name("A.", "", "Jansen")),
        ("Hoop, J. de", Name("J.", "de", "Hoop")),
        ("A. de Jansen", Name("A.", "de", "Jansen")),
        ("van der Berg, J.C.", Name("J.C.", "van der", "Berg")),
        ("J.C. Haan-Melk", Name("J.C.", "", "Haan-Melk")),
        ("T. van der WIEL", Name("T.", "van der", "WIEL")),
        ("van der Leij", Name("", "van der", "Leij")),
        ("Birnk,  de", Name("", "de", "Birnk")),
        ("Dhr. J. de Vries", Name("J.", "de", "Vries")),
        ("Jan de Vries", Name("Jan", "de", "Vries")),
        ("Mevr. A. Bos", Name("A.", "", "Bos")),
        ("De heer P. Bos", Name("P.", "", "Bos")),
        ("Fam. Bos", Name("", "", "Bos")),
        ("Ksar el Kebir, F.S.", Name("F.S.", "", "Ksar el Kebir")),
        ("Bos J.P.", Name("J.P.", "", "Bos")),
        ("JC Bos", Name("JC", "", "Bos")),
        ("Bos", Name("", "", "Bos")),
        ("A, A.", Name("A.", "", "A")),
        ("", Name()),
        (", J. de", Name("J. de")),
        ("J.", Name("J.")),
        ("van 't Hof, A.", Name("A.", "van 't", "Hof")),
    ],
)
def test_names(text, name):
    assert names.full_name_of(text) == name


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Sweelinckplein 84", Address("Sweelinckplein", HouseNumber("84"))),
        ("Korte Markt 4-A", Address("Korte Markt", HouseNumber("4", "", "A"))),
        ("MOLENSTRAAT 103-3", Address("MOLENSTRAAT", HouseNumber("103", "", "3"))),
        ("'t Haantje 86", Address("'t Haantje", HouseNumber("86"))),
        ("Anna van Buurenstr 1A", Address("Anna van Buurenstr", HouseNumber("1", "A"))),
        ("St. Jacobsstraat 400L Toe", Address("St. Jacobsstraat", HouseNumber("400", "L", "Toe"))),
        ("Molenlaan 15a", Address("Molenlaan", HouseNumber("15", "a"))),
        ("H. Roland Holstweg 43", Address("H. Roland Holstweg", HouseNumber("43"))),
        ("Plein 1813 4", Address("Plein 1813", HouseNumber("4"))),
        ("Laan 1940-1945 12", Address("Laan 1940-1945", HouseNumber("12"))),
        ("2e Jan Steenstraat 12 bis", Address("2e Jan Steenstraat", HouseNumber("12", "", "bis"))),
        ("Dam 1, 1012 JS Amsterdam", Address("Dam", HouseNumber("1"), "1012JS", "Amsterdam")),
        ("Dam 1 1012JS Amsterdam", Address("Dam", HouseNumber("1"), "1012JS", "Amsterdam")),
        ("Javastraat 50 2", Address("Javastraat", HouseNumber("50", "", "2"))),
        ("Kerkweg12", Address("Kerkweg", HouseNumber("12"))),
        ("12 High Street", Address("High Street", HouseNumber("12"))),
        ("Kerkweg 12, Meppel", Address("Kerkweg", HouseNumber("12"), "", "Meppel")),
        ("I", Address()),
        ("A", Address()),
        ("", Address()),
        ("Kerkweg", Address("Kerkweg")),
    ],
)
def test_addresses(text, address):
    assert addresses.full_address_of(text) == address


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (12, ("12", "", "")),
        ("012", ("12", "", "")),
        ("12A", ("12", "A", "")),
        ("12 A", ("12", "A", "")),
        ("12-3", ("12", "", "3")),
        ("12 bis", ("12", "", "bis")),
        ("12a-2", ("12", "a", "2")),
        ("nr 5", ("5", "", "")),
        ("0", ("", "", "")),
        ("", ("", "", "")),
        ("zonder", ("", "", "")),
        ("400L Toe", ("400", "L", "Toe")),
    ],
)
def test_house_numbers(cell, found):
    house = addresses.house_number_of(cell)
    assert (house.number, house.letter, house.addition) == found


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("0600012345", "0600012345"),
        (600012345, "0600012345"),
        ("06-000 12 345", "0600012345"),
        ("+31 6 00012345", "0600012345"),
        ("0031600012345", "0600012345"),
        ("+31 (0)6 00012345", "0600012345"),
        ("+49 151 23456789", "+4915123456789"),
        ("", ""),
        ("onbekend", ""),
        ("123", None),
        ("geen idee", None),
        ("0000000000", None),
        ("050-0001234 / 0600012345", "0500001234 / 0600012345"),
    ],
)
def test_phones(cell, phone):
    assert contact.phone_of(cell) == phone


@pytest.mark.parametrize(
    ("cell", "bsn"),
    [
        ("999993653", "999993653"),
        ("9999.93.653", "999993653"),
        (999993653, "999993653"),
        ("999993654", None),
        ("", ""),
        ("0", ""),
        ("12", None),
        ("abc", None),
        (9999999, None),
    ],
)
def test_citizen_service_numbers(cell, bsn):
    assert contact.bsn_of(cell) == bsn


def test_a_citizen_service_number_gets_its_leading_zero_back():
    assert contact.bsn_of(12345672) == "012345672"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2593 HW 's-Gravenhage", ("2593HW", "'s-Gravenhage")),
        ("2532 CN", ("2532CN", "")),
        ("2532cn meppel", ("2532CN", "meppel")),
        ("Meppel 2532CN", ("2532CN", "Meppel")),
        ("Meppel", ("", "Meppel")),
        ("", ("", "")),
    ],
)
def test_postcode_and_place(text, parts):
    assert contact.split_postcode_city(text) == parts


def test_yes_no_and_objections():
    assert [answers.yes_or_no(c) for c in ("ja", "J", True, "x", "nee", "N", False, "geen", "misschien", "")] == [True] * 4 + [
        False
    ] * 4 + [None] * 2
    assert answers.objects("Bezwaar gemaakt") is True
    assert answers.objects("geen bezwaar") is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("eerste", "first"),
        ("geactualiseerd", "updated"),
        ("einde levering", "end_of_supply"),
        ("EINDE_LEVERING", "end_of_supply"),
        ("afsluiting", "settled"),
        ("crisis", "crisis"),
        ("end of supply", "end_of_supply"),
        ("", ""),
        ("paars", None),
    ],
)
def test_signal_types(text, kind):
    assert answers.signal_type_of(text) == kind


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates()))
def test_no_cell_makes_any_of_them_fail(cell):
    for read in (
        amounts.cents_of,
        amounts.months_of,
        dates.date_of,
        names.full_name_of,
        addresses.full_address_of,
        addresses.house_number_of,
        contact.phone_of,
        contact.email_of,
        contact.bsn_of,
        contact.postcode_of,
        contact.split_postcode_city,
        answers.yes_or_no,
        answers.objects,
        answers.signal_type_of,
        answers.kind_of,
        answers.sex_of,
    ):
        read(cell)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Ontruiming aangezegd", "aanzegging"), ("ontruiming afgelast", "afgelast"), ("Ontruimd", "ontruiming"),
        ("Vonnis betekend", "betekening"), ("14-dagenbrief", "aanmaning"), ("bij de deurwaarder", "incasso"),
        ("in behandeling", "in behandeling"), ("", ""),
    ],
)  # fmt: skip
def test_a_stage_of_collection_is_known_by_the_words_of_the_field(text, stage):
    assert answers.stage_of(text) == stage


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (4, 4),
        ("5x", 5),
        ("3 keer", 3),
        ("2 x brief, sms en gebeld", 4),
        ("brief/huisbezoek", 2),
        ("", None),
        ("0", 0),
        ("?", None),
    ],
)
def test_a_creditors_own_attempts_are_a_number_or_a_list(cell, count):
    assert answers.attempts_of(cell) == count
