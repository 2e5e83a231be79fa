"""Reading a case's events into its history, so that it does not matter in which order they arrived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from voordeur.stages.reach.rules.appointments import agreed_in
from voordeur.stages.reach.rules.clocks import NO_CLOCKS, Clocks
from voordeur.stages.reach.rules.proposed import tells_of_appointment
from voordeur.stages.reach.rules.story import (
    Asked,
    Decided,
    Facts,
    History,
    Joined,
    PartnerStep,
    PartnerTried,
    Reached,
    Said,
    Settled,
    Told,
    Tried,
)
from voordeur.stages.reach.rules.vocabulary import CollectionStage, Kind

__all__ = ["Facts", "History", "Joined", "Said", "Settled", "Told", "Tried", "history", "standing_facts"]

_TWO = 2
_RANK = {stage.value: rank for rank, stage in enumerate(CollectionStage)}


def history(
    told: Iterable[Told],
    *,
    opened_on: date,
    closed: bool = False,
    phones: bool = False,
    emails: bool = False,
    represented: Collection[int] = (),
    district: str = "",
    clocks: Clocks = NO_CLOCKS,
) -> History:
    """The history that these events tell, whatever their order. Unknown kinds and facts are passed over.

    What was corrected counts as never told; so does a correction that was itself corrected.
    """
    of = _by_kind(standing_facts(told))
    signals = _signals(of.get(Kind.SIGNAL_JOINED, []), of.get(Kind.SIGNAL_LEFT, []))
    made = _merged(of, Kind.AGREEMENT, Kind.REFERRAL)
    return History(
        opened_on=opened_on,
        signals=signals,
        noes=_noes(of.get(Kind.NO, []), of.get(Kind.UNDO_NO, [])),
        gone=tuple(map(_said, _merged(of, Kind.MOVED, Kind.DECEASED))),
        answers=tuple(map(_said, _merged(of, Kind.ACCEPTED, Kind.DECLINED))),
        offered_on=_last(of.get(Kind.OFFER, [])),
        agreed_on=_last(made),
        plan_open=_plan_open(made),
        stages=_stages(signals, of.get(Kind.STAGE, [])),
        lanes=frozenset(str(event.facts.get("lane", "")) for event in of.get(Kind.LANE, [])),
        minors=any(event.facts.get("minors") is True for event in of.get(Kind.HOUSEHOLD, [])[-1:]),
        closed=closed or Kind.CLOSED in of,
        phones=phones,
        emails=emails,
        represented=frozenset(represented),
        district=district,
        clocks=clocks,
        **_as_told(of),
    )


def _as_told(of: Mapping[str, list[Told]]) -> dict[str, Any]:
    """The fields of a history that take over events of one kind as they were told."""
    read = {field: tuple(map(reader, of[kind])) for kind, (field, reader) in _READ.items() if kind in of}
    if Kind.APPOINTMENT in of:
        read |= _about_appointments(of, read.get("attempts", ()))
    return read


def _about_appointments(of: Mapping[str, list[Told]], attempts: Collection[Tried]) -> dict[str, Any]:
    return {
        "appointments": agreed_in(of[Kind.APPOINTMENT], of.get(Kind.ATTEMPT, [])),
        "attempts": tuple(one for one in attempts if not tells_of_appointment(one.step)),
        "notices": tuple(one for one in attempts if tells_of_appointment(one.step)),
    }


def standing_facts(told: Iterable[Told]) -> list[Told]:
    """The events that nothing takes back. A correction is younger (a higher id) than what it corrects."""
    events = list(told)
    corrections = [event for event in events if event.corrects is not None]
    if not corrections:
        return events
    taken_back: set[int | None] = set()
    for event in sorted(corrections, key=lambda one: one.id, reverse=True):
        if event.id not in taken_back:
            taken_back.add(event.corrects)
    return [event for event in events if event.id not in taken_back]


def _by_kind(events: Collection[Told]) -> dict[str, list[Told]]:
    """The events of each kind, oldest first."""
    found: dict[str, list[Told]] = {}
    for event in events:
        found.setdefault(event.kind, []).append(event)
    for some in found.values():
        _put_in_order(some)
    return found


def _merged(of: Mapping[str, list[Told]], kind: Kind, other: Kind) -> list[Told]:
    """The events of two kinds, oldest first."""
    mine, others = of.get(kind, []), of.get(other, [])
    return sorted(mine + others, key=lambda one: (one.on, one.kind)) if mine and others else mine or others


def _put_in_order(events: list[Told]) -> None:
    """By day and content, never by arrival; content is only looked at on a day that holds two of them."""
    if len(events) < _TWO:
        return
    events.sort(key=lambda one: one.on)
    days = Counter(one.on for one in events)
    if len(days) < len(events):
        events.sort(key=lambda one: (one.on, repr(sorted(one.facts.items())) if days[one.on] > 1 else ""))


def _plan_open(events: list[Told]) -> bool:
    done = {_id(event, "agreement") for event in events if event.facts.get("kind") == "done"}
    return any(_id(event, "agreement") not in done for event in events)


def _last(events: list[Told]) -> date | None:
    return max((event.on for event in events), default=None)


def _id(event: Told, key: str) -> int | None:
    value = event.facts.get(key)
    return value if isinstance(value, int) else None


def _day(value: object) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _word(event: Told, key: str) -> str:
    return str(event.facts.get(key) or "")


def _said(event: Told) -> Said:
    return Said(event.on, event.kind, _id(event, "resident"))


def _fact(key: str) -> Callable[[Told], Said]:
    return lambda event: Said(event.on, _word(event, key), _id(event, "resident"))


def _tried(event: Told) -> Tried:
    facts = event.facts
    return Tried(
        on=event.on,
        step=_word(event, "step"),
        channel=_word(event, "channel"),
        day_part=_word(event, "day_part"),
        reached=bool(facts.get("reached", False)),
        result=_word(event, "result"),
        resident=_id(event, "resident"),
        purpose=_word(event, "purpose"),
        come_back_on=_day(facts.get("come_back_on")),
    )


def _settled(event: Told) -> Settled:
    return Settled(event.on, _id(event, "signal"), _id(event, "partner"), _id(event, "amount_cents"))


def _partner_tried(event: Told) -> PartnerTried:
    reached = bool(event.facts.get("reached", False))
    return PartnerTried(event.on, _id(event, "partner"), _word(event, "channel"), reached, _id(event, "number"))


def _partner_step(event: Told) -> PartnerStep:
    return PartnerStep(event.on, _word(event, "step"), _id(event, "partner"))


def _asked(event: Told) -> Asked:
    wanted = _day(event.facts.get("on"))
    return Asked(event.on, _word(event, "asked"), _id(event, "resident"), wanted, _word(event, "day_part"))


def _decided(event: Told) -> Decided:
    return Decided(event.on, _word(event, "step"), _word(event, "decision"), _day(event.facts.get("until")))


def _signals(joined: list[Told], left: list[Told]) -> tuple[Joined, ...]:
    """The signals in the case now: those that joined more often than they left."""
    if not left:
        return tuple(map(_join, {_id(event, "signal"): event for event in joined}.values()))
    balance = Counter(_id(event, "signal") for event in joined)
    balance.subtract(_id(event, "signal") for event in left)
    latest = {_id(event, "signal"): event for event in joined}
    return tuple(_join(event) for signal, event in latest.items() if balance[signal] > 0)


def _join(event: Told) -> Joined:
    facts = event.facts
    months = facts.get("months")
    return Joined(
        signal=_id(event, "signal") or 0,
        on=event.on,
        partner=_id(event, "partner"),
        kind=_word(event, "kind"),
        amount_cents=_id(event, "amount_cents") or 0,
        signal_type=_word(event, "signal_type"),
        resident=_id(event, "resident"),
        threatening=bool(facts.get("threatening", False)),
        letter_only=bool(facts.get("letter_only", False)),
        months=float(months) if isinstance(months, int | float) else None,
        stage=_word(event, "stage"),
    )


def _stages(signals: Collection[Joined], events: list[Told]) -> tuple[Reached, ...]:
    """How collection went on. That a creditor reports the stage which it reported before is no further step."""
    told = [Reached(one.on, one.stage, one.partner, one.signal) for one in signals if one.stage]
    for event in events:
        word = _word(event, "stage")
        told.append(Reached(event.on, word, _id(event, "partner"), _id(event, "signal"), _word(event, "because")))
    if not told:
        return ()
    latest: dict[int | None, str] = {}
    kept: list[Reached] = []
    for one in sorted(told, key=lambda one: (one.on, _RANK.get(one.stage, 0), bool(one.because))):
        if latest.get(one.partner) != one.stage or one.because:
            kept.append(one)
        latest[one.partner] = one.stage
    return tuple(kept)


def _noes(said: list[Told], undone: list[Told]) -> tuple[Said, ...]:
    """The noes that hold: one is lifted by an undoing of the same no by the same person on that day or later."""
    if not said:
        return ()
    return tuple(
        Said(no.on, _word(no, "no"), _id(no, "resident"))
        for no in said
        if not any(
            undo.facts.get("no") == no.facts.get("no") and _id(undo, "resident") == _id(no, "resident") and undo.on >= no.on
            for undo in undone
        )
    )


# What each kind becomes, where one event is one of them.
_READ: Mapping[str, tuple[str, Callable[[Told], Any]]] = {
    Kind.ATTEMPT: ("attempts", _tried),
    Kind.CHANNEL_FACT: ("channel_facts", _fact("fact")),
    Kind.PAYMENT: ("payments", _settled),
    Kind.ARRANGEMENT: ("arrangements", _settled),
    Kind.KNOWN_ELSEWHERE: ("elsewhere", _fact("where")),
    Kind.PARTNER_ATTEMPT: ("partner_attempts", _partner_tried),
    Kind.PARTNER_STEP: ("partner_steps", _partner_step),
    Kind.ASKED: ("asked", _asked),
    Kind.SAYS_PAID: ("says_paid", _said),
    Kind.STEP_OVERRULED: ("overruled", _decided),
}
