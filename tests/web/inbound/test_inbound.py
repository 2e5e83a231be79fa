"""Somebody calls: found, sure who it is, told what may be told, written down."""

from __future__ import annotations

import pytest

from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Event
from voordeur.stages.reach.actions.codes import code_for
from voordeur.stages.reach.models import DueStep
from web.town import TODAY, home, signal

RIGHT = {"birth": "17-5-1984", "email": "yilmaz@voorbeeld.test"}


def _who(case) -> str:
    return f"/inkomend/{case.pk}/"


@pytest.mark.parametrize(("q", "by"), [("yilm", "name"), ("1234ab 14", "address"), ("06 00001234", "phone")])
def test_one_that_is_found_goes_on_to_the_questions_at_once(cast, signed_in, q, by):
    lives = home(cast)
    home(cast, names=(("A.", "", "Pietersen"),), street="Dorpsweg", number="3", phone="06-00009999")
    answer = signed_in("karim").get("/inkomend/", {"q": q})
    assert (answer.status_code, answer.url) == (302, f"{_who(lives.case)}?op={by}")
    look = AccessLogEntry.objects.latest("pk")
    assert (look.purpose, look.subjects) == ("find_person", [f"household:{lives.household.pk}"])


def test_the_code_of_a_card_finds_whom_it_was_sent_to(cast, signed_in):
    lives = home(cast)
    code = code_for(lives.case, lives.resident, on=TODAY)
    answer = signed_in("karim").get("/inkomend/", {"q": code.replace("-", " ").lower()})
    assert answer.url == f"{_who(lives.case)}?op=code"
    assert signed_in("stine").get("/inkomend/", {"q": code}).status_code == 200


def test_of_several_only_names_are_shown_and_never_where_they_live(cast, signed_in):
    for number in range(12):
        home(cast, number=str(number + 1))
    text = signed_in("karim").get("/inkomend/", {"q": "Yilmaz"}).content.decode()
    assert text.count("?op=name") == 10
    assert "Merelstraat" not in text
    assert "Er zijn er meer" in text


def test_two_right_answers_open_what_is_about_that_person_only(cast, signed_in):
    lives = home(cast, names=(("F.", "", "Yilmaz"), ("M.", "", "Bakker")))
    signal(lives.case, lives.people[1], cast.zorgvuldig, kind="Zorg")
    client = signed_in("karim")
    assert "M. Bakker" in client.get(_who(lives.case)).content.decode()
    address = f"{_who(lives.case)}?wie={lives.resident.pk}"
    asked = client.get(address).content.decode()
    assert not [known for known in ("Merelstraat", "1984", "yilmaz@voorbeeld.test", "06-00001234") if known in asked]
    assert client.post(address, RIGHT).url == f"{_who(lives.case)}gesprek/"
    text = client.get(f"{_who(lives.case)}gesprek/").content.decode()
    assert "U spreekt met F. Yilmaz" in text
    assert "Thuisgoed meldde" in text
    assert "Zorgvuldig" not in text


def test_a_wrong_answer_shows_that_it_is_wrong_and_nothing_of_what_is_right(cast, signed_in):
    lives, client = home(cast), signed_in("karim")
    answer = client.post(_who(lives.case), {**RIGHT, "birth": "18-5-1984"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Klopt niet" in text
    assert "17-05-1984" not in text
    assert client.post(_who(lives.case), {"birth": "17-5-1984"}).status_code == 422
    assert client.get(f"{_who(lives.case)}gesprek/").status_code == 302


@pytest.mark.parametrize(
    ("result", "kinds"),
    [
        ("talked", ["attempt"]),
        ("paid", ["attempt", "says_paid"]),
        ("come_by", ["attempt", "asked"]),
        ("no_visits", ["attempt", "no"]),
        ("no_help", ["attempt", "no"]),
        ("call_back", ["asked"]),
    ],
)
def test_what_came_of_it_is_written_down_in_one_tap_and_once(cast, signed_in, result, kinds):
    lives, client = home(cast), signed_in("karim")
    client.post(_who(lives.case), RIGHT)
    before = Event.objects.count()
    sent = {"result": result, "on": "2026-11-26", "day_part": "Ochtend"}
    for _ in range(2):
        assert client.post(f"{_who(lives.case)}vastleggen/", sent).status_code == 302
    told = list(Event.objects.order_by("pk")[before:])
    assert [one.kind for one in told] == kinds
    assert {one.facts["resident"] for one in told} == {lives.resident.pk}
    assert {one.by for one in told} == {cast.karim}
    wishes = [one.facts for one in told if one.kind == "asked"]
    assert all((one["on"], one["day_part"], one["via"]) == ("2026-11-26", "Ochtend", "phone") for one in wishes)


def test_who_asks_to_be_called_stands_on_the_list_of_that_day(cast, signed_in):
    lives, client = home(cast), signed_in("karim")
    client.post(_who(lives.case), RIGHT)
    client.post(f"{_who(lives.case)}vastleggen/", {"result": "call_back", "on": "2026-11-26", "day_part": "Avond"})
    step = DueStep.objects.get(case=lives.case, step="call_back")
    assert (step.channel, step.due_on.isoformat(), step.day_part) == ("Telefoon", "2026-11-26", "Avond")


def test_nothing_is_written_for_a_day_that_has_been(cast, signed_in):
    lives, client = home(cast), signed_in("karim")
    client.post(_who(lives.case), RIGHT)
    client.post(f"{_who(lives.case)}vastleggen/", {"result": "call_back", "on": "2026-11-01"})
    assert not Event.objects.filter(kind="asked").exists()


def test_who_cannot_be_sure_only_promises_to_call(cast, signed_in):
    lives, client = home(cast), signed_in("karim")
    assert client.post(f"{_who(lives.case)}terugbellen/", {"on": "", "day_part": ""}).url == "/inkomend/"
    facts = Event.objects.get(kind="asked").facts
    assert (facts["asked"], facts["resident"], facts["on"]) == ("call_me", lives.resident.pk, TODAY.isoformat())
    assert not Event.objects.filter(kind="attempt").exists()


def test_the_talk_of_one_case_opens_no_other(cast, signed_in):
    lives, other = home(cast), home(cast, number="16")
    client = signed_in("karim")
    client.post(_who(lives.case), RIGHT)
    assert client.get(f"{_who(other.case)}gesprek/").status_code == 302
    client.post(f"{_who(other.case)}vastleggen/", {"result": "talked"})
    assert not Event.objects.filter(kind="attempt").exists()


def test_one_letter_finds_nobody_and_logs_nothing(cast, signed_in):
    home(cast)
    client = signed_in("karim")
    before = AccessLogEntry.objects.count()
    assert "ten minste twee letters" in client.get("/inkomend/", {"q": "y"}).content.decode()
    assert AccessLogEntry.objects.count() == before
