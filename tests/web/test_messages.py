"""Messages in the browser: what is due, one button, what went out, decisions; and the machine's door for carriers."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from django.test import Client

from stages.reach.sending import MAIL, MONDAY, NOON, TEXT, TOKEN, Town, carriers
from stages.town import Street
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.models import Event
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.models import DueStep, Message, PrintBatch

REPORT = "/berichten/melding/sms/"


@pytest.fixture
def town(cast, settings, monkeypatch):
    settings.FIXED_TODAY = MONDAY
    monkeypatch.setattr("voordeur.web.messages.screens.now", lambda: NOON)
    monkeypatch.setattr("voordeur.web.messages.reports.now", lambda: NOON)
    with carriers(settings) as standing_in:
        town = Town(Street(cast), settings, *standing_in)
        cast.noorderlicht.contact_name, cast.noorderlicht.phone = "Karim Bakker", "06-00000001"
        cast.noorderlicht.save()
        town.choose()
        yield town


def press(client: Client, channel: str = TEXT, **more: object) -> str:
    return client.post("/berichten/versturen/", {"channel": channel, **(more or {"all": "1"})}, follow=True).content.decode()


def test_the_post_screen_counts_people_and_sends_with_one_button(town: Town, signed_in):
    town.home("14", "Aaldering", "Boonstra")
    chosen, _ = town.home("16", "Cramer")
    bare, _ = town.home("18", "Draaisma", phone="")
    desk = signed_in("karim")
    page = desk.get("/post/").content.decode()
    assert "Verstuur 3 berichten" in page
    assert "Geen mobiel nummer" in page and f"/zaak/{bare.pk}/" in page
    assert "1 bericht staat klaar" in press(desk, case=[chosen.pk])
    assert "Verstuur 2 berichten" in desk.get("/post/").content.decode()
    assert "2 berichten staan klaar" in press(desk)
    assert "Er is niets gekozen, of het is al verstuurd" in press(desk)
    reach.carry_messages(now=NOON)
    assert len(town.gateway.sent) == 3
    assert "Cramer" in desk.get("/berichten/").content.decode()


def test_without_a_carrier_the_screen_says_what_to_do(town: Town, signed_in):
    town.choose(text="")
    town.home("14", "Aaldering")
    assert "bezorger" in press(signed_in("karim"))
    assert not Message.objects.exists()


def test_a_message_is_shown_exactly_as_it_went_to_who_may_see_it_and_logged(town: Town, signed_in):
    case, _ = town.home("14", "Aaldering", channel=MAIL)
    press(signed_in("karim"), MAIL)
    reach.carry_messages(now=NOON)
    (mail,) = town.mail.taken
    address = f"/berichten/{Message.objects.get().pk}/"
    page = signed_in("clara").get(address).content.decode()
    assert mail["Subject"] in page and "aaldering@voorbeeld.test" in page
    assert all(line in page for line in mail.get_content().splitlines())
    entry = AccessLogEntry.objects.latest("pk")
    assert (entry.purpose, entry.subjects, entry.user) == ("print", [f"household:{case.household_id}"], town.cast.clara)
    got = {name: signed_in(name).get(address).status_code for name in ("vera", "petra", "marga", "oscar", "anna", "stine")}
    assert got == {"vera": 403, "petra": 403, "marga": 403, "oscar": 403, "anna": 403, "stine": 404}


def test_a_person_settles_what_nobody_else_can(town: Town, signed_in):
    case, _ = town.home("14", "Aaldering", channel=MAIL)
    press(signed_in("karim"), MAIL)
    message = Message.objects.get()
    Message.objects.update(state="claimed", claimed_at=NOON, act_at=NOON + timedelta(minutes=5))
    reach.carry_messages(now=NOON + timedelta(minutes=5))
    desk = signed_in("clara")
    assert "1 bericht om naar te kijken" in desk.get("/post/").content.decode()
    assert "Aaldering" in desk.get("/berichten/?te=doen").content.decode()
    page = desk.post(f"/berichten/{message.pk}/besluit/", {"decision": "arrived"}, follow=True).content.decode()
    assert "Vastgelegd" in page and "Het kwam terug" in page
    assert Event.objects.get(case=case, kind="attempt").by == town.cast.clara
    again = desk.post(f"/berichten/{message.pk}/besluit/", {"decision": "again"}, follow=True).content.decode()
    assert "al verder" in again
    desk.post(f"/berichten/{message.pk}/besluit/", {"decision": "bounced"})
    assert Event.objects.get(kind="channel_fact").facts["fact"] == "bounced"


def tell(reference: str, status: str, token: str = TOKEN, address: str = REPORT, **more: object):
    body = {"reference": reference, "status": status, "id": "x", **more}
    return Client().post(address, body, content_type="application/json", headers={"Authorization": f"Bearer {token}"})


def test_a_carrier_with_the_token_tells_how_a_message_fares(town: Town, signed_in):
    town.home("14", "Aaldering")
    press(signed_in("karim"))
    reach.carry_messages(now=NOON)
    message = Message.objects.get()
    for _twice in range(2):
        answer = tell(message.reference, "unknown_number")
        assert (answer.status_code, answer.content) == (204, b"")
    message.refresh_from_db()
    assert (message.state, message.why) == ("failed", "no_such_address")
    assert Event.objects.filter(kind="channel_fact").count() == 1


def test_notify_tells_in_its_own_words(town: Town, signed_in):
    town.choose(mail="notify")
    town.home("14", "Aaldering", channel=MAIL)
    press(signed_in("karim"), MAIL)
    reach.carry_messages(now=NOON)
    town.notify.work_off()
    assert tell(address="/berichten/melding/notify/", **town.notify.held[0].report()).status_code == 204
    assert Message.objects.get().state == "delivered"


@pytest.mark.parametrize(
    ("status", "how"),
    [
        (403, {"token": "mis"}),
        (403, {"token": ""}),
        (403, {"address": "/berichten/melding/bestaat-niet/"}),
        (403, {"address": "/berichten/melding/post/", "token": ""}),  # a mail server tells nothing
        (404, {}),
        (400, {"reference": None, "status": ["x"]}),
    ],
)
def test_everybody_else_learns_nothing(town: Town, status, how):
    answer = tell(**{"reference": "vd-onbekend", "status": "delivered", **how})
    assert (answer.status_code, answer.content) == (status, b"")
    assert Client().get(REPORT).status_code == 405


@pytest.mark.parametrize("many", [2, 20])
def test_the_screens_run_the_same_number_of_queries(town: Town, signed_in, django_assert_max_num_queries, many):
    cases = [town.home(str(number), "Aaldering")[0] for number in range(1, many + 1)]
    desk = signed_in("karim")
    desk.get("/post/")
    with django_assert_max_num_queries(40):
        desk.get("/post/")
    town.send(*cases)
    desk.get("/berichten/")
    with django_assert_max_num_queries(16):
        desk.get("/berichten/")


def test_the_letters_of_a_file_are_given_to_a_carrier_and_can_be_seen(town: Town, signed_in):
    town.choose(letter="notify")
    town.home("14", "Aaldering", channel="Brief")
    DueStep.objects.update(step="letter")
    desk = signed_in("karim")
    desk.post("/post/maken/", {"channel": "Brief", "all": "1"})
    assert "Laat printen en bezorgen" in desk.get("/post/").content.decode()
    address = f"/berichten/brieven/{PrintBatch.objects.get().pk}/"
    assert "1 brief gaat naar de bezorger" in desk.post(address, follow=True).content.decode()
    assert "al bij de bezorger" in desk.post(address, follow=True).content.decode()
    reach.carry_messages(now=NOON)
    page = desk.get("/post/").content.decode()
    assert "bij de bezorger" in page and "Laat printen en bezorgen" not in page
    letter = desk.get(f"/berichten/{Message.objects.get().pk}/brief.pdf")
    assert letter.content == base64.b64decode(town.notify.held[0].given["content"])
    assert signed_in("stine").get(f"/berichten/{Message.objects.get().pk}/brief.pdf").status_code == 404
