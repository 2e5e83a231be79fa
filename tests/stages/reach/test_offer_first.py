"""Where a week has room for one contact more, the offer goes before a call or visit that may reach nobody (R20, P11)."""

from __future__ import annotations

from datetime import date, timedelta

from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.history import Told, history
from voordeur.stages.reach.rules.language import read_protocol
from voordeur.stages.reach.rules.next_steps import next_steps

TEXT = """
protocol: volgorde
version: 1
title: "Volgorde"
who:
- name: team
  title: "het team"
steps:
- step: visit
  channel: Huisbezoek
  by: team
  tries: 3
  spacing: 4 dagen
- step: letter
  channel: Brief
  by: team
  after: start
  wait: 4 dagen
"""
MONDAY = date(2027, 1, 4)
FRIDAY = MONDAY + timedelta(days=4)


def test_r20_the_offer_goes_before_a_visit_when_there_is_room_for_one_contact():
    joined = Told(1, "signal_joined", MONDAY, {"signal": 1, "partner": 1, "kind": "Huur", "amount_cents": 100, "resident": 1})
    visited = {"step": "visit", "channel": "Huisbezoek", "result": "nobody", "reached": False, "resident": 1, "day_part": "Avond"}
    known = history(
        [joined, Told(2, "attempt", MONDAY, visited)],
        opened_on=MONDAY,
        clocks=Clocks(offer_within_days=28, contacts_per_week=2),
    )
    steps = next_steps(read_protocol(TEXT), known, FRIDAY)
    assert [one.name for one in steps.due] == ["letter"]
    assert [(one.name, one.code) for one in steps.waiting] == [("visit", "ceiling")]
