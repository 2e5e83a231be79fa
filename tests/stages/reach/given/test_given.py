"""Given facts: tolerant of order and of words that mean the same, strict on those that mean nothing."""

from __future__ import annotations

import json
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.reach.language.sound import SOUND
from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.given import GivenError, read_history
from voordeur.stages.reach.rules.given.events import TYPES
from voordeur.stages.reach.rules.language import read_protocol
from voordeur.stages.reach.rules.next_steps import next_steps
from voordeur.stages.reach.rules.registry import FACTS
from voordeur.stages.reach.rules.story import History
from voordeur.stages.reach.rules.vocabulary import Kind

PROTOCOL = read_protocol(SOUND)
TODAY = date(2026, 11, 2)
SIGNAL = {"id": "s1", "date": "2026-10-05", "partner": "Portaal", "kind": "Huur", "amount_cents": 80_000}


def read(*events: dict[str, Any], signals: Any = (SIGNAL,), today: date = TODAY, **more: Any) -> History:
    text = json.dumps({"signals": list(signals), "events": list(events), **more})
    return read_history(text, PROTOCOL, today, Clocks(offer_within_days=28, contacts_per_week=2))


def on(day: str, **event: Any) -> dict[str, Any]:
    return {"date": f"2026-{day}", **event}


def refused(*events: dict[str, Any], **more: Any) -> str:
    with pytest.raises(GivenError) as raised:
        read(*events, **more)
    return raised.value.words.nl


VISIT = on("10-12", id="v1", type="attempt", channel="Huisbezoek", daypart="Avond", reached=False)
SAME = [
    {"channel": "visit", "daypart": "evening"},
    {"channel": "bezoek", "day_part": "avond", "result": "nobody"},
    {"channel": "HUISBEZOEK", "daypart": "AVOND", "result": "niemand thuis"},
    {"channel": "home visit", "daypart": "'s avonds", "reached": "nee"},
]


@pytest.mark.parametrize("words", SAME)
def test_dutch_english_and_the_fields_own_words_are_the_same(words: dict[str, Any]):
    assert read(on("10-12", type="attempt", **words)).attempts == read(VISIT).attempts


@pytest.mark.parametrize(
    ("channel", "reached", "result"),
    [("Huisbezoek", False, "nobody"), ("Telefoon", False, "no_answer"), ("Telefoon", True, "talked"), ("Brief", False, "sent")],
)
def test_what_came_of_an_attempt_follows_where_it_is_not_told(channel: str, reached: bool, result: str):
    (attempt,) = read(on("10-12", type="contact", channel=channel, reached=reached)).attempts
    assert (attempt.result, attempt.reached) == (result, reached)


def test_reached_follows_from_the_result():
    (attempt,) = read(on("10-12", type="attempt", channel="Telefoon", result="gesproken")).attempts
    assert attempt.reached


def test_a_correction_takes_back_what_it_names_whatever_its_identifier():
    for name in (1, "1", "uuid-7"):
        event = {**VISIT, "id": name}
        assert read(event, on("10-13", id="c", type="correction", corrects=name)).attempts == ()


def test_a_correction_of_a_correction_gives_back_what_was_told():
    taken = on("10-13", id="c1", type="correction", corrects="v1")
    back = on("10-14", id="c2", type="correction", corrects="c1")
    assert read(back, taken, VISIT) == read(VISIT)


def test_a_correction_may_say_how_it_was_instead():
    for correction in (
        on("10-14", id="c", type="correction", corrects="v1", reached=True),
        on("10-12", id="c", type="attempt", corrects="v1", channel="Huisbezoek", daypart="Avond", reached=True),
    ):
        (attempt,) = read(VISIT, correction).attempts
        assert (attempt.on, attempt.reached, attempt.result, attempt.day_part) == (date(2026, 10, 12), True, "talked", "Avond")


def test_what_comes_after_today_is_not_known_yet():
    later = on("10-20", type="correction", id="c", corrects="v1")
    assert read(VISIT, later, on("10-21", type="moved"), today=date(2026, 10, 15)) == read(VISIT, today=date(2026, 10, 15))
    assert read(today=date(2026, 10, 4)).signals == ()


