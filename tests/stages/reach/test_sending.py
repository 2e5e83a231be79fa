"""Messages: to whom, once, when, in which words, and what is learned of how they fared."""

from __future__ import annotations

import base64
import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from stages.reach.sending import MAIL, MONDAY, NOON, TEXT, Town, carriers
from stages.town import Street
from voordeur.connections.brp import NoRegister
from voordeur.connections.carrying import Delivery, Standing
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.record import files
from voordeur.record.models import Event, ParameterValue, Resident
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach import forget
from voordeur.stages.reach.actions.senders import PostRefusedError
from voordeur.stages.reach.actions.sending import send_letters
from voordeur.stages.reach.models import DueStep, Message
from voordeur.stages.reach.queries.messages import shown
from voordeur.stages.reach.rules.sending import CLAIM_HOLDS, PAUSES

MINUTE = timedelta(minutes=1)


@pytest.fixture
def town(street: Street, settings):
    with carriers(settings) as standing_in:
        town = Town(street, settings, *standing_in)
        town.cast.noorderlicht.contact_name, town.cast.noorderlicht.phone = "Karim Bakker", "06-00000001"
        town.cast.noorderlicht.save()
        town.choose()
        yield town


def test_a_text_goes_to_each_person_once_and_is_an_attempt_with_the_ddas_fields(town: Town):
    case, (anna,) = town.home("14", "Aaldering")
    assert len(town.send(case).made) == 1
    assert not Event.objects.filter(kind="attempt").exists(), "nothing went yet"
    assert reach.carry_messages(now=NOON)
    (sent,) = town.gateway.sent.values()
    assert (sent["to"], sent["from"]) == ("+31600001400", "Waterstad")
    event = Event.objects.get(kind="attempt")
    assert (event.case, event.on, event.by) == (case, MONDAY, town.cast.clara)
    assert event.facts == {
        "step": "text", "channel": TEXT, "day_part": "", "reached": False, "result": "sent", "resident": anna.pk,
        "purpose": "offer_help", "text_version": Message.objects.get().text_version,
    }  # fmt: skip
    assert not reach.carry_messages(now=NOON)


def test_a_repeated_click_and_a_worklist_rebuilt_from_an_older_story_send_once(town: Town):
    case, _ = town.home("14", "Aaldering")
    assert [len(town.send(case).made) for _click in range(3)] == [1, 0, 0]
    reach.carry_messages(now=NOON)
    DueStep.objects.create(case=case, step="text", channel=TEXT, state="due", due_on=MONDAY)
    assert not town.send(case).made
    reach.carry_messages(now=NOON + timedelta(hours=1))
    assert len(town.gateway.sent) == 1


def test_while_one_is_under_way_the_same_step_makes_no_other_though_its_day_moved(town: Town):
    case, _ = town.home("14", "Aaldering")
    town.send(case)
    DueStep.objects.update(due_on=MONDAY - timedelta(days=3))
    assert not town.send(case).made


def test_what_goes_out_says_who_writes_and_betrays_nothing(town: Town):
    case, (anna,) = town.home("14", "Aaldering", channel=MAIL)
    town.send(case, channel=MAIL)
    reach.carry_messages(now=NOON)
    (mail,) = town.mail.taken
    said = f"{mail['Subject']}\n{mail.get_content()}"
    assert mail["To"] == anna.email
    for word in ("Karim Bakker", "06-00000001", "Waterstad", "/b/"):
        assert word in said
    for word in ("Aaldering", "Thuisgoed", "123", "schuld", "achterstand"):
        assert word not in said.lower().replace(mail["Message-ID"], "") or word == "123"


def test_the_file_is_what_went_out_and_looking_at_it_is_logged(town: Town):
    case, _ = town.home("14", "Aaldering")
    town.send(case)
    reach.carry_messages(now=NOON)
    Resident.objects.update(phone="0600009999")
    kept = shown(Message.objects.get(), Look(town.cast.clara, Purpose.PRINT, "/"))
    (sent,) = town.gateway.sent.values()
    assert (kept["to"], kept["from"], kept["body"]) == (sent["to"], sent["from"], sent["body"])
    entry = AccessLogEntry.objects.latest("pk")
    assert (entry.purpose, entry.subjects) == ("print", [f"household:{case.household_id}"])


