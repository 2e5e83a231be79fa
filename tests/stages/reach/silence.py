"""A case in which nobody ever answers, played day by day under a protocol: what a worker would do, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stages.reach.stories import CLOCKS, START
from voordeur.stages.reach.rules.clocks import Clocks
from voordeur.stages.reach.rules.history import Told, history
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.next_steps import DECIDE, NextSteps, Step, next_steps
from voordeur.stages.reach.rules.vocabulary import LIVE, Channel

_IN_VAIN = {Channel.VISIT: "nobody", Channel.PHONE: "no_answer", Channel.DESK: "done"}
SIGNAL = Told(
    1, "signal_joined", START,
    {"signal": 1, "partner": 1, "kind": "Huur", "amount_cents": 20_000, "signal_type": "first", "resident": 1},
)  # fmt: skip


class Endless(AssertionError):
    """The approach does not come to an end."""


def ask(protocol: Protocol, events: Sequence[Told], today: date, *, clocks: Clocks = CLOCKS, phones: bool = True) -> NextSteps:
    """What is due on that day."""
    known = history(events, opened_on=START, phones=phones, emails=phones, district="Merenwijk", clocks=clocks)
    return next_steps(protocol, known, today)


def in_vain(number: int, step: Step, on: date) -> Told:
    """The step was carried out and reached nobody."""
    facts = {
        "step": step.name, "channel": step.channel.value, "day_part": step.day_part or ("Middag" if step.channel in LIVE else ""),
        "reached": False, "result": _IN_VAIN.get(step.channel, "sent"), "resident": 1,
    }  # fmt: skip
    return Told(number, "attempt", on, facts)


def played(
    protocol: Protocol, known: Sequence[Told] = (SIGNAL,), *, clocks: Clocks = CLOCKS, phones: bool = True
) -> tuple[list[tuple[date, Step]], NextSteps]:
    """Every step that was carried out in vain, with its day, and the answer with which it ended. Raises Endless."""
    events, done, today = list(known), [], START
    for _ in range(300):
        answer = ask(protocol, events, today, clocks=clocks, phones=phones)
        if answer.ended or any(step.name == DECIDE for step in answer.due):
            return done, answer
        for step in answer.due:
            events.append(in_vain(1_000 + len(done), step, today))
            done.append((today, step))
        if not answer.due:
            today = max(today + timedelta(days=1), min(step.due_on for step in answer.waiting if step.due_on))
    raise Endless([(day.isoformat(), step.name) for day, step in done][-8:])
