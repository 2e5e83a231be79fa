"""The story of a case as the protocol sees it: facts without order, so that it does not matter in which order they arrived."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from voordeur.stages.reach.rules.vocabulary import Kind

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """One event as stored: what happened on a day. `corrects` is the id of an event that this one takes back."""

    id: int
    kind: str
    on: date
    facts: Facts = field(default_factory=dict)
    corrects: int | None = None


@dataclass(frozen=True)
class Joined:
    """A signal in the case."""

    signal: int
    on: date
    partner: int | None
    kind: str
    amount_cents: int
    signal_type: str
    resident: int | None
    threatening: bool
    letter_only: bool


@dataclass(frozen=True)
class Tried:
    """One contact attempt."""

    on: date
    step: str
    channel: str
    day_part: str
    reached: bool
    result: str
    resident: int | None
    purpose: str
    come_back_on: date | None


@dataclass(frozen=True)
class Said:
    """Something that one person said or that became known of one person (None: of everybody in the case)."""

    on: date
    what: str
    resident: int | None


@dataclass(frozen=True)
class Settled:
    """A payment or an arrangement: for one signal, for one partner, or (both None) for everything in the case.

    `amount_cents` None: all that was owed.
    """

    on: date
    signal: int | None
    partner: int | None
    amount_cents: int | None


@dataclass(frozen=True)
class History:
    """What happened in one case. `phones`, `emails`: whether a number, an address for mail is known of anybody in it.

    `represented`: the people for whom an administrator or curator acts (P06).
    """

    opened_on: date
    signals: tuple[Joined, ...] = ()
    attempts: tuple[Tried, ...] = ()
    noes: tuple[Said, ...] = ()  # what: vocabulary.No; those that were undone are left out
    channel_facts: tuple[Said, ...] = ()  # what: vocabulary.ChannelFact
    payments: tuple[Settled, ...] = ()
    arrangements: tuple[Settled, ...] = ()
    gone: tuple[Said, ...] = ()  # what: moved, deceased
    answers: tuple[Said, ...] = ()  # what: accepted, declined
    offered_on: date | None = None
    agreed_on: date | None = None  # an agreement or referral was made
    plan_open: bool = False  # something agreed is not ticked off yet
    closed: bool = False
    phones: bool = False
    emails: bool = False
    represented: frozenset[int] = frozenset()

    @property
    def residents(self) -> frozenset[int]:
        """The people whom the case's signals are about."""
        return frozenset(one.resident for one in self.signals if one.resident is not None)


def history(
    told: Iterable[Told],
    *,
    opened_on: date,
    closed: bool = False,
    phones: bool = False,
    emails: bool = False,
    represented: Collection[int] = (),
) -> History:
    """The history that these events tell, whatever their order. Unknown kinds and facts are passed over."""
    events = list(told)
    taken_back = {event.corrects for event in events if event.corrects is not None}
    valid = sorted((event for event in events if event.id not in taken_back), key=_order)
    of = _by_kind(valid)
    return History(
        opened_on=opened_on,
        signals=_signals(of(Kind.SIGNAL_JOINED), of(Kind.SIGNAL_LEFT)),
        attempts=tuple(_tried(event) for event in of(Kind.ATTEMPT)),
        noes=_noes(of(Kind.NO), of(Kind.UNDO_NO)),
        channel_facts=tuple(Said(e.on, str(e.facts.get("fact", "")), _resident(e)) for e in of(Kind.CHANNEL_FACT)),
        payments=tuple(_settled(event) for event in of(Kind.PAYMENT)),
        arrangements=tuple(_settled(event) for event in of(Kind.ARRANGEMENT)),
        gone=tuple(Said(e.on, e.kind, _resident(e)) for e in of(Kind.MOVED, Kind.DECEASED)),
        answers=tuple(Said(e.on, e.kind, _resident(e)) for e in of(Kind.ACCEPTED, Kind.DECLINED)),
        offered_on=_last(of(Kind.OFFER)),
        agreed_on=_last(of(Kind.AGREEMENT, Kind.REFERRAL)),
        plan_open=_plan_open(of(Kind.AGREEMENT, Kind.REFERRAL)),
        closed=closed or bool(of(Kind.CLOSED)),
        phones=phones,
        emails=emails,
        represented=frozenset(represented),
    )


class _by_kind:  # noqa: N801 - reads as a question: of(Kind.NO)
    def __init__(self, events: Collection[Told]) -> None:
        self._events = events

    def __call__(self, *kinds: Kind) -> list[Told]:
        return [event for event in self._events if event.kind in kinds]


def _order(event: Told) -> tuple[date, str, str]:
    """By day and content, never by arrival."""
    return event.on, event.kind, repr(sorted((key, repr(value)) for key, value in event.facts.items()))


def _plan_open(events: list[Told]) -> bool:
    done = {_id(event, "agreement") for event in events if event.facts.get("kind") == "done"}
    return any(_id(event, "agreement") not in done for event in events)


def _last(events: list[Told]) -> date | None:
    return max((event.on for event in events), default=None)


def _id(event: Told, key: str) -> int | None:
    value = event.facts.get(key)
    return value if isinstance(value, int) else None


def _resident(event: Told) -> int | None:
    return _id(event, "resident")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _tried(event: Told) -> Tried:
    facts = event.facts
    return Tried(
        on=event.on,
        step=str(facts.get("step", "")),
        channel=str(facts.get("channel", "")),
        day_part=str(facts.get("day_part", "")),
        reached=bool(facts.get("reached", False)),
        result=str(facts.get("result", "")),
        resident=_resident(event),
        purpose=str(facts.get("purpose", "")),
        come_back_on=_day(facts.get("come_back_on")),
    )


def _settled(event: Told) -> Settled:
    return Settled(event.on, _id(event, "signal"), _id(event, "partner"), _id(event, "amount_cents"))


def _signals(joined: list[Told], left: list[Told]) -> tuple[Joined, ...]:
    """The signals in the case now: those that joined more often than they left."""
    latest = {_id(event, "signal"): event for event in joined}
    stays = [
        event
        for signal, event in latest.items()
        if sum(_id(e, "signal") == signal for e in joined) > sum(_id(e, "signal") == signal for e in left)
    ]
    return tuple(_join(event) for event in stays)


def _join(event: Told) -> Joined:
    facts = event.facts
    return Joined(
        signal=_id(event, "signal") or 0,
        on=event.on,
        partner=_id(event, "partner"),
        kind=str(facts.get("kind", "")),
        amount_cents=_id(event, "amount_cents") or 0,
        signal_type=str(facts.get("signal_type", "")),
        resident=_resident(event),
        threatening=bool(facts.get("threatening", False)),
        letter_only=bool(facts.get("letter_only", False)),
    )


def _noes(said: list[Told], undone: list[Told]) -> tuple[Said, ...]:
    """The noes that hold: one is lifted by an undoing of the same no by the same person on that day or later."""
    return tuple(
        Said(no.on, str(no.facts.get("no", "")), _resident(no))
        for no in said
        if not any(
            undo.facts.get("no") == no.facts.get("no") and _resident(undo) == _resident(no) and undo.on >= no.on
            for undo in undone
        )
    )
