"""The three noes, the way back, and residents who come back by themselves (P10)."""

from __future__ import annotations

import pytest

from stages.reach.stories import ANNE, BRAM, START, names, signal, steps, told, tried
from stages.reach.test_path import dates, waits
from stages.reach.written import step, written

TEXT = (
    step("letter", "Brief", after="start")
    + step("visit", "Huisbezoek", after="letter", wait="10 werkdagen", tries="2", spacing="2 werkdagen")
    + step("phone", "Telefoon", after="visit", wait="3 werkdagen")
)
PROTOCOL = written(TEXT)
SENT = tried("Brief", START, step="letter")


def no(what: str, on: str = "10-27", resident: int = ANNE):
    return told("no", on, no=what, resident=resident)


@pytest.mark.parametrize(
    ("later", "letter"),
    [
        (signal(2, "11-25", partner=2), True),  # another creditor
        (signal(2, "11-25", partner=1, amount_cents=30_000), True),  # grown
        (signal(2, "11-25", partner=1), False),  # the same again
        (signal(2, "11-25", partner=1, amount_cents=10_000), False),  # less
        (signal(2, "11-25", partner=1, signal_type="end_of_supply"), True),
        (signal(2, "11-25", partner=1, signal_type="crisis"), True),
        (signal(2, "11-25", partner=1, threatening=True), True),
        (told("stage", "11-25", stage="aanzegging", partner=1, signal=1), True),
        (told("stage", "11-25", stage="aanmaning", partner=1, signal=1), False),
    ],
)
def test_p10_only_what_is_new_grown_or_pressing_brings_a_letter_after_a_no_to_help(later, letter):
    events = [signal(1, partner=1), no("help"), later]
    result = steps(events, "11-25", protocol=PROTOCOL)
    assert names(result.due) == (["way_back"] if letter else [])
    assert (result.waiting, result.ended) == ((), () if letter else ("no_help",))
    assert names(steps([*events, tried("Brief", "11-26", step="way_back")], "12-24", protocol=PROTOCOL).due) == []


def test_p10_a_protocol_may_send_no_way_back_at_all():
    events = [signal(1), no("help"), signal(2, "11-25")]
    assert steps(events, "11-25", protocol=written(TEXT, "noes: {way_back: geen}\n")).due == ()


def test_p10_the_way_back_is_not_posted_where_post_lies_unopened():
    events = [signal(1), told("channel_fact", START, channel="Brief", fact="unopened"), no("help"), signal(2, "11-25")]
    assert steps(events, "11-25", protocol=PROTOCOL).due == ()


def test_p10_a_no_to_visits_covers_what_the_protocol_says_for_everybody_at_that_door():
    wide = written(TEXT, "noes: {visits: [Huisbezoek, Kaartje, Telefoon]}\n")
    events = [signal(1), signal(2, resident=BRAM), SENT, no("visits", "11-10")]
    assert names(steps(events, "11-10", protocol=PROTOCOL).due) == ["phone"]
    assert names(steps(events, "11-20", protocol=wide).due) == ["decide"]


def test_p10_a_no_to_visits_before_the_visit_was_due_does_not_hasten_the_phone():
    assert dates(steps([signal(), SENT, no("visits")], "10-27", protocol=PROTOCOL)) == {"phone": "11-09"}


def test_p10_a_no_to_help_that_covers_part_leaves_the_rest():
    narrow = written(TEXT, "noes: {help: [Huisbezoek, Kaartje]}\n")
    events = [signal(), SENT, no("help", "11-10")]
    assert names(steps(events, "11-10", protocol=narrow).due) == ["phone"]
    both = [*events, signal(2, START, resident=BRAM)]
    (visit,) = steps(both, "11-10", protocol=narrow).due
    assert (visit.name, visit.residents) == ("visit", (BRAM,))


def test_p10_a_no_to_help_that_covers_letters_covers_the_way_back_after_an_earlier_no_to_visits():
    narrow = written(TEXT, "noes: {help: [Brief, Huisbezoek, Kaartje]}\n")
    events = [signal(), no("visits", "10-27"), signal(2, "11-03"), no("help", "11-05")]
    assert "Brief" not in [one.channel for one in steps(events, "11-05", protocol=narrow).due]


