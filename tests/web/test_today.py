"""Vandaag: the first screen after signing in."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from voordeur.privacy.models import AccessLogEntry
from voordeur.record.actions import Acting, append_event, set_representative
from voordeur.record.models import Case, Event
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.models import DueStep
from web.town import TODAY, home


def _to_call(lives) -> DueStep:
    """Puts one call in the place of what the protocol says: the screen is tested here, not the ladder."""
    DueStep.objects.filter(case=lives.case).delete()
    reason = {"code": "start", "params": {}, "clock": "", "urgency": []}
    return DueStep.objects.create(
        case=lives.case, step="phone", channel="Telefoon", state="due", due_on=date(2026, 11, 20), reason=reason, day_part="Avond"
    )


def test_a_new_case_stands_on_the_list_with_what_and_why(cast, signed_in):
    home(cast)
    text = signed_in("karim").get("/").content.decode()
    assert "F. Yilmaz" in text
    assert "Merelstraat 14" in text
    assert "brief sturen" in text
    assert "Signaal van 2 november" in text
    assert "1 te doen" in text


def test_an_empty_day_says_so(cast, signed_in):
    text = signed_in("karim").get("/").content.decode()
    assert "Niets meer voor vandaag" in text


def test_what_comes_next_is_told_when_today_is_done(cast, signed_in):
    lives = home(cast)
    DueStep.objects.filter(case=lives.case).update(state="waiting", due_on=date(2026, 11, 26))
    text = signed_in("karim").get("/").content.decode()
    assert "Niets meer voor vandaag" in text
    assert "1 × post" in text


@pytest.mark.parametrize(
    ("button", "reached"), [("talked", True), ("no_answer", False), ("voicemail", False), ("wrong_number", False)]
)
def test_a_call_is_recorded_without_leaving_the_list(cast, signed_in, button, reached):
    lives = home(cast)
    step = _to_call(lives)
    client = signed_in("karim")
    answer = client.post(
        f"/vandaag/{lives.case.pk}/{step.step}/",
        {"result": button, "resident": lives.resident.pk},
        headers={"hx-request": "true"},
    )
    assert answer.status_code == 200
    assert "<li" in answer.content.decode()
    facts = Event.objects.get(case=lives.case, kind="attempt").facts
    assert (facts["result"], facts["reached"], facts["channel"]) == (button, reached, "Telefoon")
    assert (facts["resident"], facts["step"]) == (lives.resident.pk, "phone")


def test_the_same_call_sent_twice_counts_once_and_works_without_script(cast, signed_in):
    lives = home(cast)
    step = _to_call(lives)
    client = signed_in("karim")
    address = f"/vandaag/{lives.case.pk}/{step.step}/"
    for _ in range(2):
        answer = client.post(address, {"result": "no_answer", "resident": lives.resident.pk})
        assert (answer.status_code, answer.url) == (302, "/")
    assert Event.objects.filter(case=lives.case, kind="attempt").count() == 1


def test_a_resident_of_another_household_is_not_written_down(cast, signed_in):
    lives, other = home(cast), home(cast, number="99")
    step = _to_call(lives)
    signed_in("karim").post(f"/vandaag/{lives.case.pk}/{step.step}/", {"result": "talked", "resident": other.resident.pk})
    assert Event.objects.get(case=lives.case, kind="attempt").facts["resident"] is None


def test_nobody_records_a_call_in_a_case_beyond_their_walls(cast, signed_in):
    lives = home(cast)
    step = _to_call(lives)
    answer = signed_in("stine").post(f"/vandaag/{lives.case.pk}/{step.step}/", {"result": "talked"})
    assert answer.status_code == 404
    assert not Event.objects.filter(kind="attempt").exists()


def test_the_list_shows_nothing_of_another_town(cast, signed_in):
    home(cast)
    text = signed_in("stine").get("/").content.decode()
    assert "Yilmaz" not in text


def test_the_households_on_the_list_are_logged(cast, signed_in):
    lives = home(cast)
    signed_in("karim").get("/")
    seen = AccessLogEntry.objects.filter(user=cast.karim, purpose="offer_help").values_list("subjects", flat=True)
    assert [f"household:{lives.household.pk}"] in list(seen)


@pytest.mark.parametrize(("name", "start"), [("vera", "/deur/"), ("anna", "/beheer/")])
def test_who_has_no_list_of_work_goes_to_where_theirs_begins(cast, signed_in, name, start):
    answer = signed_in(name).get("/")
    assert (answer.status_code, answer.url) == (302, start)


def _queries(client) -> int:
    with CaptureQueriesContext(connection) as told:
        assert client.get("/").status_code == 200
    return len(told)


def test_the_number_of_queries_does_not_grow_with_the_work(cast, signed_in):
    home(cast)
    client = signed_in("karim")
    client.get("/")
    before = _queries(client)
    for number in range(40):
        home(cast, number=str(100 + number), planned=False)
    reach.plan(list(DueStep.objects.values_list("case", flat=True)), today=TODAY)
    assert _queries(client) == before


def test_whoever_calls_sees_the_number_what_was_tried_and_what_to_mind(cast, signed_in):
    lives = home(cast)
    lives.resident.language = "tr"
    lives.resident.save()
    _to_call(lives)
    tried = {"channel": "Telefoon", "day_part": "Ochtend", "reached": False, "result": "no_answer", "resident": None}
    append_event(case=lives.case, kind="attempt", on=date(2026, 11, 16), facts=tried)
    text = signed_in("karim").get("/").content.decode()
    assert "bellen, avond" in text
    assert 'href="tel:06-00001234"' in text
    assert "Eerder gebeld: ma 16 nov ochtend geen gehoor" in text
    assert "F. Yilmaz spreekt Turks." in text


def test_the_administrator_is_called_and_not_the_resident(cast, signed_in):
    lives = home(cast)
    _to_call(lives)
    acting = Acting("administrator", "B. Winters", phone="06-00005555")
    set_representative(lives.resident, acting=acting, since=TODAY, by=cast.karim)
    text = signed_in("karim").get("/").content.decode()
    assert 'href="tel:06-00005555"' in text
    assert 'href="tel:06-00001234"' not in text
    assert "Spreek met de bewindvoerder, niet met F. Yilmaz." in text


@pytest.mark.parametrize(
    ("choice", "seen"),
    [("soort=Huur", True), ("soort=Zorg", False), ("wijk=Merenwijk", True), ("wijk=Noord", True), ("van=geen", False)],
)
@pytest.mark.parametrize("hand", ["", "&hand=post"])
def test_the_work_can_be_chosen(cast, signed_in, choice, seen, hand):
    lives = home(cast)
    lives.case.district, lives.case.owner = "Merenwijk", cast.karim
    lives.case.save()
    text = signed_in("karim").get(f"/?{choice}{hand}").content.decode()
    assert ("Merelstraat 14" in text) is seen  # a district that nobody has chooses nothing
    assert ("Hier is niets te doen" in text) is not seen


def test_only_my_own_cases_can_be_seen_and_several_given_to_a_colleague_at_once(cast, signed_in):
    mine, other = home(cast), home(cast, number="16")
    client = signed_in("clara")
    sent = {"case": [mine.case.pk, other.case.pk, 999_999, "²"], "to": cast.karim.pk, "next": "/?hand=post"}
    answer = client.post("/vandaag/geven/", sent)
    assert (answer.status_code, answer.url) == (302, "/?hand=post")
    assert set(Case.objects.values_list("owner", flat=True)) == {cast.karim.pk}
    assert "2 zaken zijn nu van Karim" in client.get("/").content.decode()
    assert "Merelstraat 16" in signed_in("karim").get(f"/?van={cast.karim.pk}").content.decode()


def test_a_case_is_given_to_nobody_who_may_not_see_it(cast, signed_in):
    lives = home(cast)
    cast.karim.municipalities.set([cast.veenstad])
    signed_in("clara").post("/vandaag/geven/", {"case": lives.case.pk, "to": cast.karim.pk})
    assert Case.objects.get().owner is None
    assert signed_in("clara").post("/vandaag/geven/", {"case": lives.case.pk, "to": cast.stine.pk}).status_code == 404
    signed_in("stine").post("/vandaag/geven/", {"case": lives.case.pk, "to": cast.stine.pk})
    assert Case.objects.get().owner is None


def test_nobody_is_sent_elsewhere_after_giving(cast, signed_in):
    answer = signed_in("clara").post("/vandaag/geven/", {"to": "", "next": "https://elders.test/"})
    assert answer.url == "/"