def test_words_that_betray_go_nowhere(town: Town):
    case, _ = town.home("14", "Aaldering", channel=MAIL)
    town.choose(mail_from="Gemeente <team@schuldhulp-waterstad.test>")
    before = files.stored("message")
    with pytest.raises(PostRefusedError, match="verraadt"):
        town.send(case, channel=MAIL)
    assert not Message.objects.exists()
    assert files.stored("message") == before


def test_without_a_carrier_it_says_how_to_choose_one(town: Town):
    case, _ = town.home("14", "Aaldering")
    ParameterValue.objects.filter(key="carriers").delete()
    with pytest.raises(PostRefusedError, match="Beheer"):
        town.send(case)
    town.choose(text="bestaat-niet")
    with pytest.raises(PostRefusedError, match="Beheer"):
        town.send(case)
    town.choose(text="notify", text_template="")
    with pytest.raises(PostRefusedError, match="Beheer"):
        town.send(case)


def test_who_has_no_address_said_no_or_died_gets_none(town: Town):
    without, _ = town.home("10", "Aaldering", phone="0201234567")
    no, (ben,) = town.home("12", "Boonstra")
    town.street.told(no, "no", no="help", resident=ben.pk)
    dead, (cor,) = town.home("14", "Cramer")
    Resident.objects.filter(pk=cor.pk).update(died_on=MONDAY)
    prepared = town.send(without, no, dead)
    assert (prepared.made, prepared.left_out) == ((), {"no_address": 1})


def test_one_telephone_of_two_people_rings_once_and_two_telephones_twice(town: Town):
    shared, _ = town.home("14", "Aaldering", "Boonstra", phone="0600000077")
    own, _ = town.home("16", "Cramer", "Draaisma")
    town.send(shared, own)
    reach.carry_messages(now=NOON)
    assert sorted(text["to"] for text in town.gateway.sent.values()) == ["+31600000077", "+31600001600", "+31600001601"]
    assert set(town.states()) == {"handed_over"}


@pytest.mark.parametrize(("pressed", "goes"), [(-4, -3), (9, 21)])
def test_outside_the_hours_it_waits_for_the_morning(town: Town, pressed, goes):
    case, _ = town.home("14", "Aaldering")
    town.send(case, now=NOON + timedelta(hours=pressed))
    assert not reach.carry_messages(now=NOON + timedelta(hours=goes) - MINUTE)
    assert town.gateway.sent == {}
    reach.carry_messages(now=NOON + timedelta(hours=goes))
    assert len(town.gateway.sent) == 1


def test_a_worker_that_was_down_until_the_evening_waits_too(town: Town):
    case, _ = town.home("14", "Aaldering")
    town.send(case)
    reach.carry_messages(now=NOON + timedelta(hours=10))
    assert (town.states(), town.gateway.sent) == (["ready"], {})


@pytest.mark.parametrize("what", ["step", "no", "died"])
def test_what_is_over_before_it_goes_is_withdrawn(town: Town, what):
    case, (anna,) = town.home("14", "Aaldering")
    town.send(case)
    if what == "step":
        DueStep.objects.all().delete()  # paid: the worklist was rebuilt
    elif what == "no":
        town.street.told(case, "no", no="approach", resident=anna.pk)
    else:
        Resident.objects.update(died_on=MONDAY)
    reach.carry_messages(now=NOON)
    assert (town.states(), town.gateway.sent) == (["withdrawn"], {})