def test_p10_only_the_resident_brings_calls_and_visits_back_after_a_no():
    events = [signal(), no("help"), told("asked", "11-02", asked="call_me", resident=ANNE)]
    (call,) = steps(events, "11-02", protocol=PROTOCOL).due
    assert (call.name, call.channel, call.code) == ("call_back", "Telefoon", "call_me")
    visit = [signal(), SENT, no("visits", "11-10"), told("asked", "11-12", asked="come_by", resident=ANNE)]
    (back,) = (one for one in steps(visit, "11-12", protocol=PROTOCOL).due if one.channel == "Huisbezoek")
    assert back.name == "come_back"


def test_p10_a_later_no_takes_the_wish_back_and_an_objection_always_does():
    asked = told("asked", "11-02", asked="call_me", resident=ANNE)
    for said in (no("help", "11-03"), no("approach", "10-27")):
        result = steps([signal(), asked, said], "11-04", protocol=PROTOCOL)
        assert (result.due, result.waiting) == ((), ())


def test_a_wish_is_met_on_its_day_and_nobody_calls_or_comes_for_anything_else_before():
    asked = told("asked", "11-10", asked="call_me", resident=ANNE, day_part="Avond")
    asked = type(asked)(asked.id, asked.kind, asked.on, {**asked.facts, "on": "2026-11-16"})
    result = steps([signal(), SENT, asked], "11-11", protocol=PROTOCOL)
    assert (names(result.due), dates(result), waits(result)) == ([], {"call_back": "11-16"}, {"visit": "wish_first"})
    assert result.waiting[0].day_part == "Avond"
    called = [signal(), SENT, asked, tried("Telefoon", "11-16", "no_answer", step="call_back")]
    assert names(steps(called, "11-17", protocol=PROTOCOL).due) == ["visit"]


def test_a_missed_call_of_the_same_day_does_not_answer_the_wish_that_it_led_to():
    missed = tried("Telefoon", "11-10", "no_answer", step="phone")
    asked = told("asked", "11-10", asked="call_me", resident=ANNE)
    assert "call_back" in names(steps([signal(), missed, asked], "11-10", protocol=PROTOCOL).due)


def test_what_the_resident_asked_for_takes_room_before_what_we_have_in_mind():
    letters = written("".join(step(name, "Brief", after="start") for name in ("one", "two")), "contact: {per_week: 2}\n")
    asked = told("asked", START, asked="call_me", resident=ANNE)
    result = steps([signal(), asked], START, protocol=letters)
    assert (sorted(names(result.due)), names(result.waiting)) == (["call_back", "one"], ["two"])


def test_asking_whether_it_is_real_asks_nothing_of_us():
    asked = told("asked", "10-27", asked="is_it_real", resident=ANNE)
    assert steps([signal(), SENT, asked], "10-28", protocol=PROTOCOL) == steps([signal(), SENT], "10-28", protocol=PROTOCOL)


def test_who_says_to_have_paid_is_not_called_or_visited_until_the_creditor_answered():
    says = told("says_paid", "11-10", resident=ANNE, via="code")
    result = steps([signal(), SENT, says], "11-11", protocol=PROTOCOL)
    assert ([(one.name, one.channel) for one in result.due], waits(result)) == (
        [("ask_partner", "Administratief")],
        {"visit": "says_paid"},
    )
    open_still = [signal(), SENT, says, tried("Administratief", "11-12", "done", step="ask_partner")]
    assert names(steps(open_still, "11-12", protocol=PROTOCOL).due) == ["visit"]
    paid = [signal(), SENT, says, told("payment", "11-12")]
    assert steps(paid, "11-12", protocol=PROTOCOL).ended == ("paid",)


def test_r17_an_announced_eviction_makes_the_conversation_a_matter_of_three_working_days():
    events = [signal(), told("stage", "11-02", stage="aanzegging", partner=1), told("accepted", "11-05", resident=ANNE)]
    (talk,) = steps(events, "11-05", protocol=PROTOCOL).due
    assert (talk.clock, talk.deadline.isoformat()) == ("threatening", "2026-11-10")
    off = [*events, told("stage", "11-04", stage="afgelast", partner=1)]
    assert steps(off, "11-05", protocol=PROTOCOL).due[0].clock == "conversation"


def test_r18_a_protocol_may_be_quicker_than_the_law_and_never_slower():
    events = [signal(), told("accepted", "11-02", resident=ANNE)]
    quick = written(TEXT, "conversation: {within: 2 weken}\n")
    slow = written(TEXT, "conversation: {within: 8 weken}\n")
    assert steps(events, "11-02", protocol=quick).due[0].deadline.isoformat() == "2026-11-16"
    assert steps(events, "11-02", protocol=slow).due[0].deadline.isoformat() == "2026-11-30"
