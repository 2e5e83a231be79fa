"""Protocols as texts, small ones, and a town to check them for."""

from __future__ import annotations

from datetime import date

from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.language import Protocol, read_protocol
from voordeur.stages.reach.rules.law import Finding, Level, Town, check

CLOCKS = Clocks(
    offer_within_days=28,
    threatening_working_days=3,
    conversation_weeks=4,
    end_of_supply_working_days=20,
    contacts_per_week=2,
    pause_days=30,
)
TOWN = Town(CLOCKS, ("Zorg", "Huur", "Energie", "Water"), from_day=date(2027, 1, 1))
HEAD = """\
protocol: proef
version: 1
title: "Proef"
who:
- name: team
  title: "het team"
- name: corporation
  title: "de corporatie"
  partner: ja
"""
LETTER = """\
- step: letter
  channel: Brief
  by: team
"""
VISIT = """\
- step: visit
  channel: Huisbezoek
  by: team
  tries: 3
  spacing: 2 werkdagen
  day_parts: [Avond, Middag, Ochtend]
"""


def text(steps: str = LETTER, *, top: str = "") -> str:
    """A protocol's text: these steps, and what else stands above them."""
    return f"{HEAD}{top}steps:\n{steps}"


def protocol(steps: str = LETTER, *, top: str = "") -> Protocol:
    """The protocol of that text."""
    return read_protocol(text(steps, top=top))


def breaches(of: Protocol | str, *, town: Town = TOWN, texts: dict[str, list[str]] | None = None) -> list[Finding]:
    """What keeps a protocol from being switched on."""
    read = read_protocol(of) if isinstance(of, str) else of
    return [one for one in check(read, town, texts) if one.level == Level.BREACH]


def notes(of: Protocol | str, *, town: Town = TOWN, texts: dict[str, list[str]] | None = None) -> list[Finding]:
    """What is worth knowing about it."""
    read = read_protocol(of) if isinstance(of, str) else of
    return [one for one in check(read, town, texts) if one.level == Level.NOTE]


def rules(found: list[Finding]) -> set[str]:
    """The rules of findings."""
    return {one.rule for one in found}


def told(found: list[Finding], language: str = "nl") -> str:
    """The stories of findings as one text."""
    return "\n".join(sentence.in_(language) for one in found for sentence in one.story)
