"""Appointments on the screens: chosen at a household or in a talk, listed, moved, kept or missed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from voordeur.record.models import Event, Resident
from voordeur.stages.visit.models import Appointment, Duo
from web.town import TODAY, home

TOMORROW = (TODAY + timedelta(days=1)).isoformat()


@pytest.fixture
def house(cast):
    Duo.objects.create(organisation=cast.noorderlicht, name="Vera en Victor", first=cast.vera, second=cast.victor)
    return home(cast)


def hidden(page, name="sent"):
    return re.search(rf'name="{name}" value="([^"]+)"', page.content.decode())[1]


def make(client, one, kind="home", slot=f"{TOMORROW}T18:30", **more):
    address = f"/huisbezoek/afspraken/maken/{one.case.pk}/?soort={kind}"
    page = client.get(address)
    sent = {"sent": hidden(page), "resident": one.resident.pk, "slot": slot, **more}
    return client.post(address, sent, follow=True), sent, address


def test_a_moment_is_chosen_at_the_household_and_stands_in_its_story(house, signed_in):
    client = signed_in("karim")
    assert f"/huisbezoek/afspraken/maken/{house.case.pk}/" in client.get(f"/zaak/{house.case.pk}/").content.decode()
    answer, sent, address = make(client, house, note="De bel is stuk.")
    page = answer.content.decode()
    assert "De afspraak staat: donderdag 26 november 2026, 18:30." in page
    assert "Afspraak voor een huisbezoek gemaakt, morgen om 18:30 uur, door F. Yilmaz zelf" in page
    assert "De bel is stuk." in page and "afspraak: huisbezoek" in page.lower()
    assert client.post(address, sent).status_code == 302
    assert Appointment.objects.count() == 1 and Event.objects.filter(kind="appointment").count() == 1


def test_a_moment_that_somebody_else_took_meanwhile_is_told_and_the_rest_stays(house, cast, signed_in):
    client, other = signed_in("karim"), home(cast, number="16", names=(("B.", "", "Jansen"),))
    address = f"/huisbezoek/afspraken/maken/{house.case.pk}/?soort=home"
    page = client.get(address)
    make(client, other)
    sent = {"sent": hidden(page), "resident": house.resident.pk, "slot": f"{TOMORROW}T18:30", "note": "bel stuk"}
    answer = client.post(address, sent)
    shown = answer.content.decode()
    assert answer.status_code == 422 and "kan niet meer gekozen worden" in shown and "bel stuk" in shown
    assert f'value="{TOMORROW}T18:30"' not in shown


def test_the_list_shows_what_is_coming_and_what_was_not_written_down(house, cast, signed_in, django_assert_max_num_queries):
    client = signed_in("clara")
    make(client, house)
    late = home(cast, number="16", names=(("B.", "", "Jansen"),))
    make(client, late, kind="phone", slot=f"{TOMORROW}T10:00")
    Appointment.objects.filter(case=late.case).update(on=TODAY - timedelta(days=1))
    page = client.get("/huisbezoek/afspraken/").content.decode()
    assert "Donderdag 26 november" in page and "18:30" in page and "F. Yilmaz" in page and "Merelstraat 14" in page
    assert "Nog vastleggen wat ervan kwam" in page and "B. Jansen" in page
    assert "F. Yilmaz" not in client.get("/huisbezoek/afspraken/?wanneer=vandaag").content.decode()
    assert "F. Yilmaz" not in client.get("/huisbezoek/afspraken/?soort=desk").content.decode()
    with django_assert_max_num_queries(20) as ran:
        client.get("/huisbezoek/afspraken/")
    few = len(ran)
    for n in range(5):
        make(client, home(cast, number=str(40 + n)), kind="phone", slot=f"{TOMORROW}T1{n}:30")
    with django_assert_max_num_queries(few):
        client.get("/huisbezoek/afspraken/")


def change(client, made, do, **more):
    address = f"/huisbezoek/afspraken/{made.pk}/"
    page = client.get(address)
    sent = {"sent": hidden(page), "turn": hidden(page, "turn"), "do": do, **more}
    return client.post(address, sent, follow=True).content.decode(), sent


def test_confirmed_moved_and_called_off(house, signed_in):
    client = signed_in("karim")
    make(client, house)
    made = Appointment.objects.get()
    assert "Bevestigd." in change(client, made, "confirm")[0]
    assert "Verzet naar" in change(client, made, "move", slot=f"{TOMORROW}T19:30")[0]
    page, sent = change(client, made, "off_by_us", note="Vera is ziek")
    assert "ander moment" in page
    again = client.post(f"/huisbezoek/afspraken/{made.pk}/", {**sent, "sent": "0" * 32})
    assert again.status_code == 422 and "intussen veranderd" in again.content.decode()
    states = [event.facts["state"] for event in Event.objects.filter(kind="appointment").order_by("pk")]
    assert states == ["made", "confirmed", "moved", "called_off"]


def test_nobody_opened_is_a_closed_door_in_the_story_and_no_no(house, signed_in):
    client = signed_in("karim")
    make(client, house)
    made = Appointment.objects.get()
    assert "Niemand deed open" not in client.get(f"/huisbezoek/afspraken/{made.pk}/").content.decode()
    Appointment.objects.update(on=TODAY)
    page, _sent = change(client, made, "no_show")
    assert "geen nee" in page
    story = client.get(f"/zaak/{house.case.pk}/").content.decode()
    assert "Huisbezoek, op afspraak, niemand thuis, avond" in story
    assert not Event.objects.filter(kind="no").exists()


def test_somebody_who_calls_gets_a_moment_and_the_talk_is_written_down_once(house, signed_in):
    client = signed_in("karim")
    client.get("/inkomend/", {"q": house.resident.surname})
    client.post(f"/inkomend/{house.case.pk}/?op=name", {"birth": "17-5-1984", "address": "1234AB 14"})
    talk = client.get(f"/inkomend/{house.case.pk}/gesprek/").content.decode()
    assert f"/huisbezoek/afspraken/maken/{house.case.pk}/?wie={house.resident.pk}" in talk
    _answer, sent, address = make(client, house, kind="phone", slot=f"{TOMORROW}T10:00")
    client.post(address, sent)
    kinds = [event.kind for event in house.case.events.filter(kind__in=("appointment", "attempt")).order_by("pk")]
    assert sorted(kinds) == ["appointment", "attempt"]
    assert house.case.events.get(kind="appointment").facts["via"] == "phone"


@pytest.mark.parametrize("name", ["stine", "vera", "petra", "marga"])
def test_who_stands_outside_sees_no_appointment(house, signed_in, name):
    make(signed_in("karim"), house)
    made, client = Appointment.objects.get(), signed_in(name)
    expected = {404} if name == "stine" else {403}
    for address in (f"/huisbezoek/afspraken/{made.pk}/", f"/huisbezoek/afspraken/maken/{house.case.pk}/"):
        assert client.get(address).status_code in expected
        assert client.post(address, {"do": "off"}).status_code in expected
    page = client.get("/huisbezoek/afspraken/").content.decode()
    assert Resident.objects.get().surname not in page
    made.refresh_from_db()
    assert made.state == "made"
