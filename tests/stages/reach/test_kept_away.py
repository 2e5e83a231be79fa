"""Where nobody may ring for the safety of who would go (P25), the offer still comes, by post or phone, under every method."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from voordeur.stages.reach.queries.protocols import shipped_methods
from voordeur.stages.reach.rules.history import Told, history
from voordeur.stages.reach.rules.next_steps import COME_BACK, next_steps
from voordeur.stages.reach.rules.shut import AT_THE_DOOR
from voordeur.stages.reach.rules.vocabulary import Channel

MONDAY = date(2026, 3, 2)
WITHIN = timedelta(days=28)  # R20


def told_so_far(*attempts):
    joined = {"signal": 1, "partner": 1, "kind": "Huur", "amount_cents": 60_000, "signal_type": "first", "resident": 1}
    return [Told(1, "signal_joined", MONDAY, joined, None), *attempts]


def steps(protocol, events, today, *, kept_away=True):
    known = history(events, opened_on=MONDAY, phones=True, emails=True, district="Merenwijk")
    return next_steps(protocol, known._replace(kept_away=kept_away), today)


def first_offer(protocol):
    """Do on each day what is due, by post or phone without an answer, until something was offered; the day and the channel."""
    events, today = told_so_far(), MONDAY
    while today <= MONDAY + WITHIN:
        for step in steps(protocol, events, today).due:
            assert step.channel not in AT_THE_DOOR, f"{protocol.name} sends somebody to the door: {step.name}"
            written = protocol.step(step.name)
            kind = "partner_step" if written and protocol.is_partners(written) else "attempt"
            result = "no_answer" if step.channel == Channel.PHONE else "sent"
            facts = {"step": step.name, "channel": step.channel, "result": result, "reached": False, "resident": 1, "partner": 1}
            events.append(Told(len(events) + 1, kind, today, facts, None))
            if written and written.offers and step.channel in (Channel.LETTER, Channel.MAIL):
                return today, step.channel
        today += timedelta(days=1)
    return None


@pytest.mark.parametrize("method", sorted(shipped_methods()))
def test_an_offer_comes_in_time_without_the_door(method):
    found = first_offer(shipped_methods()[method].protocol)
    assert found is not None, "no offer at all"
    assert found[0] <= MONDAY + WITHIN


@pytest.mark.parametrize("method", ["lekstroom@1"])
def test_only_who_may_not_be_visited_is_passed_over_and_when_that_ends_the_visit_comes(method):
    protocol, today = shipped_methods()[method].protocol, MONDAY + timedelta(days=4)

    def to_the_door(kept_away):
        found = steps(protocol, told_so_far(), today, kept_away=kept_away)
        return [step.name for step in (*found.due, *found.waiting) if step.channel in AT_THE_DOOR], dict(
            (past.name, past.code) for past in found.done
        )

    assert to_the_door(False)[0]
    doors, passed = to_the_door(True)
    assert doors == [] and passed[to_the_door(False)[0][0]] == "kept_away"


def test_a_visit_that_was_agreed_becomes_work_of_the_desk():
    talk = {
        "step": "visit", "channel": "Huisbezoek", "result": "come_back", "reached": True, "resident": 1,
        "come_back_on": "2026-03-09", "come_back_part": "Avond",
    }  # fmt: skip
    events = told_so_far(Told(2, "attempt", MONDAY, talk, None))
    protocol = shipped_methods()["coevorden-visit@1"].protocol
    (free,) = [one for one in steps(protocol, events, date(2026, 3, 9), kept_away=False).due if one.name == COME_BACK]
    (kept,) = [one for one in steps(protocol, events, date(2026, 3, 9)).due if one.name == COME_BACK]
    assert (free.channel, kept.channel, kept.code) == (Channel.VISIT, Channel.DESK, "not_at_the_door")
