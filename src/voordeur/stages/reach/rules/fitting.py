"""Whether conditions of a protocol hold for a case. Each word is true, false, or (None) not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from voordeur.stages.reach.rules.language.protocol import Conditions, Range
from voordeur.stages.reach.rules.story import History, Joined, Tried
from voordeur.stages.reach.rules.vocabulary import ChannelFact

_EURO = 100


class Known(Protocol):
    """What conditions ask of a case (`approach.Approach`)."""

    history: History
    open: tuple[Joined, ...]
    attempts: list[Tried]

    @property
    def stage(self) -> str:
        """The furthest that collection has come."""

    @property
    def threatening(self) -> bool:
        """Whether the situation is threatening."""

    @property
    def offered(self) -> bool:
        """Whether help was offered."""

    @property
    def closed_doors(self) -> int:
        """At how many visits nobody opened."""

    @property
    def partner_attempts(self) -> int:
        """How often a creditor tried by itself."""


def lacking(asked: Conditions, case: Known) -> str:
    """The first word of the conditions that does not hold; "" when all do.

    What is asked of signals must hold for one open signal together. What nobody knows counts as fitting: doubt works for the
    resident.
    """
    words = asked.asked
    of_signals = [word for word in words if word in _OF_A_SIGNAL]
    if of_signals and not any(all(_of_signal(word, asked, one) is not False for word in of_signals) for one in case.open):
        return next((word for word in of_signals if _any_signal(word, asked, case) is False), of_signals[0])
    return next((word for word in words if word in _OF_A_CASE and _of_case(word, asked, case) is False), "")


def leaving_out(unless: Conditions, case: Known) -> str:
    """The first word that leaves a step out, for one is enough; "" when none does. What nobody knows leaves nothing out."""
    for word in unless.asked:
        holds = _any_signal(word, unless, case) if word in _OF_A_SIGNAL else _of_case(word, unless, case)
        if holds:
            return word
    return ""


def _any_signal(word: str, asked: Conditions, case: Known) -> bool | None:
    answers = [_of_signal(word, asked, one) for one in case.open]
    return True if True in answers else None if None in answers else False


def _of_signal(word: str, asked: Conditions, signal: Joined) -> bool | None:
    return _OF_A_SIGNAL[word](asked, signal)


def _of_case(word: str, asked: Conditions, case: Known) -> bool | None:
    return _OF_A_CASE[word](asked, case)


def _within(bounds: Range | None, value: float | None) -> bool | None:
    if bounds is None or value is None:
        return None
    return bounds.holds(value)


_OF_A_SIGNAL: Mapping[str, Callable[[Conditions, Joined], bool | None]] = {
    "kinds": lambda asked, one: one.kind in asked.kinds,
    "signal_types": lambda asked, one: one.signal_type in asked.signal_types,
    "months": lambda asked, one: _within(asked.months, one.months),
    "amount": lambda asked, one: _within(asked.amount, one.amount_cents / _EURO if one.amount_cents else None),
}
_OF_A_CASE: Mapping[str, Callable[[Conditions, Known], bool | None]] = {
    "districts": lambda asked, case: case.history.district in asked.districts if case.history.district else None,
    "stages": lambda asked, case: case.stage in asked.stages,
    "lanes": lambda asked, case: bool(case.history.lanes & asked.lanes),
    "several_creditors": lambda asked, case: asked.several_creditors == (len({one.partner for one in case.open}) > 1),
    "threatening": lambda asked, case: asked.threatening == case.threatening,
    "minors": lambda asked, case: asked.minors == case.history.minors,
    "offered": lambda asked, case: asked.offered == case.offered,
    "phone": lambda asked, case: asked.phone == case.history.phones,
    "email": lambda asked, case: asked.email == case.history.emails,
    "post_unopened": lambda asked, case: (
        asked.post_unopened == any(one.what == ChannelFact.UNOPENED for one in case.history.channel_facts)
    ),
    "closed_doors": lambda asked, case: _within(asked.closed_doors, case.closed_doors),
    "attempts": lambda asked, case: _within(asked.attempts, len(case.attempts)),
    "partner_attempts": lambda asked, case: _within(asked.partner_attempts, case.partner_attempts),
}
