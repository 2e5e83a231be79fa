"""Where each signal of a case stands: may be worked on, was settled, or is covered by a no (P10)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from voordeur.stages.reach.rules.history import History, Joined, Said, Settled
from voordeur.stages.reach.rules.vocabulary import Kind, No


@dataclass(frozen=True)
class Standing:
    """The signals of a case by what may be done about them.

    `open`: people may be approached. `reported_anew`: reported after a no to help for what was there then: one closed letter with
    the way back. `ended`: why the others need nothing, as codes.
    """

    open: tuple[Joined, ...]
    reported_anew: tuple[Joined, ...]
    ended: tuple[str, ...]

    @property
    def since(self) -> date | None:
        """The day of the first signal that is still open: what was tried before that was about something else."""
        return min((one.on for one in self.open), default=None)


def standing(history: History) -> Standing:
    """Sort the signals of a case. Every signal lands in exactly one place."""
    open_, anew, ended = [], [], []
    for signal in history.signals:
        code = _ended(history, signal)
        if code is not None:
            ended.append(code)
        elif _covered(_noes_to_help(history), signal, before=True):
            ended.append(_no_code(history, signal))
        elif _covered(_noes_to_help(history), signal):
            anew.append(signal)
        else:
            open_.append(signal)
    return Standing(tuple(open_), tuple(anew), tuple(sorted(set(ended))))


def accepted(history: History) -> tuple[Said, ...]:
    """The acceptances of help that hold: nobody died or left since, and nobody said no on that day or later."""
    return tuple(
        said
        for said in history.answers
        if said.what == Kind.ACCEPTED
        and not _said_by(history.gone, said.resident)
        and not _said_by([no for no in _noes_to_help(history) if no.on >= said.on], said.resident)
        and not _said_by([no for no in history.noes if no.what == No.APPROACH], said.resident)
    )


def no_visits(history: History) -> tuple[Said, ...]:
    """The noes to visits; one of a household is enough, for the door is everybody's."""
    return tuple(no for no in history.noes if no.what == No.VISITS)


def _ended(history: History, signal: Joined) -> str | None:
    """Why nothing has to be done about a signal any more, whatever anybody said; None when something may."""
    if _paid(history, signal):
        return "paid"
    if any(_is_about(one, signal) for one in history.arrangements):
        return "arranged"
    for kind in (Kind.DECEASED, Kind.MOVED):
        if _said_by([one for one in history.gone if one.what == kind], signal.resident):
            return kind.value
    if _said_by([no for no in history.noes if no.what == No.APPROACH], signal.resident):
        return "no_approach"
    return None


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


def _noes_to_help(history: History) -> list[Said]:
    """Noes to help, and offers declined, which are the same; a later acceptance by the same person lifts them."""
    said = [no for no in history.noes if no.what == No.HELP]
    said += [answer for answer in history.answers if answer.what == Kind.DECLINED]
    yes = [answer for answer in history.answers if answer.what == Kind.ACCEPTED]
    return [no for no in said if not any(one.resident == no.resident and one.on > no.on for one in yes)]


def _covered(noes: Collection[Said], signal: Joined, *, before: bool = False) -> bool:
    """Whether a no covers a signal's person; `before`: and the signal was there when it was said."""
    mine = [no for no in noes if no.resident is None or no.resident == signal.resident]
    if before:
        return any(signal.on <= no.on for no in mine)
    return bool(mine)


def _no_code(history: History, signal: Joined) -> str:
    declined = [answer for answer in history.answers if answer.what == Kind.DECLINED]
    return "declined" if _said_by(declined, signal.resident) else "no_help"


def _said_by(said: Collection[Said], resident: int | None) -> bool:
    """Whether it was said by (or of) this person, or of everybody."""
    return any(one.resident is None or one.resident == resident for one in said)
