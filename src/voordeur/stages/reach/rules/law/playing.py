"""Playing a protocol: a made-up case, what nature does to it, and what `next_steps` asks for next.

Our own side does what is due on the day on which it is due. Nature does the rest: nobody opens, nobody answers, post has no
reaction, a number turns out wrong, the creditor reports late or never, its collection moves on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from voordeur.stages.reach.rules.history import history
from voordeur.stages.reach.rules.language.protocol import Conditions, Protocol
from voordeur.stages.reach.rules.language.protocol import Step as Written
from voordeur.stages.reach.rules.law.findings import Town
from voordeur.stages.reach.rules.next_steps import NextSteps, Step, next_steps
from voordeur.stages.reach.rules.story import Facts, Told
from voordeur.stages.reach.rules.vocabulary import (
    CLOSED_DOOR,
    DOOR_SHUT_FOR_GOOD,
    LIVE,
    AttemptResult,
    Channel,
    CollectionStage,
    Kind,
)  # fmt: skip

RESIDENT = 1
# What a person at the desk does of her own accord; the play goes on without.
_LOOKED_AT = frozenset({"decide", "follow_up", "ask_partner"})
PARTNER_DOES = "partner_does"
_VAIN: Mapping[Channel, tuple[AttemptResult, ...]] = {
    Channel.VISIT: (AttemptResult.NOBODY, AttemptResult.CHILD_OPENED, AttemptResult.NO_ACCESS, AttemptResult.LANGUAGE,
                    AttemptResult.UNSAFE, AttemptResult.LIVES_ELSEWHERE),
    Channel.APPOINTMENT: (AttemptResult.NOBODY, AttemptResult.ADULT_OPENED),
    Channel.PHONE: (AttemptResult.NO_ANSWER, AttemptResult.VOICEMAIL, AttemptResult.ADULT_OPENED, AttemptResult.WRONG_NUMBER),
    Channel.DESK: (AttemptResult.DONE,),
}  # fmt: skip
_LONGEST = timedelta(days=400)
_MOST_EVENTS = 60


@dataclass(frozen=True)
class Case:
    """One class of signals, as one made-up household. `facts`: what else is known from the first day, as (kind, facts)."""

    signals: tuple[Facts, ...]
    facts: tuple[tuple[str, Facts], ...] = ()
    phones: bool = True
    emails: bool = True
    district: str = ""
    later: Facts | None = None  # a signal that another creditor may send before anything was done


@dataclass(frozen=True)
class Path:
    """What happened in a played case up to `today`; the first signal came in on `start`."""

    case: Case
    start: date
    today: date
    events: tuple[Told, ...] = ()

    def then(self, kind: str, /, **facts: Any) -> Path:
        """The path with one more event, today."""
        return replace(self, events=(*self.events, Told(len(self.events) + 1, kind, self.today, facts)))

    def on(self, day: date) -> Path:
        """The path on a later day."""
        return replace(self, today=day)

    @property
    def own(self) -> tuple[Told, ...]:
        """What happened since the case began: without the signals and facts with which it came."""
        return self.events[len(self.case.signals) + len(self.case.facts) :]

    def since_morning(self) -> tuple[Told, ...]:
        """What we tried today."""
        return tuple(one for one in self.events if one.on == self.today and one.kind == Kind.ATTEMPT)


@dataclass
class Game:
    """A protocol being played in a town. `left`: how often it may still be asked; at 0 the search is cut and `cut` says so."""

    protocol: Protocol
    town: Town
    left: int = 12_000
    cut: bool = False
    _vain: dict[Channel, tuple[AttemptResult, ...]] = field(default_factory=dict)

    def begin(self, case: Case, start: date) -> Path:
        """The day on which the signals of a case come in."""
        path = Path(case, start, start)
        for facts in case.signals:
            path = path.then(Kind.SIGNAL_JOINED, **facts)
        for kind, facts in case.facts:
            path = path.then(kind, **facts)
        return path

    def ask(self, path: Path) -> NextSteps:
        """What the protocol asks for on that day."""
        self.left -= 1
        known = history(
            path.events,
            opened_on=path.start,
            phones=path.case.phones,
            emails=path.case.emails,
            district=path.case.district,
            clocks=self.town.clocks,
        )
        return next_steps(self.protocol, known, path.today)

    def carry_out(self, path: Path, step: Step, result: AttemptResult) -> Path:
        """A step is carried out, and this comes of it."""
        reached = result in {AttemptResult.TALKED, AttemptResult.REFUSED}
        return path.then(
            Kind.ATTEMPT, step=step.name, channel=step.channel.value, day_part=step.day_part, reached=reached,
            result=result.value, resident=RESIDENT, purpose="",
        )  # fmt: skip

    def vain(self, channel: Channel) -> tuple[AttemptResult, ...]:
        """The results in vain between which this protocol can tell the difference."""
        if channel not in self._vain:
            told_apart = {self._tells(result): result for result in reversed(_VAIN.get(channel, (AttemptResult.SENT,)))}
            self._vain[channel] = tuple(reversed(told_apart.values()))
        return self._vain[channel]

    def _tells(self, result: AttemptResult) -> tuple[object, ...]:
        counted = any(one.closed_doors is not None for one in conditions_of(self.protocol))
        shut = result in DOOR_SHUT_FOR_GOOD or result == AttemptResult.WRONG_NUMBER
        answered = tuple(result in step.after_results for step in self.protocol.steps if step.is_reply)
        return answered, shut, counted and result in CLOSED_DOOR


def conditions_of(protocol: Protocol) -> tuple[Conditions, ...]:
    """All conditions that a protocol asks: of its cases, and of each step."""
    return (protocol.audience, *(one for step in protocol.steps for one in (step.conditions, step.unless)))


def first_due(path: Path, steps: NextSteps) -> Step | None:
    """The first step that we carry out today; what the desk looks at, or did already today, is left out."""
    did = {one.facts["step"] for one in path.since_morning()}
    mine = [one for one in steps.due if one.name not in _LOOKED_AT and not (one.channel == Channel.DESK and one.name in did)]
    return mine[0] if mine else None


def next_day(path: Path, steps: NextSteps) -> date | None:
    """The first later day on which something falls due; None when nothing does."""
    days = [one.due_on for one in steps.waiting if one.due_on is not None and one.due_on > path.today]
    day = min((day for day in days), default=None)
    too_long = day is not None and day - path.start > _LONGEST
    return None if too_long or len(path.events) > _MOST_EVENTS else day


def moves(game: Game, path: Path, steps: NextSteps) -> list[Path]:
    """Every way in which it can go on from here, the most likely last."""
    onward: list[Path] = []
    day = next_day(path, steps)
    step = first_due(path, steps)
    if not path.since_morning():
        onward += _elsewhere(game, path, steps)
        if day is not None and step is None and day - path.today > timedelta(days=1):
            onward += _elsewhere(game, path.on(day - timedelta(days=1)), steps)
    if len(path.events) > _MOST_EVENTS:
        return []
    if step is not None:
        onward += [game.carry_out(path, step, result) for result in reversed(game.vain(step.channel))]
    elif day is not None:
        onward.append(path.on(day))
    return onward


def _elsewhere(game: Game, path: Path, steps: NextSteps) -> Iterator[Path]:
    """What creditors may do that day: report a step of their own; once in a path, move collection on or send another signal."""
    for one in steps.waiting:
        if one.code == PARTNER_DOES:
            yield path.then(Kind.PARTNER_STEP, step=one.name, partner=1)
    if any(one.kind in {Kind.SIGNAL_JOINED, Kind.STAGE} for one in path.own):
        return
    if path.case.later is not None and not any(one.kind == Kind.ATTEMPT for one in path.own):
        yield path.then(Kind.SIGNAL_JOINED, **path.case.later)
    for stage in stages_named(game.protocol):
        yield path.then(Kind.STAGE, stage=stage.value, partner=1)


def stages_named(protocol: Protocol) -> tuple[CollectionStage, ...]:
    """The stages of collection on which anything in the protocol depends, in their order."""
    named = {step.after_stage for step in protocol.steps if step.after_stage}
    for one in conditions_of(protocol):
        named |= one.stages
    return tuple(stage for stage in CollectionStage if stage in named)


def offered(protocol: Protocol, path: Path) -> date | None:
    """The day of the first offer: a letter or message of the municipality's own that offers help, or somebody spoken to."""
    for event in path.events:
        if event.kind == Kind.ATTEMPT and _offers(protocol.step(str(event.facts["step"])), event.facts):
            return event.on
    return None


def _offers(step: Written | None, facts: Facts) -> bool:
    if facts["reached"]:
        return True
    silent = LIVE | {Channel.APPOINTMENT, Channel.DESK}
    return step is not None and step.offers and step.channel not in silent and facts["result"] == AttemptResult.SENT
