"""What the office gives a phone that will be without network, and what it makes of what the phone hands in."""

import json
from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from doorstep import TODAY, home
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.actions import append_event, close_case
from voordeur.stages.visit.actions import alter_round, make_round
from voordeur.stages.visit.models import Arrival, Round, Stop
from voordeur.stages.visit.queries import held, held_count
from voordeur.web.door.reading import now


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.FIXED_TODAY = TODAY


@pytest.fixture
def place(cast):
    return home(cast)


@pytest.fixture
def evening(cast, place):
    return make_round(
        organisation=cast.noorderlicht, on=TODAY, day_part="Avond", first=cast.vera, second=cast.victor,
        cases=[place.case.pk, home(cast, number="16").case.pk], by=cast.clara,
    )  # fmt: skip


def take(client, evening):
    answer = client.post(reverse("door-take", args=[evening.pk]))
    assert answer.status_code == 200
    return answer.json()


def tapped(door, result="nobody", *, ago=timedelta(minutes=5), replaces=None, **answers):
    """An item as a phone keeps it, tapped some time ago."""
    return {
        "kind": "result", "submission": str(uuid4()), "pass": door["pass"], "tapped": _ms(timezone.now() - ago),
        "as_of": timezone.now().isoformat(), "replaces": replaces, "answers": {"result": result, **answers},
    }  # fmt: skip


def hand_in(client, *items, sent=None):
    body = {"sent": sent or _ms(timezone.now()), "items": list(items)}
    answer = client.post(reverse("door-hand-in"), json.dumps(body), content_type="application/json")
    assert answer.status_code == 200
    return answer.json()["answers"]


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def results(place):
    return [e.facts["result"] for e in place.case.events.filter(kind="attempt", facts__channel="Huisbezoek", corrected_by=None)]


def test_a_phone_gets_what_the_screens_show_and_no_more(signed_in, cast, evening, place):
    round_ = take(signed_in("vera"), evening)
    text = json.dumps(round_, ensure_ascii=False)
    assert [stop["address"] for stop in round_["stops"]] == ["Merelstraat 14", "Merelstraat 16"]
    assert round_["stops"][0]["people"][0]["name"] == "Fatma Yilmaz"
    assert "Thuisgoed" not in text
    assert "123,45" not in text
    entry = AccessLogEntry.objects.get(user=cast.vera)
    assert entry.purpose == "visit"
    assert f"household:{place.case.household_id}" in entry.subjects


def test_taking_along_asks_no_more_of_the_database_for_more_doors(signed_in, cast, evening):
    client = signed_in("vera")
    take(client, evening)
    before = _counted(client, evening)
    alter_round(
        evening, add=[home(cast, number=str(n)).case.pk for n in range(20, 26)], remove=[], first=cast.vera, second=cast.victor
    )
    assert _counted(client, evening) == before


def _counted(client, evening):
    with CaptureQueriesContext(connection) as asked:
        take(client, evening)
    return len(asked)


def test_results_of_three_hours_ago_count_once_at_their_own_time(signed_in, evening, place):
    client = signed_in("vera")
    first, second = take(client, evening)["stops"]
    items = [tapped(first, ago=timedelta(hours=3), card="1"), tapped(second, "child_opened", ago=timedelta(hours=2))]
    assert [each["state"] for each in hand_in(client, *items)] == ["counted", "counted"]
    assert [each["state"] for each in hand_in(client, *items)] == ["already", "already"]
    assert results(place) == ["nobody"]
    assert place.case.events.filter(facts__channel="Kaartje").count() == 1
    arrival = Arrival.objects.get(submission=items[0]["submission"])
    assert arrival.received_at - arrival.tapped_at > timedelta(hours=2, minutes=59)