def test_busy_is_tried_again_later_and_ends(town: Town):
    case, _ = town.home("14", "Aaldering")
    town.send(case)
    town.gateway.busy[:] = [429]
    reach.carry_messages(now=NOON)
    assert (town.states(), town.gateway.sent) == (["ready"], {})
    assert not reach.carry_messages(now=NOON + MINUTE), "the gateway asked for two minutes"
    reach.carry_messages(now=NOON + 2 * MINUTE)
    assert len(town.gateway.sent) == 1
    other, _ = town.home("16", "Boonstra")
    town.send(other)
    town.gateway.busy[:] = [429] * 20
    while at := Message.objects.order_by("pk").last().act_at:  # over the nights, in which nothing is tried
        reach.carry_messages(now=at)
    assert (town.states()[-1], Message.objects.order_by("pk").last().why) == ("failed", "gave_up")
    assert len(town.gateway.busy) == 20 - len(PAUSES) - 1


def test_a_stumble_is_asked_about_before_it_is_tried_again(town: Town):
    town.choose(text="notify")
    case, _ = town.home("14", "Aaldering")
    town.send(case)
    town.notify.busy[:] = [500]
    reach.carry_messages(now=NOON)
    assert (town.states(), town.notify.asked) == (["claimed"], [])
    reach.carry_messages(now=NOON + CLAIM_HOLDS)
    assert town.notify.asked == [town.notify.held[0].reference]
    assert town.states() == ["handed_over"]


def test_what_is_refused_is_never_tried_again_by_itself_but_a_person_may(town: Town):
    town.choose(text="notify", text_template="cccccccc-bbbb-4ccc-8ddd-eeeeeeeeeeee")
    case, _ = town.home("14", "Aaldering")
    town.send(case)
    reach.carry_messages(now=NOON)
    (message,) = Message.objects.all()
    assert (message.state, message.why, message.act_at) == ("failed", "refused", None)
    assert not Event.objects.filter(kind="attempt").exists()
    town.notify._templates = frozenset()
    reach.decide(message, "again", by=town.cast.karim, now=NOON)
    reach.carry_messages(now=NOON)
    assert len(town.notify.held) == 1
    with pytest.raises(ValueError, match="al verder"):
        reach.decide(message, "again", by=town.cast.karim, now=NOON)


def test_a_number_that_does_not_exist_closes_the_channel_and_the_protocol_goes_on(town: Town):
    case, (anna,) = town.home("14", "Aaldering", channel=MAIL)
    town.mail.refuses[anna.email] = "550 5.1.1 no such user"
    town.send(case, channel=MAIL)
    reach.carry_messages(now=NOON)
    (fact,) = Event.objects.filter(kind="channel_fact")
    assert fact.facts == {"channel": "Mail", "fact": "bounced", "resident": anna.pk}
    assert not Event.objects.filter(kind="attempt").exists()


@pytest.mark.parametrize(
    ("standing", "state", "why", "facts"),
    [
        (Standing.DELIVERED, "delivered", "", 0),
        (Standing.NO_SUCH_ADDRESS, "failed", "no_such_address", 1),
        (Standing.NOT_DELIVERED, "failed", "not_delivered", 0),
        (Standing.UNDER_WAY, "handed_over", "", 0),
    ],
)
def test_what_the_carrier_tells_is_learned_once(town: Town, standing, state, why, facts):
    case, _ = town.home("14", "Aaldering")
    town.send(case)
    reach.carry_messages(now=NOON)
    reference = Message.objects.get().reference
    for _told in range(2):
        assert reach.learn_delivery(reference, Delivery(standing), now=NOON)
    message = Message.objects.get()
    assert (message.state, message.why) == (state, why)
    assert Event.objects.filter(kind="channel_fact", facts__fact="wrong_number").count() == facts
    assert not reach.learn_delivery("vd-onbekend", Delivery(standing), now=NOON)


def test_a_carrier_that_tells_before_we_wrote_it_down_is_believed(town: Town):
    """Its call-back overtakes our own commit, or comes after we died: it has the message."""
    case, _ = town.home("14", "Aaldering")
    town.send(case)
    Message.objects.update(state="claimed", claimed_at=NOON, act_at=NOON + CLAIM_HOLDS)
    reach.learn_delivery(Message.objects.get().reference, Delivery(Standing.DELIVERED), now=NOON)
    assert town.states() == ["delivered"]
    assert Event.objects.filter(kind="attempt").count() == 1
    assert not reach.carry_messages(now=NOON + CLAIM_HOLDS)


