"""Before the resident's door: it asks two things, tells nothing, and gives everybody who is wrong the same answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Case, Household, Resident
from voordeur.web.resident.reading import read_knock, read_phone
from web.resident.neighbours import LANGUAGES, Phone, shown
from web.town import home

INVENTED = "234-567-89C"


@pytest.fixture
def phone(cast) -> Phone:
    return Phone(home(cast))


def test_the_first_page_is_the_same_for_every_code(phone):
    pages = {code: shown(phone.get(f"/b/{code}/")).replace(code, "") for code in (phone.code, INVENTED, "onzin")}
    assert len(set(pages.values())) == 1
    assert "postcode" in pages["onzin"]


def _died(one) -> None:
    Resident.objects.filter(pk=one.resident.pk).update(died_on=date(2026, 11, 20))


def _long_closed(one) -> None:
    Case.objects.filter(pk=one.case.pk).update(closed_on=date(2026, 5, 1), outcome="Hulp geaccepteerd")


def _forgotten(one) -> None:
    Resident.objects.filter(pk=one.resident.pk).update(forgotten_on=date(2026, 11, 20))
    Household.objects.filter(pk=one.household.pk).update(postcode="", house_number="")


WRONG = {
    "an invented code": (None, {"code": INVENTED}),
    "no code": (None, {"code": ""}),
    "a code with a wrong sign": (None, {"code": "onzin"}),
    "another postcode": (None, {"postcode": "1234 AC"}),
    "another number": (None, {"number": "15"}),
    "nothing": (None, {"postcode": "", "number": ""}),
    "somebody who died": (_died, {}),
    "a case closed long ago": (_long_closed, {}),
    "somebody who was forgotten": (_forgotten, {}),
}


@pytest.mark.parametrize("what", WRONG)
def test_whatever_is_wrong_gets_the_same_answer_for_the_same_work(phone, what):
    change, said = WRONG[what]
    said = {"code": phone.code, "postcode": "1234 AB", "number": "14", **said}
    with CaptureQueriesContext(
        connection,
    ) as usual:
        expected = shown(phone.knock(code=INVENTED, postcode="9999ZZ", number="1"))
    if change:
        change(phone.home)
    with CaptureQueriesContext(connection) as asked:
        answer = phone.knock(**said)
    assert answer.status_code == 200
    assert "Dat past niet bij elkaar" in shown(answer)
    for field, other in (("code", INVENTED), ("postcode", "9999ZZ"), ("number", "1")):
        expected = expected.replace(f'name="{field}" value="{other}"', f'name="{field}" value="{said[field]}"')
    assert shown(answer) == expected
    assert len(asked) == len(usual)
    assert "voordeur_b" not in phone.client.cookies


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ({"code": "x", "postcode": "1234ab", "number": "14"}, ("1234AB", "14")),
        ({"code": "x", "postcode": " 1234  A b ", "number": "14-A bis"}, ("1234AB", "14")),
        ({"code": "x", "postcode": "١٢٣٤ab", "number": "١٤"}, ("1234AB", "14")),
        ({"code": "x", "postcode": "1234 АВ", "number": "014"}, ("1234AB", "14")),
        ({"code": "x", "postcode": "0234AB", "number": "huis"}, ("", "")),
        ({"code": "x", "postcode": "12345", "number": ""}, ("", "")),
    ],
)
def test_an_address_is_read_kindly(typed, read):
    said = read_knock(**typed)
    assert (said.postcode, said.number) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("06-00012399", "06 00012399"),
        ("+31600012399", "06 00012399"),
        ("٠٦٠٠٠١٢٣٩٩", "06 00012399"),
        ("morgen", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_a_phone_number_is_read_kindly(typed, read):
    assert read_phone(typed) == read


def test_the_visit_is_a_short_strict_cookie_and_nothing_else(phone, settings):
    settings.PLAIN_HTTP = False
    phone.knock()
    (name,) = phone.client.cookies
    cookie = phone.client.cookies[name]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"], cookie["secure"]) == ("/b/", "Strict", True, True)
    assert 0 < cookie["max-age"] <= 20 * 60
    assert AccessLogEntry.objects.count() == 0


def test_after_twenty_minutes_it_asks_again(phone):
    now = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with time_machine.travel(now, tick=False) as clock:
        assert phone.knock().request["PATH_INFO"] == "/b/brief/"
        clock.shift(timedelta(minutes=19))
        assert phone.get("/b/brief/").request["PATH_INFO"] == "/b/brief/"
        clock.shift(timedelta(minutes=2))
        assert phone.get("/b/brief/").request["PATH_INFO"] == "/b/"


def test_who_did_not_come_in_is_asked_to_knock(phone):
    for page in ("brief", "bellen", "langs", "klaar"):
        assert phone.get(f"/b/{page}/").request["PATH_INFO"] == "/b/"
    assert phone.client.post("/b/nee/", {"token": "x"}).status_code == 302
    assert not phone.home.case.events.filter(kind="no").exists()


def test_closing_the_page_ends_the_visit(phone):
    phone.knock()
    phone.client.post("/b/dicht/")
    assert phone.get("/b/brief/").request["PATH_INFO"] == "/b/"


def test_no_page_is_kept_found_or_named_after_what_it_is_about(phone):
    phone.knock()
    for page in ("", f"{phone.code}/", "brief/", "bellen/", "echt/"):
        answer = phone.get(f"/b/{page}")
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "<title>Bericht van de gemeente</title>" in shown(answer)
        assert answer["Referrer-Policy"] == "same-origin"
        if page:
            assert "sessionid" not in answer.cookies
            assert "csrftoken" not in answer.cookies
    assert phone.code not in shown(phone.get("/b/brief/"))


def test_a_code_can_be_tried_six_times_an_hour_right_or_wrong(phone):
    now = datetime(2026, 11, 25, 10, 20, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with time_machine.travel(now, tick=False) as clock:
        for _ in range(6):
            assert phone.knock(number="99").status_code == 200
        answer = phone.knock()
        assert answer.status_code == 429
        assert "11:00" in shown(answer)
        assert "06-00012345" in shown(answer)
        assert phone.knock(code=INVENTED).status_code == 200
        clock.shift(timedelta(minutes=41))
        assert phone.knock().request["PATH_INFO"] == "/b/brief/"


def test_and_twenty_times_a_day(phone, settings):
    settings.RESIDENT_DOOR_TRIES = {**settings.RESIDENT_DOOR_TRIES, "code_an_hour": 99, "code_a_day": 2}
    with time_machine.travel(datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False) as clock:
        statuses = [phone.knock(code=INVENTED).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        assert "Morgen" in shown(phone.knock(code=INVENTED))
        clock.shift(timedelta(hours=14))
        assert phone.knock(code=INVENTED).status_code == 200


def test_a_place_behind_our_proxies_is_counted_by_its_own_address(phone, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.RESIDENT_DOOR_TRIES = {**settings.RESIDENT_DOOR_TRIES, "place_an_hour": 2}

    def knock(code: str, forwarded: str) -> int:
        return phone.knock(code=code, headers={"X-Forwarded-For": forwarded}).status_code

    assert [knock(f"code{n}", "10.0.0.1") for n in range(3)] == [200, 200, 429]
    assert knock("code4", "198.51.100.7, 10.0.0.1") == 429, "what the client itself claims does not count"
    assert knock("code5", "10.0.0.2") == 200
    assert [knock(f"code{n}", f"2001:db8::{n}") for n in (6, 7, 8)] == [200, 200, 429], "a network of a household is one place"


def test_what_is_kept_of_a_try_names_neither_code_nor_place(phone):
    phone.knock(number="99", REMOTE_ADDR="198.51.100.7")
    with connection.cursor() as cursor:
        cursor.execute("select cache_key, value from voordeur_cache")
        kept = str(cursor.fetchall())
    assert "1:" in kept
    assert "198.51" not in kept
    assert phone.code not in kept


@pytest.mark.parametrize(("accepted", "language"), [("tr-TR,nl;q=0.5", "tr"), ("zh,ar;q=0.8", "ar"), ("zh", "nl"), ("", "nl")])
def test_it_speaks_the_language_of_the_phone_until_another_is_chosen(phone, accepted, language):
    answer = Client().get(f"/b/{phone.code}/", headers={"Accept-Language": accepted})
    assert answer["Content-Language"] == language
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in shown(answer)
    assert Client().get(f"/b/{phone.code}/?taal=pl", headers={"Accept-Language": accepted})["Content-Language"] == "pl"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_weighs_little(phone, language):
    phone.language = language
    style = b"".join(Client().get("/static/resident/resident.css").streaming_content)
    page = phone.get(f"/b/{phone.code}/").content
    assert page.count(b"<link") == 2
    assert b"<script" not in page
    assert len(page) + len(style) < 15_000