@pytest.mark.parametrize("card", [False, True])
@pytest.mark.parametrize("result", ["nobody", "no_access", "child_opened", "lives_elsewhere", "representative", "talked"])
def test_what_the_phone_says_comes_next_is_what_the_office_says_then(signed_in, evening, place, result, card):
    client = signed_in("vera")
    door = take(client, evening)["stops"][0]
    more = {"resident": place.resident.pk} if result == "talked" else {}
    (answer,) = hand_in(client, tapped(door, result, **more, **({"card": "1"} if card else {})))
    assert answer["state"] == "counted"
    assert door["after"].get(result + ("+card" if card else ""), "") == answer["next"]


def test_a_talk_and_a_closed_door_are_not_followed_by_the_same(signed_in, evening):
    after = take(signed_in("vera"), evening)["stops"][0]["after"]
    assert after["nobody"].startswith("Hierna:")
    assert after["talked"] != after["nobody"]


def test_what_was_tapped_before_midnight_counts_on_its_own_day(signed_in, evening, place):
    client = signed_in("vera")
    hand_in(client, tapped(take(client, evening)["stops"][0], ago=timedelta(hours=24)))
    assert place.case.events.get(kind="attempt").on == TODAY - timedelta(days=1)


@pytest.mark.parametrize("wrong", [timedelta(hours=-7), timedelta(days=400), timedelta(days=-9000)])
def test_a_phone_whose_clock_is_wrong_is_told_so_and_its_result_counts_at_the_right_hour(signed_in, evening, wrong):
    client = signed_in("vera")
    door = take(client, evening)["stops"][0]
    item = tapped(door, ago=timedelta(minutes=5) - wrong)
    (answer,) = hand_in(client, item, sent=_ms(timezone.now() + wrong))
    assert (answer["state"], bool(answer["mended"])) == ("counted", True)
    arrival = Arrival.objects.get(submission=item["submission"])
    assert abs(now() - timedelta(minutes=5) - arrival.at) < timedelta(minutes=2)
    assert arrival.event.on == timezone.localtime(arrival.at).date()


def test_a_correction_made_without_network_mends_and_a_resent_pair_stays_one(signed_in, evening, place):
    client = signed_in("vera")
    door = take(client, evening)["stops"][0]
    mistaken = tapped(door)
    mended = tapped(door, "child_opened", replaces=mistaken["submission"])
    assert [each["state"] for each in hand_in(client, mistaken, mended)] == ["counted", "counted"]
    assert [each["state"] for each in hand_in(client, mistaken, mended)] == ["already", "already"]
    assert results(place) == ["child_opened"]


def test_the_other_phone_of_the_pair_is_not_overwritten_and_nothing_is_lost(signed_in, cast, evening, place):
    vera, victor = signed_in("vera"), signed_in("victor")
    door, other = take(vera, evening)["stops"][0], take(victor, evening)["stops"][0]
    hand_in(vera, tapped(door))
    (answer,) = hand_in(victor, tapped(other, "child_opened", note="Rode voordeur"))
    assert answer["state"] == "held"
    assert "Vera heeft deze deur" in answer["said"]
    assert answer["door"]["done"]["what"] == "nobody"
    assert results(place) == ["nobody"]
    (kept,) = held(cast.clara, Look(cast.clara, Purpose.VISIT))
    assert (kept.by, kept.why, kept.said["result"], kept.note) == (cast.victor, "taken", "child_opened", "Rode voordeur")
    assert held_count(cast.stine) == 0
    desk = signed_in("clara")
    assert reverse("door-held") in desk.get(reverse("visits")).content.decode()
    assert "Rode voordeur" in desk.get(reverse("door-held")).content.decode()
    signed_in("stine").post(reverse("door-held"), {"arrival": kept.pk})
    assert held_count(cast.clara) == 1
    desk.post(reverse("door-held"), {"arrival": kept.pk})
    assert held_count(cast.clara) == 0


def test_whoever_paid_meanwhile_is_told_and_the_bell_still_counts(signed_in, evening, place):
    client = signed_in("vera")
    door = take(client, evening)["stops"][0]
    item = tapped(door)
    append_event(case=place.case, kind="payment", on=TODAY)
    (answer,) = hand_in(client, item)
    assert answer["state"] == "counted"
    assert answer["meanwhile"]
    assert results(place) == ["nobody"]


