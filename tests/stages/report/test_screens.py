"""The figures in the browser and as a file."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from stages.town import MONTH, Street
from voordeur.privacy.models import AccessLogEntry
from voordeur.stages.report.actions import count_month
from voordeur.stages.report.models import Fact
from voordeur.stages.report.queries.month import read_month
from voordeur.stages.report.rules import parts


@pytest.fixture
def counted(street: Street) -> Street:
    """Seven signals of Thuisgoed and two of Zorgvuldig in Waterstad, one of Thuisgoed in Veenstad."""
    for number in range(7):
        street.signal(street.resident(street.household(number=f"1{number}"), "Aaldering"), street.cast.thuisgoed)
    for number in range(2):
        street.signal(street.resident(street.household(number=f"2{number}"), "Boonstra"), street.cast.zorgvuldig)
    elsewhere = street.household(number="3", municipality=street.cast.veenstad)
    street.signal(street.resident(elsewhere, "Cramer"), street.cast.thuisgoed)
    count_month(organisation=street.cast.noorderlicht, month=MONTH)
    return street


def page(client, **query) -> str:
    return client.get("/verantwoorden/", query).content.decode()


def test_the_page_reads_as_a_text_with_a_chart_and_its_table(counted, signed_in):
    said = " ".join(page(signed_in("clara")).split())
    assert "In oktober 2026 meldden 2 partners samen 10 betalingsachterstanden. Daarvan zijn er 10 opgepakt." in said
    assert "<svg" in said
    assert "Dezelfde grafiek in cijfers" in said
    assert "niet te vergelijken tussen gemeenten" in said
    assert "Thuisgoed" in said


def test_the_chart_needs_no_inline_style_or_script(counted, signed_in):
    drawn = page(signed_in("clara")).split("<svg", 1)[1].split("</svg>")[0]
    assert "style" not in drawn
    assert "script" not in drawn
    assert 'aria-hidden="true"' in drawn.split(">", 1)[0]


def test_the_team_sees_small_numbers_and_a_manager_does_not(counted, signed_in):
    team, manager = page(signed_in("clara")), page(signed_in("marga"))
    assert "&lt;5" not in team
    assert ">2</td>" in team
    assert "&lt;5" in manager
    assert ">2</td>" not in manager


@pytest.mark.parametrize(
    ("name", "status"),
    [("clara", 200), ("marga", 200), ("karim", 403), ("petra", 403), ("vera", 403), ("oscar", 403), ("anna", 403)],
)
def test_who_may_see_figures(counted, signed_in, name, status):
    assert signed_in(name).get("/verantwoorden/").status_code == status


def test_another_municipality_sees_nothing_of_it(counted, signed_in):
    assert "Er zijn nog geen cijfers" in page(signed_in("stine"))
    assert signed_in("stine").get("/verantwoorden/cijfers.csv").status_code == 404


def test_somebody_with_one_municipality_sees_that_one(counted, signed_in):
    counted.cast.clara.municipalities.set([counted.cast.veenstad])
    said = page(signed_in("clara"))
    assert "Veenstad" in said
    assert "Waterstad" not in said


def test_a_month_or_municipality_that_is_not_there_is_not_found(counted, signed_in):
    desk = signed_in("clara")
    assert desk.get("/verantwoorden/", {"maand": "2026-10", "gemeente": "9002"}).status_code == 200
    assert desk.get("/verantwoorden/", {"maand": "1999-01"}).status_code == 404
    assert desk.get("/verantwoorden/", {"gemeente": "9003"}).status_code == 404


def test_the_files_hold_every_fact_and_nobody(counted, signed_in):
    desk = signed_in("clara")
    rows = list(csv.reader(io.StringIO(desk.get("/verantwoorden/cijfers.csv").content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["maand", "gemeente", "partner", "maat", "eenheid", "aantal"]
    assert len(rows) - 1 == Fact.objects.count()
    assert ["2026-10-01", "Waterstad", "Thuisgoed", "status:Opgepakt", "signals", "7"] in rows
    book = CalamineWorkbook.from_filelike(io.BytesIO(desk.get("/verantwoorden/cijfers.xlsx").content))
    assert len(book.get_sheet_by_index(0).to_python()) == len(rows)
    assert not AccessLogEntry.objects.filter(purpose="report").exists()


def test_a_manager_cannot_find_a_small_number_in_the_file(counted, signed_in):
    said = signed_in("marga").get("/verantwoorden/cijfers.csv").content.decode("utf-8-sig")
    people = [row for row in csv.DictReader(io.StringIO(said), delimiter=";") if row["eenheid"] != "lines"]
    assert not [row for row in people if row["aantal"].isdecimal() and 0 < int(row["aantal"]) < 5]
    assert any(row["aantal"] == "<5" for row in people)


def test_one_withheld_part_takes_another_with_it():
    assert [cell.text for cell in parts([412, 3, 20], below=5)] == ["412", "<5", "–"]
    assert [cell.text for cell in parts([412, 3, 2], below=5)] == ["412", "<5", "<5"]
    assert [cell.text for cell in parts([3, 0], below=5)] == ["<5", "0"]


def test_the_trend_runs_over_twelve_months(counted):
    for month in (date(2025, 10, 1), date(2025, 11, 1), date(2026, 9, 1)):
        counted.signal(counted.resident(counted.household(number="9"), "Evers"), counted.cast.thuisgoed, month=month)
        count_month(organisation=counted.cast.noorderlicht, month=month)
    read = read_month(counted.cast.clara, month=MONTH, today=MONTH)
    assert [month.isoformat() for month, _up, _not in read.trend] == ["2025-11-01", "2026-09-01", "2026-10-01"]


def test_the_page_runs_the_same_number_of_queries_however_many_facts(counted, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        read_month(counted.cast.clara, month=MONTH, today=MONTH)
