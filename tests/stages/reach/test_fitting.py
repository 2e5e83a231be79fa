"""For whom a protocol and its steps are: conditions on the whole history."""

from __future__ import annotations

import pytest

from stages.reach.stories import ANNE, START, names, signal, steps, told, tried
from stages.reach.test_path import LETTER, dates, stage
from stages.reach.written import step, written
from voordeur.stages.reach.rules.clocks import Clocks

NO_CEILING = Clocks(offer_within_days=28)
FOR_SOME = """\
for: {kinds: [Huur], months: {from: 1, to: 2}, amount: {from: 100}, districts: ["Merenwijk"]}
"""
SOME = (
    LETTER + step("others", "Mail", for_="others", after="start") + step("everyone", "Telefoon", for_="everyone", after="start")
)


@pytest.mark.parametrize(
    ("facts", "district", "first"),
    [
        ({"months": 2}, "Merenwijk", "letter"),
        ({"months": 3}, "Merenwijk", "others"),
        ({"kind": "Water"}, "Merenwijk", "others"),
        ({"amount_cents": 9_900}, "Merenwijk", "others"),
        ({}, "Stevenshof", "others"),
        ({}, "", "letter"),  # what nobody knows counts as fitting
        ({"amount_cents": 0}, "Merenwijk", "letter"),
    ],
)
def test_for_whom_a_protocol_is_decides_which_steps_come(facts, district, first):
    result = steps([signal(**facts)], START, protocol=written(SOME, FOR_SOME), district=district)
    assert sorted(names(result.due)) == sorted([first, "everyone"])


def test_one_signal_must_fit_by_itself():
    """Rent of three months and water of one: neither is what the protocol is for."""
    two = [signal(1, months=3), signal(2, kind="Water", months=1)]
    assert "others" in names(steps(two, START, protocol=written(SOME, FOR_SOME), district="Merenwijk").due)


def test_what_nobody_knows_leaves_no_step_out():
    protocol = written(step("letter", "Brief", after="start", unless="{amount: {to: 100}}"))
    assert names(steps([signal(amount_cents=0)], START, protocol=protocol).due) == ["letter"]
    assert names(steps([signal(amount_cents=5_000)], "11-02", protocol=protocol).due) == ["decide"]


@pytest.mark.parametrize(
    ("asked", "events", "comes"),
    [
        ("{several_creditors: ja}", [signal(2)], True),
        ("{several_creditors: ja}", [], False),
        ("{minors: ja}", [told("household", START, minors=True)], True),
        ("{minors: nee}", [told("household", START, minors=True)], False),
        ("{lanes: [benefits]}", [told("lane", START, lane="benefits", basis="7", resident=ANNE)], True),
        ("{closed_doors: {from: 1}}", [tried("Huisbezoek", START, "nobody")], True),
        ("{closed_doors: {from: 1}}", [tried("Huisbezoek", START, "child_opened")], False),
        ("{attempts: {to: 1}}", [tried("Huisbezoek", START, "nobody"), tried("Brief", START)], False),
        ("{partner_attempts: {from: 4}}", [told("partner_attempt", START, partner=1, number=4)], True),
        ("{partner_attempts: {from: 4}}", [told("partner_attempt", START, partner=n, number=3) for n in (1, 2)], False),
        ("{partner_attempts: {from: 2}}", [told("partner_attempt", on, partner=1) for on in (START, "10-27")], True),
        ("{partner_attempts: {from: 2}}", [told("partner_attempt", START, partner=1)], False),
        ("{post_unopened: ja}", [told("channel_fact", START, channel="Brief", fact="unopened")], True),
        ("{threatening: ja}", [stage("aanzegging", "10-26")], True),
        ("{stages: [aanzegging]}", [stage("aanzegging", "10-26"), stage("afgelast", "10-26")], False),
        ("{stages: [dagvaarding]}", [stage("dagvaarding", "10-26", 2), stage("aanmaning", "10-26")], True),
    ],
)
def test_conditions_ask_the_whole_history(asked, events, comes):
    visits = step("visit", "Huisbezoek", after="start", wait="60 dagen", tries="3", spacing="2 werkdagen")
    protocol = written(visits + step("call", "Telefoon", after="start", if_=asked))
    result = steps([signal(), *events], START, protocol=protocol, clocks=NO_CEILING)
    assert ("call" in dates(result)) == comes