def test_a_colleague_who_called_meanwhile_is_told(signed_in, cast, evening, place):
    client = signed_in("vera")
    item = tapped(take(client, evening)["stops"][0])
    facts = {
        "channel": "Telefoon",
        "result": "talked",
        "reached": True,
        "day_part": "Avond",
        "resident": place.resident.pk,
        "step": "",
    }
    append_event(case=place.case, kind="attempt", on=TODAY, by=cast.karim, facts=facts)
    (answer,) = hand_in(client, item)
    assert answer["state"] == "counted"
    assert any("Karim" in one for one in answer["meanwhile"])


def test_a_case_that_was_closed_meanwhile_holds_the_result(signed_in, cast, evening, place):
    client = signed_in("vera")
    item = tapped(take(client, evening)["stops"][0])
    close_case(case=place.case, on=TODAY, outcome="Achterstand voldaan", by=cast.karim)
    (answer,) = hand_in(client, item)
    assert answer["state"] == "held"
    assert Arrival.objects.get(event=None).why == "closed"


def test_a_door_that_was_taken_off_meanwhile_stands_on_the_round_again(signed_in, cast, evening, place):
    client = signed_in("vera")
    door = take(client, evening)["stops"][0]
    alter_round(evening, add=[], remove=[door["id"]], first=cast.vera, second=cast.victor)
    (answer,) = hand_in(client, tapped(door))
    assert answer["state"] == "counted"
    assert Stop.objects.get(round=evening, case=place.case).result.facts["result"] == "nobody"


def test_a_round_that_planning_removed_meanwhile_is_there_again(signed_in, cast, evening, place):
    client = signed_in("vera")
    door = take(client, evening)["stops"][0]
    evening.stops.all().delete()
    Round.objects.filter(pk=evening.pk).delete()
    item = tapped(door)
    assert [hand_in(client, item)[0]["state"] for _ in range(2)] == ["counted", "already"]
    again = Round.objects.get(pk=evening.pk)
    assert (again.on, again.day_part, again.first, again.organisation) == (TODAY, "Avond", cast.vera, cast.noorderlicht)
    assert results(place) == ["nobody"]


def test_who_was_taken_off_the_pair_meanwhile_loses_nothing(signed_in, cast, evening):
    client = signed_in("vera")
    door = take(client, evening)["stops"][0]
    alter_round(evening, add=[], remove=[], first=cast.karim, second=cast.victor)
    (answer,) = hand_in(client, tapped(door))
    assert (answer["state"], answer["door"]) == ("held", None)
    assert Arrival.objects.get(event=None).by == cast.vera


def test_signing_off_keeps_its_time_and_what_was_tapped_before_it_still_counts(signed_in, evening, place):
    vera, victor = signed_in("vera"), signed_in("victor")
    door = take(vera, evening)["stops"][0]
    off = tapped(take(victor, evening)["stops"][0], ago=timedelta(minutes=10)) | {"kind": "sign_off"}
    assert hand_in(victor, off)[0]["state"] == "counted"
    early, late = tapped(door, ago=timedelta(minutes=40)), tapped(door, ago=timedelta(minutes=1))
    assert hand_in(vera, early)[0]["state"] == "counted"
    assert hand_in(vera, late)[0]["state"] == "held"
    evening.refresh_from_db()
    assert evening.signed_off_at is not None


@pytest.mark.parametrize("name", ["karim", "clara", "sanne", "victor"])
def test_nobody_hands_in_with_another_ones_pass(signed_in, evening, place, name):
    item = tapped(take(signed_in("vera"), evening)["stops"][0])
    (answer,) = hand_in(signed_in(name), item)
    assert (answer["state"], answer["door"]) == ("unreadable", None)
    assert results(place) == []


@pytest.mark.parametrize(
    "change",
    [{"pass": "x"}, {"pass": None}, {"submission": "x"}, {"tapped": "x"}, {"tapped": -1}, {"answers": {}}, {"answers": 3}],
)
def test_what_cannot_be_read_stays_on_the_phone_and_stops_nothing_else(signed_in, evening, change):
    client = signed_in("vera")
    first, second = take(client, evening)["stops"]
    assert [each["state"] for each in hand_in(client, tapped(first) | change, tapped(second))] == ["unreadable", "counted"]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"sent": 1}', '{"sent": "x", "items": []}', '{"sent": 1, "items": 3}'])
