"""What was agreed goes to the resident in writing, once, and a reminder the working day before; never more than may be (P11)."""

from __future__ import annotations

import io
import json
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pypdf import PdfReader

from stages.reach.sending import MAIL, MONDAY, NOON, Town, carriers
from stages.town import Street
from voordeur import appointments, stream
from voordeur.connections.brp import NoRegister
from voordeur.record import files
from voordeur.record.actions import append_event
from voordeur.record.models import Event
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.models import DueStep, Message
from voordeur.stages.visit.actions import Asker, Moment
from voordeur.stages.visit.models import Duo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
THURSDAY = MONDAY + timedelta(days=3)
WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture
def town(street: Street, settings):
    with carriers(settings) as standing_in:
        town = Town(street, settings, *standing_in)
        cast = town.cast
        cast.noorderlicht.contact_name, cast.noorderlicht.phone = "Karim Bakker", "06-00000001"
        cast.noorderlicht.save()
        Duo.objects.create(organisation=cast.noorderlicht, name="Vera en Victor", first=cast.vera, second=cast.victor)
        town.choose()
        yield town


def house(town: Town, number: str, *names: str, **more):
    """A household about which a creditor reported, to whom a letter with the offer went weeks ago."""
    case, people = town.home(number, *names, **more)
    case.protocol = "coevorden-visit@1"
    case.save()
    for one in people:
        facts = {"signal": one.links.get().signal_id, "partner": town.cast.thuisgoed.pk, "kind": "Huur", "amount_cents": 40_000}
        append_event(case=case, kind="signal_joined", on=MONDAY - timedelta(days=21), facts={**facts, "resident": one.pk})
    sent = {"step": "letter", "channel": "Brief", "day_part": "", "reached": False, "result": "sent", "resident": None}
    append_event(case=case, kind="attempt", on=MONDAY - timedelta(days=20), facts=sent)
    return case, people


def agree(town: Town, case, resident, on=THURSDAY, at=NOON, by=None, kind="home"):
    asker = Asker(by, "code" if by is None else "phone", uuid4())
    begin = time(18, 30) if kind == "home" else time(10)
    return appointments.book(case, resident=resident, kind=kind, moment=Moment(on, begin), asker=asker, at=at)


def kept(message: Message) -> dict[str, str]:
    with files.open_file(message.stored_as) as content:
        return json.loads(content.read())


def morning(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 9, 30, tzinfo=AMSTERDAM)


def a_new_day(on: date) -> int:
    reach.plan_day(today=on)
    with time_machine.travel(morning(on), tick=False):
        return reach.remind_of_appointments()


def test_it_goes_in_a_text_message_at_once_and_says_when_and_nothing_else(town: Town):
    case, (anna,) = house(town, "14", "Aaldering")
    agree(town, case, anna)
    (message,) = Message.objects.all()
    body = kept(message)["body"]
    assert "donderdag 29 oktober om 18:30 uur" in body and "/b/" in body and "06-00000001" in body
    assert not [word for word in (anna.surname, case.household.street, "Vera", "huisbezoek", "langs") if word in body]
    assert reach.carry_messages(now=NOON)
    assert len(town.gateway.sent) == 1
    event = Event.objects.filter(kind="attempt").latest("pk")
    assert (event.facts["purpose"], event.facts["reached"], event.facts["result"]) == ("appointment", False, "sent")
    assert not DueStep.objects.filter(case=case, step__startswith="confirm").exists()


def test_in_the_persons_own_language(town: Town):
    case, (anna,) = house(town, "14", "Aaldering", language="tr")
    agree(town, case, anna)
    assert "29 Ekim Perşembe" in kept(Message.objects.get())["body"]


def test_only_who_made_it_hears_of_it(town: Town):
    case, (anna, _bram) = house(town, "14", "Aaldering", "Bakker")
    agree(town, case, anna)
    assert [message.resident for message in Message.objects.all()] == [anna]


def test_a_reminder_goes_the_working_day_before_and_once(town: Town):
    case, (anna,) = house(town, "14", "Aaldering")
    agree(town, case, anna)
    reach.carry_messages(now=NOON)
    assert a_new_day(MONDAY + timedelta(days=1)) == 0
    assert (a_new_day(WEDNESDAY), a_new_day(WEDNESDAY)) == (1, 0)
    reach.carry_messages(now=morning(WEDNESDAY))
    assert len(town.gateway.sent) == 2
    assert "tot donderdag 29 oktober, 18:30 uur" in kept(Message.objects.latest("pk"))["body"]


