"""What a no covers, and what brings one closed letter after it (P10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from voordeur.stages.reach.rules.language.protocol import End, Protocol
from voordeur.stages.reach.rules.story import History, Joined, Said
from voordeur.stages.reach.rules.vocabulary import Kind, No


class News(NamedTuple):
    """Something that a person who said no should be told of once: a signal, and the day on which it became so."""

    on: date
    signal: Joined


def noes_to_help(protocol: Protocol, history: History) -> list[Said]:
    """Noes to help, and offers declined, which are the same where a refusal ends the approach.

    A later acceptance by the same person lifts them.
    """
    said = [no for no in history.noes if no.what == No.HELP]
    if End.REFUSED in protocol.ends:
        said += [answer for answer in history.answers if answer.what == Kind.DECLINED]
    if not said:
        return said
    yes = [answer for answer in history.answers if answer.what == Kind.ACCEPTED]
    return [no for no in said if not any(one.resident == no.resident and one.on > no.on for one in yes)]


def noes_to_visits(history: History) -> list[Said]:
    """The noes to visits; one of a household is enough, for the door is everybody's."""
    return [no for no in history.noes if no.what == No.VISITS]


def about(noes: Collection[Said], signal: Joined) -> list[Said]:
    """The noes that a signal's person said, or that were said for everybody."""
    return [no for no in noes if no.resident is None or no.resident == signal.resident]


def said_by(said: Collection[Said], resident: int | None) -> bool:
    """Whether it was said by (or of) this person, or of everybody."""
    return any(one.resident is None or one.resident == resident for one in said)


def brings_news(protocol: Protocol, history: History, signal: Joined, noes: Sequence[Said]) -> News | None:
    """What is new about a signal since the last of these noes: it came after it and is new, grown or pressing, or became so.

    A repeat of what was known when the no was said, by the same creditor and not higher, is no news.
    """
    last = max(no.on for no in noes)
    pressing = [
        one.on
        for one in history.stages
        if one.on > last and one.stage in protocol.conversation.threatening and one.partner in (None, signal.partner)
    ]
    if signal.on > last and (_is_new(history, signal, last) or _is_pressing(protocol, signal)):
        return News(max([signal.on, *pressing]), signal)
    return News(max(pressing), signal) if pressing else None


def _is_new(history: History, signal: Joined, no_on: date) -> bool:
    """Whether this creditor was not known on the day of the no, or asks more than it did then."""
    known = [one.amount_cents for one in history.signals if one.partner == signal.partner and one.on <= no_on]
    return not known or signal.amount_cents > max(known)


def _is_pressing(protocol: Protocol, signal: Joined) -> bool:
    return signal.signal_type == "end_of_supply" or is_threatening(protocol, signal)


def is_threatening(protocol: Protocol, signal: Joined) -> bool:
    """Whether a signal itself tells of a threatening situation, by law's list or by the protocol's own (R16, R17)."""
    told = protocol.conversation.threatening
    return signal.threatening or signal.signal_type in told or signal.stage in told
