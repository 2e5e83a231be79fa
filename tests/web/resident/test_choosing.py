"""Behind the resident's door: a moment that we really have becomes an appointment, is moved, called off, and betrays nobody."""

from __future__ import annotations

import re

import pytest

from voordeur.programmes.resident_words import resident_words
from voordeur.record.models import Case, ParameterValue
from voordeur.stages.visit.models import Appointment, Duo
from web.resident.neighbours import LANGUAGES, Phone, shown, token_of
from web.town import TODAY, home

FIRST, SECOND = "2026-11-26T18:30", "2026-11-27T14:00"


@pytest.fixture
def phone(cast) -> Phone:
    Duo.objects.create(organisation=cast.noorderlicht, name="Vera en Victor", first=cast.vera, second=cast.victor)
    phone = Phone(home(cast))
    phone.knock()
    return phone


def pick(door: Phone, page: str, slot: str, token: str = "", **more):
    return door.hand_in(page, token=token, by_slot="1", slot=slot, **more)


def changes(phone: Phone) -> list[str]:
    return [event.facts["state"] for event in phone.home.case.events.filter(kind="appointment").order_by("pk")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_moment_is_chosen_seen_moved_and_called_off_in_every_language(phone, language):
    phone.language = language
    words = resident_words(language)
    page = shown(phone.get("/b/langs/"))
    assert 'type="radio" name="slot"' in page and "18:30" in page and "<script" not in page
    done = shown(pick(phone, "langs", FIRST))
    made = Appointment.objects.get()
    assert "18:30" in done and words.day(made.on) in done
    letter = shown(phone.get("/b/brief/"))
    assert words.said["appointment_heading"] in letter and words.said["appointment_home"] in letter and "18:30" in letter
    assert "14:00" in shown(pick(phone, "langs", SECOND))
    assert words.said["done_off_heading"] in shown(phone.hand_in("afzeggen", appointment=made.pk))
    assert words.said["appointment_heading"] not in shown(phone.get("/b/brief/"))
    assert changes(phone) == ["made", "moved", "called_off"]
    facts = phone.home.case.events.filter(kind="appointment").first().facts
    assert (facts["via"], facts["by_resident"], phone.home.case.events.filter(kind="asked").exists()) == ("code", True, False)


def test_no_page_names_who_comes(phone, cast):
    pages = [phone.get("/b/langs/"), pick(phone, "langs", FIRST), phone.get("/b/brief/")]
    for page in pages:
        assert not re.search("Vera|Victor|Yilmaz|Merelstraat", shown(page))


def test_a_call_keeps_the_number_as_a_note(phone):
    pick(phone, "bellen", "2026-11-26T10:00", phone="06-00012399")
    (event,) = phone.home.case.events.filter(kind="appointment")
    assert (event.facts["kind"], event.by, event.note.text) == ("phone", None, "Bellen op 06 00012399")


def test_the_same_form_twice_counts_once(phone):
    token = token_of(phone.get("/b/langs/"))
    first, second = (shown(pick(phone, "langs", FIRST, token)) for _ in range(2))
    assert first == second and changes(phone) == ["made"]
    token = token_of(phone.get("/b/langs/"))
    first, second = (shown(pick(phone, "langs", SECOND, token)) for _ in range(2))
    assert first == second and changes(phone) == ["made", "moved"]


def test_a_moment_that_a_neighbour_took_meanwhile_is_told_kindly(phone, cast):
    neighbour = Phone(home(cast, number="16"))
    neighbour.knock(number="16")
    token = token_of(phone.get("/b/langs/"))
    pick(neighbour, "langs", FIRST)
    page = shown(pick(phone, "langs", FIRST, token))
    assert "net door iemand anders gekozen" in page and f'value="{FIRST}"' not in page
    assert Appointment.objects.count() == 1


def test_nobody_calls_off_the_appointment_of_a_neighbour(phone, cast):
    neighbour = Phone(home(cast, number="16"))
    neighbour.knock(number="16")
    pick(neighbour, "langs", FIRST)
    theirs = Appointment.objects.get()
    phone.hand_in("afzeggen", appointment=theirs.pk)
    assert phone.hand_in("afzeggen", token="x", appointment=theirs.pk).request["PATH_INFO"] == "/b/brief/"
    theirs.refresh_from_db()
    assert theirs.state == "made"
    assert "18:30" not in shown(phone.get("/b/brief/"))


def test_a_form_of_another_visit_or_site_agrees_nothing(phone, cast):
    stranger = Phone(home(cast, number="16"))
    stranger.knock(number="16")
    for token in ("x", token_of(stranger.get("/b/brief/"))):
        assert pick(phone, "langs", FIRST, token).request["PATH_INFO"] == "/b/brief/"
    assert not Appointment.objects.exists()


def test_where_nobody_has_hours_a_part_of_the_day_is_asked(phone, cast):
    Duo.objects.all().delete()
    cast.victor.is_active = False
    cast.victor.save()
    page = shown(phone.get("/b/langs/"))
    assert 'name="part"' in page and 'name="slot"' not in page
    assert 'name="part"' in shown(phone.otherwise("bellen"))


def test_only_the_parts_of_the_day_that_the_municipality_offers(phone, cast):
    value = {"days": 2, "call_me": ["Middag"], "come_by": ["Avond"]}
    ParameterValue.objects.create(
        organisation=cast.noorderlicht, key="resident_moments", value=value, valid_from=TODAY, source="test"
    )
    values = re.findall(r'name="slot" value="([^"]+)"', shown(phone.get("/b/langs/")))
    assert values == [f"2026-11-{day}T{at}" for day in (26, 27) for at in ("18:30", "19:00", "19:30")]


def test_after_no_thank_you_the_appointment_is_gone_and_the_page_looks_as_before(phone):
    before = shown(phone.get("/b/brief/"))
    pick(phone, "langs", FIRST)
    phone.hand_in("nee")
    assert shown(phone.get("/b/brief/")) == before
    assert Appointment.objects.get().state == "called_off"


def test_of_a_closed_case_nothing_is_agreed(phone):
    token = token_of(phone.get("/b/langs/"))
    Case.objects.filter(pk=phone.home.case.pk).update(closed_on=TODAY, outcome="Hulp geaccepteerd")
    assert "Bel ons even" in shown(pick(phone, "langs", FIRST, token))
    assert not Appointment.objects.exists()