def test_no_reminder_where_the_week_is_full(town: Town):
    case, (anna,) = house(town, "14", "Aaldering")
    agree(town, case, anna)
    reach.carry_messages(now=NOON)
    made = reach.Attempt(channel=MAIL, day_part="", reached=False, result="sent", resident_id=anna.pk)
    stream.attempt(case, made=made, by=town.cast.karim, on=MONDAY)
    assert a_new_day(WEDNESDAY) == 0


def test_who_agrees_for_tomorrow_is_not_reminded_as_well(town: Town):
    case, (anna,) = house(town, "14", "Aaldering")
    agree(town, case, anna, on=MONDAY + timedelta(days=1))
    assert not DueStep.objects.filter(case=case, step__startswith="remind").exists()


def test_moved_before_it_went_out_only_the_new_moment_goes(town: Town):
    case, (anna,) = house(town, "14", "Aaldering")
    late = NOON.replace(hour=21)
    made = agree(town, case, anna, at=late)
    appointments.move(made, moment=Moment(WEDNESDAY, time(14)), turn=1, asker=Asker(None, "code", uuid4()), at=late)
    reach.carry_messages(now=morning(MONDAY + timedelta(days=1)))
    assert town.states() == ["withdrawn", "handed_over"]
    (sent,) = town.gateway.sent.values()
    assert "woensdag 28 oktober om 14:00" in str(sent)


@pytest.mark.parametrize("no", ["help", "approach"])
def test_after_a_no_nothing_goes(town: Town, no):
    case, (anna,) = house(town, "14", "Aaldering")
    agree(town, case, anna, at=NOON.replace(hour=21))
    stream.say_no(case, resident=anna, no=no, by=town.cast.karim, on=MONDAY)
    reach.carry_messages(now=morning(MONDAY + timedelta(days=1)))
    assert town.states() == ["withdrawn"] and not town.gateway.sent
    assert a_new_day(WEDNESDAY) == 0


def test_without_a_mobile_it_goes_by_mail_and_is_not_repeated(town: Town):
    case, (anna,) = house(town, "14", "Aaldering", phone="")
    agree(town, case, anna)
    assert Message.objects.get().channel == MAIL
    assert "donderdag 29 oktober om 18:30 uur" in kept(Message.objects.get())["body"]
    assert a_new_day(WEDNESDAY) == 0


def test_without_either_a_letter_is_due_when_it_still_comes_in_time(town: Town):
    case, (anna,) = house(town, "14", "Aaldering", phone="", email="")
    agree(town, case, anna, on=MONDAY + timedelta(days=8))
    step = DueStep.objects.get(case=case, step__startswith="confirm")
    assert (step.channel, step.due_on) == ("Brief", MONDAY)
    batch = stream.print_batch(
        organisation=town.cast.noorderlicht, channel="Brief", cases=[case.pk], by=town.cast.clara, today=MONDAY,
        register=NoRegister(),
    )  # fmt: skip
    assert batch is not None
    with files.open_file(batch.stored_as) as content:
        text = " ".join(PdfReader(io.BytesIO(content.read())).pages[0].extract_text().split())
    assert "dinsdag 3 november om 18:30 uur" in text
    assert not DueStep.objects.filter(case=case, step__startswith="confirm").exists()
    other, (bram,) = house(town, "16", "Bakker", phone="", email="")
    agree(town, other, bram, on=WEDNESDAY)
    assert not DueStep.objects.filter(case=other, step__startswith="confirm").exists()


def test_telling_is_no_step_of_the_working_method(town: Town):
    """A confirmation by mail is not the offer, and does not stand for the e-mail that the method asks for."""
    case, (anna,) = house(town, "14", "Aaldering", phone="")
    agree(town, case, anna)
    reach.carry_messages(now=NOON)
    made = case.appointments.get()
    appointments.call_off(made, turn=1, asker=Asker(None, "code", uuid4()), at=NOON)
    reach.plan([case.pk], today=MONDAY)
    after = {step.step for step in DueStep.objects.filter(case=case)}
    assert "letter" in after or "visit" in after or "way_back" in after
    assert not [name for name in after if ":" in name or name == "appointment"]
