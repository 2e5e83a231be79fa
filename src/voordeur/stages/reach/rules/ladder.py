"""The ladder of a protocol: which rung a case stands on, which are behind it, and on which part of the day to try."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from voordeur.calendar import add_working_days
from voordeur.stages.reach.rules.history import History, Said, Tried
from voordeur.stages.reach.rules.protocol import Protocol, Step
from voordeur.stages.reach.rules.standing import Standing, no_visits
from voordeur.stages.reach.rules.vocabulary import DOOR_SHUT_FOR_GOOD, LIVE, AttemptResult, Channel, ChannelFact


@dataclass(frozen=True)
class Rung:
    """A step of the protocol that is next: on which day, why, on which part of the day."""

    step: Step
    due_on: date
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    day_part: str = ""


@dataclass(frozen=True)
class Climb:
    """Where a case stands on the ladder. `past`: (step, "done" or why it was passed over, day). `finished`: no rung is left."""

    rungs: tuple[Rung, ...]
    past: tuple[tuple[str, str, date | None], ...]
    finished: bool
    last_on: date | None


@dataclass(frozen=True)
class _Closed:
    """Why a step is passed over, and since when that is known (None: from the start)."""

    code: str
    on: date | None = None


def climb(protocol: Protocol, history: History, stands: Standing, today: date) -> Climb:
    """Climb the ladder from the first signal that is open; attempts before that day were about something else."""
    since = stands.since or history.opened_on
    attempts = [one for one in history.attempts if one.on >= since]
    rungs: list[Rung] = []
    past: list[tuple[str, str, date | None]] = []
    finished = True
    for step in protocol.steps:
        mine = _of(step, protocol, attempts)
        shut = _closed(step, history, stands, attempts)
        if step.is_reply:
            rungs += _reply(step, protocol, attempts, mine, shut)
        elif not finished:
            continue
        elif shut is not None:
            past.append((step.name, shut.code if not mine else "done", shut.on))
        elif len(mine) >= step.tries:
            past.append((step.name, "done", mine[-1].on))
        else:
            finished = False
            rungs.append(_rung(step, protocol, history, stands, attempts, mine))
    return Climb(tuple(rungs), tuple(past), finished, max((one.on for one in attempts), default=None))


def _of(step: Step, protocol: Protocol, attempts: Sequence[Tried]) -> list[Tried]:
    """The attempts that count for a step: made for it, or by its channel without naming a step; oldest first."""
    names = {one.name for one in protocol.steps}
    first = next(one for one in protocol.steps if one.channel == step.channel)
    mine = [
        one
        for one in attempts
        if one.step == step.name or (one.step not in names and one.channel == step.channel and step is first)
    ]
    return sorted(mine, key=lambda one: (one.on, one.day_part, one.result))


def _reply(step: Step, protocol: Protocol, attempts: Sequence[Tried], mine: Sequence[Tried], shut: _Closed | None) -> list[Rung]:
    """A step that answers a result (a card after a closed door): due once after each such result."""
    asked = protocol.step(step.after)
    if asked is None or shut is not None:
        return []
    calls = [one.on for one in _of(asked, protocol, attempts) if one.result in step.only_after]
    if not calls or any(one.on >= max(calls) for one in mine):
        return []
    return [Rung(step, max(calls), "closed_door", {"on": max(calls).isoformat()})]


def _rung(
    step: Step, protocol: Protocol, history: History, stands: Standing, attempts: Sequence[Tried], mine: Sequence[Tried]
) -> Rung:
    if mine:
        last = mine[-1].on
        params = {"try": len(mine) + 1, "tries": step.tries, "on": last.isoformat()}
        return Rung(step, add_working_days(last, step.days_between), "again", params, _part(step, mine))
    since = stands.since or history.opened_on
    before = protocol.step(step.after)
    made = _of(before, protocol, attempts) if before else []
    shut = _closed(before, history, stands, attempts) if before else None
    if before is None:
        return Rung(step, add_working_days(since, step.working_days), "start", {"on": since.isoformat()}, _part(step, mine))
    if shut is not None and shut.on is not None:
        # A channel that turns out closed opens the next at once.
        return Rung(step, max(shut.on, since), shut.code, {"step": before.name}, _part(step, mine))
    if not made:
        return Rung(step, since, shut.code if shut else "start", {"step": before.name}, _part(step, mine))
    on = made[-1].on
    return Rung(
        step,
        add_working_days(on, step.working_days),
        "no_reaction",
        {"step": before.name, "on": on.isoformat()},
        _part(step, mine),
    )


def _part(step: Step, mine: Sequence[Tried]) -> str:
    """The part of the day that was tried least, in the protocol's order: never the same one while another is untried."""
    if step.channel not in LIVE or not step.day_parts:
        return ""
    tried = Counter(one.day_part for one in mine)
    return min(step.day_parts, key=lambda part: (tried[part], step.day_parts.index(part))).value


def _closed(step: Step, history: History, stands: Standing, attempts: Sequence[Tried]) -> _Closed | None:
    """Whether and why a step is passed over: a no, a fact about the channel, nothing to reach somebody by."""
    if all(signal.letter_only for signal in stands.open) and step.channel != Channel.LETTER:
        return _Closed("letter_only")
    if step.needs == "phone" and not history.phones:
        return _Closed("no_phone")
    if step.needs == "email" and not history.emails:
        return _Closed("no_email")
    if step.channel in {Channel.VISIT, Channel.CARD} and (said := no_visits(history)):
        return _Closed("no_visits", min(no.on for no in said))
    return _closed_by_fact(step, history, stands, attempts)


_FACTS: Mapping[Channel, frozenset[str]] = {
    Channel.LETTER: frozenset({ChannelFact.UNOPENED, ChannelFact.RETURNED, ChannelFact.NO_ADDRESS}),
    Channel.CARD: frozenset({ChannelFact.NO_ADDRESS}),
    Channel.VISIT: frozenset({ChannelFact.NO_ADDRESS}),
    Channel.PHONE: frozenset({ChannelFact.WRONG_NUMBER}),
    Channel.TEXT: frozenset({ChannelFact.WRONG_NUMBER}),
    Channel.MAIL: frozenset({ChannelFact.BOUNCED}),
}
_RESULTS: Mapping[Channel, frozenset[str]] = {
    Channel.LETTER: frozenset({AttemptResult.RETURNED}),
    Channel.CARD: frozenset({AttemptResult.RETURNED}),
    Channel.VISIT: frozenset(DOOR_SHUT_FOR_GOOD),
    Channel.PHONE: frozenset({AttemptResult.WRONG_NUMBER}),
    Channel.MAIL: frozenset({AttemptResult.RETURNED}),
}


def _closed_by_fact(step: Step, history: History, stands: Standing, attempts: Sequence[Tried]) -> _Closed | None:
    """Facts and results that close a channel for everybody whom the open signals are about (P12, P19)."""
    facts = [one for one in history.channel_facts if one.what in _FACTS.get(step.channel, ())]
    results = [
        Said(one.on, one.result, one.resident)
        for one in attempts
        if one.channel == step.channel and one.result in _RESULTS.get(step.channel, ())
    ]
    said = facts + results
    people = {signal.resident for signal in stands.open}
    if not said or not (any(one.resident is None for one in said) or people <= {one.resident for one in said}):
        return None
    last = max(said, key=lambda one: (one.on, one.what))
    return _Closed(last.what, last.on)