def test_a_carrier_that_says_nothing_is_asked_ever_less_often(town: Town):
    case, _ = town.home("14", "Aaldering")
    town.send(case)
    reach.carry_messages(now=NOON)
    reference, asked, now = Message.objects.get().reference, 0, NOON
    while (at := Message.objects.get().act_at) and asked < 10:
        assert at > now
        now, asked = at, asked + 1
        reach.carry_messages(now=now)
    assert (asked, town.states()) == (5, ["handed_over"])
    other, _ = town.home("16", "Boonstra")
    town.send(other)
    reach.carry_messages(now=NOON)
    town.gateway.statuses.update(dict.fromkeys(town.gateway.sent, "delivered"))
    reach.carry_messages(now=NOON + timedelta(minutes=15))
    assert Message.objects.exclude(reference=reference).get().state == "delivered"


def test_forgetting_takes_the_words_away_and_sends_nothing_more(town: Town):
    case, (anna,) = town.home("14", "Aaldering")
    town.send(case)
    stored = Message.objects.get().stored_as
    assert forget.forget(residents=[anna.pk], signals=[], today=MONDAY)
    assert not reach.carry_messages(now=NOON)
    message = Message.objects.get()
    assert (message.state, message.stored_as, message.forgotten_on) == ("withdrawn", "", MONDAY)
    with pytest.raises(FileNotFoundError):
        files.open_file(stored)


@pytest.mark.parametrize("many", [2, 25])
def test_making_them_takes_the_same_number_of_queries(town: Town, django_assert_max_num_queries, many):
    cases = [town.home(str(number), "Aaldering")[0] for number in range(1, many + 1)]
    with django_assert_max_num_queries(32):
        assert len(town.send(*cases).made) == many


@pytest.fixture
def letters(town: Town):
    """A print batch of three people's letters, two of one household, and Notify to carry them."""
    town.choose(letter="notify")
    first, _ = town.home("14", "Aaldering", "Boonstra", channel="Brief")
    second, _ = town.home("16", "Cramer", channel="Brief")
    DueStep.objects.update(step="letter")
    return reach.print_batch(
        organisation=town.cast.noorderlicht, channel="Brief", cases=[first.pk, second.pk], by=town.cast.clara, today=MONDAY,
        register=NoRegister(),
    )  # fmt: skip


def test_letters_go_to_the_carrier_as_one_pdf_a_person_once(town: Town, letters):
    night = NOON + timedelta(hours=10)
    assert [send_letters(letters, by=town.cast.clara, now=night) for _click in range(2)] == [3, 0]
    reach.carry_messages(now=night)
    pages = ["".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(held))).pages) for held in town.notify.held]
    assert [name for page in pages for name in ("Aaldering", "Boonstra", "Cramer") if name in page] == [
        "Aaldering", "Boonstra", "Cramer",
    ]  # fmt: skip
    assert Event.objects.filter(kind="attempt").count() == 3, "printed is the attempt; carried is not another"
    town.notify.work_off()
    town.notify.held[0].status = "technical-failure"
    reach.carry_messages(now=night + timedelta(hours=1))
    assert town.states() == ["failed", "delivered", "delivered"]


def test_a_letter_to_who_died_meanwhile_is_not_posted(town: Town, letters):
    send_letters(letters, by=town.cast.clara, now=NOON)
    Resident.objects.filter(surname="Cramer").update(died_on=MONDAY)
    reach.carry_messages(now=NOON)
    assert town.states() == ["handed_over", "handed_over", "withdrawn"]


def test_letters_without_a_carrier_stay_with_the_printer(town: Town, letters):
    town.choose(letter="")
    with pytest.raises(PostRefusedError, match="bezorger"):
        send_letters(letters, by=town.cast.clara, now=NOON)
    town.choose(letter="notify")
    with pytest.raises(PostRefusedError, match="eerdere dag"):
        send_letters(letters, by=town.cast.clara, now=NOON + timedelta(days=1))
    assert not Message.objects.exists()


def pdf(held) -> bytes:
    return base64.b64decode(held.given["content"])