def test_the_order_in_the_file_says_nothing():
    events = [
        VISIT,
        on("10-13", id="c", type="correction", corrects="v1"),
        on("10-14", type="no", no="visits"),
        on("10-15", type="undo_no", no="visits"),
        on("10-16", type="stage", stage="vonnis", partner="Portaal"),
        on("10-17", type="payment", partner="Portaal", amount_cents=100),
    ]
    first = read(*events)
    for seed in range(6):
        shuffled = Random(seed).sample(events, len(events))
        assert read(*shuffled) == first


def test_a_no_that_does_not_say_to_what_is_a_no_to_help_of_everybody_in_the_case():
    (no,) = read(on("10-14", type="no")).noes
    assert (no.what, no.resident) == ("help", 1)
    (no,) = read(on("10-14", type="nee", result="huisbezoek", resident="anna")).noes
    assert no.what == "visits"


def test_people_keep_their_own_facts():
    signals = [{**SIGNAL, "resident": "anna"}, {**SIGNAL, "id": "s2", "resident": "bram", "partner": "Vitens", "kind": "Water"}]
    history = read(on("10-14", type="acceptance", resident="bram"), on("10-15", type="deceased"), signals=signals)
    assert [one.resident for one in history.signals] == [1, 2]
    assert (history.answers[0].resident, history.gone[0].resident) == (2, None)


def test_the_top_of_the_text_is_the_signal_where_none_is_listed():
    (signal,) = read(VISIT, signals=(), kind="rent", amount_cents=5_000, months=1.5).signals
    assert (signal.on, signal.kind, signal.amount_cents, signal.months) == (date(2026, 10, 12), "Huur", 5_000, 1.5)
    assert read(signals=(), kind="Huur").signals[0].on == TODAY


def test_the_town_brings_its_own_terms_and_what_is_known_of_the_household():
    history = read(municipality={"offer_within_days": 14, "district": "Merenwijk", "email": False}, phone="nee")
    assert (history.clocks.offer_within_days, history.clocks.contacts_per_week) == (14, 2)
    assert (history.district, history.phones, history.emails) == ("Merenwijk", False, False)
    assert (read().phones, read().emails) == (True, True)


def test_what_the_creditor_did_is_no_attempt_of_ours():
    for event in (
        on("10-06", type="partner_step"),
        on("10-06", type="partner_step", step="announcement"),
        on("10-06", type="attempt", channel="Brief", step="announcement"),
    ):
        history = read(event)
        assert (history.attempts, history.partner_steps[0].step) == ((), "announcement")
    history = read(on("10-06", type="attempt", channel="Telefoon", by="partner"), on("10-07", type="partner_attempt", number=3))
    assert (history.attempts, sum(one.number for one in history.partner_attempts)) == ((), 4)


OF_EVERY_KIND: dict[str, dict[str, Any]] = {
    Kind.ATTEMPT: {"channel": "Brief"}, Kind.STAGE: {"stage": "hearing"}, Kind.CHANNEL_FACT: {"fact": "returned"},
    Kind.ASKED: {"asked": "call_me", "on": "2026-10-20", "daypart": "Avond"}, Kind.LANE: {"lane": "benefits"},
    Kind.STEP_OVERRULED: {"step": "visit", "decision": "postpone", "until": "2026-10-20"}, Kind.SIGNAL_LEFT: {"signal": "s1"},
    Kind.SIGNAL_JOINED: {"kind": "Water", "partner": "Vitens"}, Kind.AGREEMENT: {"agreement": "budget"},
}  # fmt: skip
# What the program writes about a case for itself.
NOT_GIVEN = {Kind.OPENED, Kind.OVERRULED, Kind.PROTOCOL_MOVED, Kind.CORRECTION, Kind.APPOINTMENT}


@pytest.mark.parametrize("kind", sorted(set(FACTS) - NOT_GIVEN))
def test_every_kind_of_event_can_be_given(kind: str):
    before = [on("10-11", type="no"), on("10-11", type="represented")] if kind.startswith("un") else []
    assert read(*before, on("10-12", type=kind, **OF_EVERY_KIND.get(kind, {}))) != read(*before)


EMPTY = {"daypart": None, "channel": None, "reached": None, "result": None, "corrects": None, "id": None}


def test_words_that_are_written_with_every_event_do_no_harm_where_they_say_nothing():
    assert read({**EMPTY, **on("10-12", type="payment")}) == read(on("10-12", type="payment"))
    assert read({**EMPTY, **on("10-12", type="no", channel="Telefoon")}) == read(on("10-12", type="no"))
    assert read(on("10-12", type="stage", value="hearing")) == read(on("10-12", type="stage", stage="zitting"))


