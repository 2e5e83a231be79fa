"""Which facts each kind of event may carry: codes, references, cents and dates; never a name, an address or free text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from voordeur.stages.reach.rules.vocabulary import (
    AppointmentChange,
    AppointmentKind,
    Asked,
    ChannelFact,
    CollectionStage,
    EvictedBecause,
    Kind,
    Lane,
    No,
    Overruling,
)


class FactError(ValueError):
    """A kind or fact is not known or not in order. `what`: kind, fact, value or missing; `word`: which one."""

    def __init__(self, what: str, word: str) -> None:
        super().__init__(f"{what}: {word}")
        self.what, self.word = what, word


_Check = Callable[[object], bool]
_CODE = re.compile(r"[A-Za-z0-9@/_.:\- ()&]{0,80}")


def _reference(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0)


def _cents(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _tenths(value: object) -> bool:
    """A number of months, to one decimal; None where the creditor did not say."""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10_000)


def _day(value: object) -> bool:
    if value is None:
        return True
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _code(value: object) -> bool:
    """A short word of the program's own; a literal of DDAS."""
    return isinstance(value, str) and bool(_CODE.fullmatch(value))


def _one_of(words: frozenset[str]) -> _Check:
    return lambda value: isinstance(value, str) and value in words


_ATTEMPT: Mapping[str, _Check] = {
    "step": _code, "channel": _code, "day_part": _code, "reached": _flag, "result": _code, "resident": _reference,
    "purpose": _code, "batch": _reference, "text_version": _code, "come_back_on": _day, "come_back_part": _code,
    "stop": _reference, "language": _code, "asked_leave": _flag, "appointment": _reference,
}  # fmt: skip
_JOINED: Mapping[str, _Check] = {
    "signal": _reference, "partner": _reference, "kind": _code, "amount_cents": _cents, "signal_type": _code, "oldest_due": _day,
    "resident": _reference, "threatening": _flag, "letter_only": _flag, "months": _tenths, "stage": _code,
}  # fmt: skip
_PERSON: Mapping[str, _Check] = {"resident": _reference}

FACTS: Mapping[str, Mapping[str, _Check]] = {
    Kind.OPENED: {"protocol": _code},
    Kind.SIGNAL_JOINED: _JOINED,
    Kind.SIGNAL_LEFT: {"signal": _reference},
    Kind.ATTEMPT: _ATTEMPT,
    Kind.NO: {"no": _one_of(frozenset(No)), "resident": _reference},
    Kind.UNDO_NO: {"no": _one_of(frozenset(No)), "resident": _reference},
    Kind.CHANNEL_FACT: {"channel": _code, "fact": _one_of(frozenset(ChannelFact)), "resident": _reference},
    Kind.PAYMENT: {"signal": _reference, "partner": _reference, "amount_cents": _cents},
    Kind.ARRANGEMENT: {"signal": _reference, "partner": _reference},
    Kind.MOVED: _PERSON,
    Kind.DECEASED: _PERSON,
    Kind.OFFER: _PERSON,
    Kind.ACCEPTED: _PERSON,
    Kind.DECLINED: _PERSON,
    Kind.AGREEMENT: {"agreement": _reference, "kind": _code},
    Kind.REFERRAL: {"agreement": _reference, "to": _code},
    Kind.OVERRULED: {"signal": _reference, "status": _code},
    Kind.PROTOCOL_MOVED: {"protocol": _code},
    Kind.REPRESENTED: {"resident": _reference, "kind": _code},
    Kind.UNREPRESENTED: _PERSON,
    Kind.STAGE: {
        "stage": _one_of(frozenset(CollectionStage)),
        "partner": _reference,
        "signal": _reference,
        "because": _one_of(frozenset(EvictedBecause)),
    },
    Kind.PARTNER_ATTEMPT: {
        "partner": _reference,
        "channel": _code,
        "day_part": _code,
        "reached": _flag,
        "result": _code,
        "number": _cents,
    },
    Kind.PARTNER_STEP: {"partner": _reference, "step": _code},
    Kind.KNOWN_ELSEWHERE: {"resident": _reference, "where": _code},
    Kind.ASKED: {"resident": _reference, "asked": _one_of(frozenset(Asked)), "on": _day, "day_part": _code, "via": _code},
    Kind.SAYS_PAID: {"resident": _reference, "via": _code},
    Kind.APPOINTMENT: {
        "appointment": _reference,
        "turn": _reference,
        "state": _one_of(frozenset(AppointmentChange)),
        "kind": _one_of(frozenset(AppointmentKind)),
        "on": _day,
        "at": _code,
        "resident": _reference,
        "by_resident": _flag,
        "via": _code,
        "tell": _code,
        "remind": _flag,
    },
    Kind.LANE: {"resident": _reference, "lane": _one_of(frozenset(Lane)), "basis": _code},
    Kind.HOUSEHOLD: {"minors": _flag},
    Kind.STEP_OVERRULED: {"step": _code, "decision": _one_of(frozenset(Overruling)), "until": _day},
    Kind.CORRECTION: {},
    Kind.CLOSED: {"outcome": _code},
}
_NEEDED: Mapping[str, frozenset[str]] = {
    Kind.NO: frozenset({"no", "resident"}),
    Kind.UNDO_NO: frozenset({"no", "resident"}),
    Kind.CHANNEL_FACT: frozenset({"channel", "fact"}),
    Kind.STAGE: frozenset({"stage"}),
    Kind.PARTNER_STEP: frozenset({"step"}),
    Kind.ASKED: frozenset({"asked"}),
    Kind.LANE: frozenset({"lane", "basis"}),
    Kind.APPOINTMENT: frozenset({"appointment", "turn", "state", "kind", "on", "at"}),
    Kind.STEP_OVERRULED: frozenset({"step", "decision"}),
}


def check_facts(kind: str, facts: Mapping[str, object]) -> dict[str, Any]:
    """The facts as they may be stored. Raises FactError for a kind, fact or value that is not known."""
    if kind not in FACTS:
        raise FactError("kind", kind)
    known = FACTS[kind]
    for name, value in facts.items():
        if name not in known:
            raise FactError("fact", name)
        if not known[name](value):
            raise FactError("value", name)
    for name in sorted(_NEEDED.get(kind, frozenset()) - facts.keys()):
        raise FactError("missing", name)
    return dict(facts)
