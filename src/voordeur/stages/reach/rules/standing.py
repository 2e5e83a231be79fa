"""Where each signal of a case stands: may be worked on, was settled, or is covered by a no (P10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from voordeur.stages.reach.rules.language.protocol import OF_HELP, End, Protocol
from voordeur.stages.reach.rules.noes import News, about, brings_news, noes_to_help, said_by
from voordeur.stages.reach.rules.story import History, Joined, Said, Settled
from voordeur.stages.reach.rules.vocabulary import Kind, No


class Standing(NamedTuple):
    """The signals of a case by what may be done about them.

    `open`: people may be approached, of whom those in `covered` (signal numbers) not by the channels that a no to help covers.
    `anew`: what is new after a no to help for what was there then: one closed letter with the way back. `ended`: why the others
    need nothing, as codes.
    """

    open: tuple[Joined, ...]
    anew: tuple[News, ...]
    ended: tuple[str, ...]
    covered: frozenset[int] = frozenset()

    @property
    def since(self) -> date | None:
        """The day of the first signal that is still open: what was tried before that was about something else."""
        return min((one.on for one in self.open), default=None)


def standing(protocol: Protocol, history: History) -> Standing:
    """Sort the signals of a case. Every signal lands in exactly one place."""
    if not (history.noes or history.answers or history.payments or history.arrangements or history.gone or history.elsewhere):
        return Standing(history.signals, (), ())
    noes = noes_to_help(protocol, history)
    everything = protocol.noes.help >= OF_HELP
    open_: list[Joined] = []
    anew: list[News] = []
    ended: list[str] = []
    covered: set[int] = set()
    for signal in history.signals:
        mine = about(noes, signal)
        if code := _ended(protocol, history, signal):
            ended.append(code)
        elif not mine:
            open_.append(signal)
        elif news := brings_news(protocol, history, signal, mine):
            anew.append(news)
        elif everything or any(no.what == Kind.DECLINED for no in mine):
            ended.append(_no_code(mine))
        else:
            open_.append(signal)
            covered.add(signal.signal)
    return Standing(tuple(open_), tuple(anew), tuple(sorted(set(ended))), frozenset(covered))


def accepted(protocol: Protocol, history: History) -> tuple[Said, ...]:
    """The acceptances of help that hold: nobody died or left since, and nobody said no on that day or later."""
    if not history.answers:
        return ()
    noes = noes_to_help(protocol, history)
    gone = [one for one in history.gone if _ends(protocol, one)]
    return tuple(
        said
        for said in history.answers
        if said.what == Kind.ACCEPTED
        and not said_by(gone, said.resident)
        and not said_by([no for no in noes if no.on >= said.on], said.resident)
        and not said_by([no for no in history.noes if no.what == No.APPROACH], said.resident)
    )


def _ends(protocol: Protocol, gone: Said) -> bool:
    return (End.DECEASED if gone.what == Kind.DECEASED else End.MOVED) in protocol.ends


def _ended(protocol: Protocol, history: History, signal: Joined) -> str:
    """Why nothing has to be done about a signal any more, whatever anybody said; "" when something may.

    An end that the protocol does not list does not end; an objection to being approached always does (AVG art. 21).
    """
    if history.payments and End.PAID in protocol.ends and _paid(history, signal):
        return "paid"
    if End.ARRANGED in protocol.ends and any(_is_about(one, signal) for one in history.arrangements):
        return "arranged"
    for kind in (Kind.DECEASED, Kind.MOVED):
        if said_by([one for one in history.gone if one.what == kind and _ends(protocol, one)], signal.resident):
            return kind.value
    if End.KNOWN_ELSEWHERE in protocol.ends and said_by(
        [one for one in history.elsewhere if one.on >= signal.on], signal.resident
    ):
        return "known_elsewhere"
    if said_by([no for no in history.noes if no.what == No.APPROACH], signal.resident):
        return "no_approach"
    return ""


def _paid(history: History, signal: Joined) -> bool:
    """Paid in full: by a payment of all that was owed, or by parts that come to it."""
    mine = [one for one in history.payments if _is_about(one, signal)]
    if any(one.amount_cents is None for one in mine):
        return True
    of_all = [one for one in mine if one.signal is None and one.partner is None]
    of_partner = [one for one in mine if one not in of_all]
    everything = sum(_owed(history, partner) for partner in {one.partner for one in history.signals})
    return (bool(of_all) and _sum(of_all) >= everything) or (
        bool(of_partner) and _sum(of_partner) >= _owed(history, signal.partner)
    )


def _is_about(settled: Settled, signal: Joined) -> bool:
    """Whether a payment or arrangement covers a signal; what is reported later is not covered, unless it is named."""
    if settled.signal is not None and settled.signal == signal.signal:
        return True
    everything = settled.signal is None and settled.partner is None
    return signal.on <= settled.on and (everything or (settled.partner is not None and settled.partner == signal.partner))


def _sum(settled: Collection[Settled]) -> int:
    return sum(one.amount_cents or 0 for one in settled)


def _owed(history: History, partner: int | None) -> int:
    """What one partner is owed: its highest amount, for a later signal repeats the arrear that it adds to."""
    return max((one.amount_cents for one in history.signals if one.partner == partner), default=0)


def _no_code(noes: Sequence[Said]) -> str:
    return "declined" if any(no.what == Kind.DECLINED for no in noes) else "no_help"