def test_a_body_that_is_none_is_refused(signed_in, cast, body):
    answer = signed_in("vera").post(reverse("door-hand-in"), body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize("name", ["karim", "clara", "sanne", "petra", "oscar"])
def test_nobody_but_the_pair_takes_a_round_along(signed_in, evening, name):
    client = signed_in(name)
    assert client.post(reverse("door-take", args=[evening.pk])).status_code in {403, 404}
    assert client.get(reverse("door-still", args=[evening.pk, evening.stops.first().pk])).status_code in {403, 404}


def test_one_door_is_asked_after_just_before_leaving(signed_in, evening, place):
    client = signed_in("vera")
    address = reverse("door-still", args=[evening.pk, evening.stops.get(case=place.case).pk])
    assert client.get(address).json()["no_more"] == ""
    append_event(case=place.case, kind="deceased", on=TODAY, facts={"resident": place.resident.pk})
    assert client.get(address).json()["no_more"]


def test_a_key_is_of_one_person_and_one_night_and_needs_a_session(signed_in, cast):
    def told(client, night="2026-11-20"):
        return client.get(reverse("door-who"), {"nacht": night}).json()

    vera = told(signed_in("vera"))
    again = told(signed_in("vera"))
    victor = told(signed_in("victor"))
    assert vera["keys"] == again["keys"]
    assert vera["person"] == again["person"]
    assert vera["session"] != again["session"]
    assert not set(vera["keys"].values()) & set(victor["keys"].values())
    assert len(set(vera["keys"].values())) == len(vera["keys"])
    assert "2999-01-01" not in told(signed_in("vera"), "2999-01-01")["keys"]
    assert Client().get(reverse("door-who")).status_code == 302


def test_who_takes_a_round_along_stays_signed_in_this_night_and_no_longer_than_anybody(signed_in, evening):
    client = signed_in("vera")
    take(client, evening)
    lasts = client.session.get_expiry_age()
    assert django_settings.SESSION_COOKIE_AGE - 5 <= lasts <= django_settings.SESSION_LONGEST.total_seconds()
    assert not client.session.get_expire_at_browser_close()


@pytest.mark.parametrize("name", ["door-frame", "door-worker"])
def test_the_frame_is_for_everybody_for_it_holds_nobody(signed_in, evening, name):
    stranger, vera = Client().get(reverse(name)), signed_in("vera").get(reverse(name))
    assert stranger.status_code == vera.status_code == 200
    assert stranger.content == vera.content
    assert stranger["Cache-Control"] == vera["Cache-Control"] == "no-cache"
    assert b"Merelstraat" not in vera.content


def test_a_worker_of_a_browser_that_knows_no_modules_imports_nothing():
    client = Client()
    assert b"import {" in client.get(reverse("door-worker")).content
    assert b"import" not in client.get(reverse("door-worker"), {"gewoon": ""}).content


def test_the_paper_names_nobody_where_nobody_rings(signed_in, evening, place):
    append_event(case=place.case, kind="payment", on=TODAY)
    answer = signed_in("vera").get(reverse("door-paper", args=[evening.pk]))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "Niet meer bezoeken" in " ".join(text.split())
    assert text.count("Fatma Yilmaz") == 1  # at the other door, of which nothing was paid


def test_the_paper_shows_the_doors_and_never_an_amount(signed_in, evening):
    answer = signed_in("vera").get(reverse("door-paper", args=[evening.pk]))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert answer["Content-Type"] == "application/pdf"
    assert "Merelstraat 14" in text
    assert "Fatma Yilmaz" in text
    assert "123,45" not in text
    assert "Thuisgoed" not in text
    assert signed_in("karim").get(reverse("door-paper", args=[evening.pk])).status_code == 404
