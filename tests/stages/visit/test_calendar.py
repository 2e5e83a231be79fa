"""The calendar to subscribe to: a secret address, nothing personal behind it, and only what changed is sent again."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import icalendar
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from doorstep import TODAY, home
from voordeur.privacy.models import AccessLogEntry
from voordeur.stages.visit.actions import make_round
from voordeur.stages.visit.actions.people import new_calendar
from voordeur.stages.visit.models import Appointment, Duo, Round, Visitor

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_the_day(settings, db):
    settings.FIXED_TODAY = TODAY
    cache.clear()


@pytest.fixture
def evening(cast):
    """Vera and Victor go tonight to a door, and Vera has an appointment tomorrow."""
    door = home(cast)
    Duo.objects.create(
        organisation=cast.noorderlicht, name="Noord", first=cast.victor, second=cast.vera, start_label="Stadskantoor; Zuid"
    )
    made = make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=cast.vera, second=cast.victor, cases=[door.case.pk],
        by=cast.clara,
    )  # fmt: skip
    Appointment.objects.create(
        case=door.case,
        resident=door.resident,
        kind="home",
        on=TODAY + timedelta(days=1),
        begin="10:00",
        end="10:45",
        user=cast.vera,
    )
    return made


def fetch(key, **headers):
    return Client().get(reverse("visit_calendar", args=[key]), headers=headers)


def events(answer):
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_it_tells_when_and_where_the_pair_starts_and_nothing_of_anybody(cast, evening):
    answer = fetch(new_calendar(cast.vera))
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    visit, appointment = events(answer)
    assert str(visit["SUMMARY"]) == "Huisbezoek, avond, 18:00-21:00" and str(visit["LOCATION"]) == "Stadskantoor; Zuid"
    assert visit.decoded("DTSTART") == datetime(2026, 11, 25, 17, tzinfo=UTC)
    assert str(appointment["SUMMARY"]) == "Afspraak" and "LOCATION" not in appointment
    assert {name for event in events(answer) for name in event} <= {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "CLASS",
    }  # fmt: skip
    text = answer.content.decode()
    for telling in ("Merelstraat", "Yilmaz", "Fatma", "1234AB", "Waterstad", "Victor", "Thuisgoed", "huur", "schuld"):
        assert telling not in text
    assert not answer.cookies and "no-cache" in answer["Cache-Control"]
    assert not AccessLogEntry.objects.exists()


def test_times_of_the_plan_are_told_once_there_is_one(cast, evening):
    Round.objects.filter(pk=evening.pk).update(begin=time(18, 5), end=time(20, 40))
    visit, _appointment = events(fetch(new_calendar(cast.vera)))
    assert str(visit["SUMMARY"]) == "Huisbezoek, avond, 18:05-20:40"


def test_who_has_another_language_reads_it_in_that(cast, evening):
    cast.vera.language = "en"
    cast.vera.save()
    visit, appointment = events(fetch(new_calendar(cast.vera)))
    assert (str(visit["SUMMARY"]), str(appointment["SUMMARY"])) == ("Home visits, evening, 18:00-21:00", "Appointment")


def test_a_new_address_makes_the_old_one_worthless_and_so_does_leaving(cast, evening, signed_in):
    client = signed_in("vera")
    client.post(reverse("visit_calendar_new"))
    old = Visitor.objects.get(user=cast.vera).calendar_key
    assert len(old) == 43 and old in client.get(reverse("visit_person", args=[cast.vera.pk])).content.decode()
    assert old not in signed_in("clara").get(reverse("visit_person", args=[cast.vera.pk])).content.decode()
    assert fetch(old).status_code == 200
    client.post(reverse("visit_calendar_new"))
    new = Visitor.objects.get(user=cast.vera).calendar_key
    assert (fetch(old).status_code, fetch(new).status_code) == (404, 200)
    cast.vera.is_active = False
    cast.vera.save()
    assert fetch(new).status_code == 404
    cast.vera.is_active = True
    cast.vera.save()
    signed_in("vera").post(reverse("visit_calendar_new"), {"do": "stop"})
    assert fetch(new).status_code == 404
    assert fetch("x").status_code == 404


def test_what_did_not_change_is_not_sent_again_and_what_went_is_noticed(cast, evening):
    key = new_calendar(cast.vera)
    with time_machine.travel(NOON, tick=False):
        first = fetch(key)
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        again = fetch(key)
        assert (again["ETag"], again["Last-Modified"], again.content) == (first["ETag"], first["Last-Modified"], first.content)
        assert fetch(key, if_none_match=first["ETag"]).status_code == 304
        assert fetch(key, if_modified_since=first["Last-Modified"]).status_code == 304
    uids = [str(event["UID"]) for event in events(first)]
    assert len(set(uids)) == 2
    Round.objects.filter(pk=evening.pk).update(on=TODAY + timedelta(days=2))
    with time_machine.travel(NOON + timedelta(hours=4), tick=False):
        moved = fetch(key, if_none_match=first["ETag"])
        assert moved.status_code == 200 and sorted(str(e["UID"]) for e in events(moved)) == sorted(uids)
        assert fetch(key, if_modified_since=first["Last-Modified"]).status_code == 200
    # Also what is taken away is a change, for who only knows dates.
    evening.stops.all().delete()
    evening.delete()
    with time_machine.travel(NOON + timedelta(hours=6), tick=False):
        assert len(events(fetch(key, if_modified_since=moved["Last-Modified"]))) == 1


def test_trying_addresses_is_slowed_down_right_or_not(cast, evening, settings):
    settings.CALENDAR_TRIES = {"key": 2, "place": 4}
    key = new_calendar(cast.vera)
    assert [fetch(key).status_code for _ in range(3)] == [200, 200, 429]
    assert [fetch(f"guess{n}").status_code for n in range(3)] == [404, 404, 429]
    assert int(fetch(key)["Retry-After"]) > 0


def test_only_reading_is_possible(cast, evening):
    assert Client().post(reverse("visit_calendar", args=[new_calendar(cast.vera)])).status_code == 405


def test_the_queries_do_not_grow_with_the_rounds(cast, evening, django_assert_max_num_queries):
    key = new_calendar(cast.vera)
    fetch(key)
    for number in range(10):
        Round.objects.create(
            organisation=cast.noorderlicht,
            on=TODAY + timedelta(days=number),
            day_part="Ochtend",
            first=cast.vera,
            second=cast.victor,
        )
    with django_assert_max_num_queries(20):
        assert len(events(fetch(key))) == 12
