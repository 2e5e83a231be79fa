"""A step that a no covers is not shown as waiting for something that may still come (P10)."""

from __future__ import annotations

from datetime import date

from voordeur.stages.reach.rules.history import Told, history
from voordeur.stages.reach.rules.language import read_protocol
from voordeur.stages.reach.rules.next_steps import next_steps

TEXT = """
protocol: fase
version: 1
title: "Fase"
who:
- name: team
  title: "het team"
steps:
- step: letter
  channel: Brief
  by: team
- step: at-judgment
  channel: Huisbezoek
  by: team
  after_stage: vonnis
"""


def _waiting(*events: Told) -> list[str]:
    day = date(2027, 1, 4)
    joined = Told(1, "signal_joined", day, {"signal": 1, "partner": 1, "kind": "Huur", "amount_cents": 100, "resident": 1})
    steps = next_steps(read_protocol(TEXT), history([joined, *events], opened_on=day), day)
    return [one.name for one in (*steps.due, *steps.waiting)]


def test_p10_a_visit_at_a_later_stage_is_waited_for_until_somebody_says_no_to_visits():
    assert _waiting() == ["letter", "at-judgment"]
    assert _waiting(Told(2, "no", date(2027, 1, 4), {"no": "visits", "resident": 1})) == ["letter"]