def test_a_household_with_children_and_somebody_who_is_represented():
    history = read(on("10-06", type="household", minors=True), on("10-07", type="represented"))
    assert (history.minors, history.represented) == (True, {1})


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"type": "atempt", "channel": "Brief"}, "events[0].type: dit kan niet 'atempt' zijn; schrijf 'attempt'"),
    ({"channel": "Brief"}, "events[0]: type ontbreekt"),
    ({"type": "attempt"}, "events[0]: channel ontbreekt; schrijf een van: Brief"),
    ({"type": "attempt", "channel": "Breif"}, "events[0].channel: dit kan niet 'Breif' zijn; schrijf 'Brief'"),
    ({"type": "attempt", "channel": "Brief", "chanel": 1}, "events[0]: dit woord kan niet 'chanel' zijn; schrijf 'channel'"),
    ({"type": "attempt", "channel": "Brief", "reached": 3}, "events[0].reached: schrijf true of false"),
    ({"type": "attempt", "channel": "Brief", "daypart": "nacht"}, "schrijf een van: Avond, Middag, Ochtend"),
    ({"type": "payment", "amount_cents": "veel"}, "events[0].amount_cents: hier hoort een geheel getal"),
    ({"type": "payment", "amount_cents": -1}, "events[0].amount_cents: hier hoort een geheel getal"),
    ({"type": "stage", "stage": "vonnnis"}, "schrijf 'vonnis'"),
    ({"type": "correction"}, "corrects ontbreekt"),
    ({"type": "correction", "corrects": 99}, "geen gebeurtenis heeft id '99'"),
    ({"type": "correction", "id": 5, "corrects": 5}, "corrigeren elkaar"),
    ({"type": "partner_step", "step": "visit"}, "step noemt geen stap die de partner doet; in deze werkwijze: announcement"),
    ({"type": "signal_left"}, "welk signaal"),
    ({"type": "moved", "date": "morgen"}, "events[0].date: 'morgen' is geen dag; schrijf 2026-10-26"),
    ({"type": "moved", "date": None}, "date ontbreekt"),
]


@pytest.mark.parametrize(("event", "words"), WRONG)
def test_what_cannot_be_used_is_told_with_its_place_and_what_to_write(event: dict[str, Any], words: str):
    assert words in refused({**on("10-12"), **event})


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.sampled_from(["Brief", "2026-10-12", 1])
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)
EVENTS = st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES), "date": st.sampled_from(["2026-10-06", "2026-10-12", "2027-01-01"])},
    optional={
        word: VALUES
        for word in ("id", "corrects", "channel", "daypart", "reached", "result", "step", "resident", "partner", "signal",
                     "amount_cents", "stage", "no", "asked", "on", "until", "decision", "number", "minors", "agreement", "kind")
    },
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(EVENTS, max_size=4))
def test_whatever_is_given_has_an_answer_or_a_sentence(events: list[dict[str, Any]]):
    try:
        history = read(*events)
    except GivenError as error:
        assert error.words.nl
        assert error.words.en
    else:
        answer = next_steps(PROTOCOL, history, TODAY)
        assert answer.due or answer.waiting or answer.ended


def test_the_rest_of_the_text_is_read_as_strictly():
    assert "dit woord kan niet 'signal' zijn; schrijf 'signals'" in refused(signal=[])
    assert "municipality: dit woord" in refused(municipality={"offer_in_days": 3})
    assert "signals[0]: kind ontbreekt" in refused(signals=[{"date": "2026-10-05"}])
    assert "signals[0].kind: dit kan niet 'Huurr' zijn; schrijf 'Huur'" in refused(signals=[{**SIGNAL, "kind": "Huurr"}])
    assert "events: hier hoort een lijst" in refused_text('{"kind": "Huur", "events": {}}')
    assert "de id '1' is al gebruikt" in refused(on("10-12", id=1, type="moved"), on("10-12", id="1", type="moved"))
    assert "regel 1, kolom 2: dit is geen JSON" in refused_text("{")
    assert "dit is geen JSON" in refused_text("[" * 100_000)
    assert "hier hoort een object" in refused_text("[]")


def refused_text(text: str) -> str:
    with pytest.raises(GivenError) as raised:
        read_history(text, PROTOCOL, TODAY, Clocks())
    return raised.value.words.nl
