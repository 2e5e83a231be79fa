"""Short ways to tell a case's story in tests of the rules."""

from __future__ import annotations

import itertools
from datetime import date

from voordeur.programmes.protocols import protocol_texts
from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.history import Told, history
from voordeur.stages.reach.rules.language import Protocol, read_protocol
from voordeur.stages.reach.rules.next_steps import NextSteps, next_steps

TEXTS = {name.removesuffix(".yaml"): text for name, text in protocol_texts()}
LETTER, VISIT = read_protocol(TEXTS["coevorden-letter"]), read_protocol(TEXTS["coevorden-visit"])
CLOCKS = Clocks(
    offer_within_days=28,
    threatening_working_days=3,
    conversation_weeks=4,
    end_of_supply_working_days=20,
    contacts_per_week=2,
    pause_days=30,
)
START = date(2026, 10, 26)  # a Monday
ANNE, BRAM = 1, 2
_ids = itertools.count(1)


def day(text: str) -> date:
    """ "11-09" is 9 November 2026."""
    return date.fromisoformat(f"2026-{text}" if len(text) == 5 else text)


def told(kind: str, on: date | str = START, /, **facts: object) -> Told:
    """One event."""
    return Told(next(_ids), kind, day(on) if isinstance(on, str) else on, facts)


def signal(number: int = 1, on: date | str = START, *, resident: int | None = ANNE, **facts: object) -> Told:
    """A signal that joined the case."""
    base = {"signal": number, "partner": number, "kind": "Huur", "amount_cents": 20_000, "signal_type": "first"}
    return told("signal_joined", on, **{**base, "resident": resident, **facts})


def tried(channel: str, on: date | str, result: str = "sent", *, reached: bool = False, part: str = "", **facts: object) -> Told:
    """A contact attempt."""
    return told("attempt", on, channel=channel, result=result, reached=reached, day_part=part, **{"step": "", **facts})


def steps(
    events: list[Told],
    on: date | str,
    *,
    protocol: Protocol = VISIT,
    phones: bool = True,
    clocks: Clocks = CLOCKS,
    **known: object,
) -> NextSteps:
    """What is due on a day after these events."""
    today = day(on) if isinstance(on, str) else on
    return next_steps(protocol, history(events, opened_on=START, phones=phones, clocks=clocks, **known), today)


def names(some) -> list[str]:
    """The names of steps."""
    return [step.name for step in some]
