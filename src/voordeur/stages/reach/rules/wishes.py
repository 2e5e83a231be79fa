"""What residents asked of us: to be called, to be visited; and what they say was paid already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from voordeur.stages.reach.rules.appointments import CALLED_OFF_BY_US, answers, to_call_about
from voordeur.stages.reach.rules.language.protocol import Protocol
from voordeur.stages.reach.rules.noes import said_by
from voordeur.stages.reach.rules.proposed import ASK_PARTNER, CALL_BACK, COME_BACK, Step
from voordeur.stages.reach.rules.story import Asked, History, Said
from voordeur.stages.reach.rules.vocabulary import LIVE, Channel, No
from voordeur.stages.reach.rules.vocabulary import Asked as Wish

_ANSWERS: Mapping[str, tuple[str, Channel]] = {
    Wish.CALL_ME: (CALL_BACK, Channel.PHONE),
    Wish.COME_BY: (COME_BACK, Channel.VISIT),
    CALLED_OFF_BY_US: (CALL_BACK, Channel.PHONE),
}


def wished(protocol: Protocol, history: History) -> list[Step]:
    """What residents asked for that was not done yet: on the day that they want, whatever else the protocol has in mind."""
    asked = (*history.asked, *to_call_about(protocol, history)) if history.appointments else history.asked
    if not asked:
        return []
    latest = {(one.asked, one.resident): one for one in asked}
    return [_answer(one) for one in latest.values() if one.asked in _ANSWERS and _is_open(protocol, history, one)]


def _answer(wish: Asked) -> Step:
    name, channel = _ANSWERS[wish.asked]
    due = max(wish.on, wish.wanted_on or wish.on)
    who = () if wish.resident is None else (wish.resident,)
    return Step(name, channel, due, wish.asked, {"on": wish.on.isoformat()}, wish.day_part, residents=who)


def _is_open(protocol: Protocol, history: History, wish: Asked) -> bool:
    if said_by(history.gone, wish.resident) or _covered(protocol, history.noes, wish):
        return False
    if history.appointments and wish.asked != CALLED_OFF_BY_US and answers(history, wish):
        return False
    name, channel = _ANSWERS[wish.asked]
    # A call of the same day may be the one after which the resident asked; one made for the wish, or that reached, answers it.
    return not any(
        (one.channel == channel or (history.kept_away and one.step == name))
        and (one.on > wish.on or (one.on == wish.on and (one.step == name or one.reached)))
        and one.resident in (None, wish.resident)
        for one in history.attempts
    )


def _covered(protocol: Protocol, noes: Sequence[Said], wish: Asked) -> bool:
    """Whether a no stands against it: an objection always, another no when it was said on that day or later."""
    covered = {No.APPROACH, No.HELP}
    if _ANSWERS[wish.asked][1] in protocol.noes.visits:
        covered.add(No.VISITS)
    return any(
        no.what in covered
        and (no.what == No.VISITS or no.resident in (None, wish.resident))
        and (no.what == No.APPROACH or no.on >= wish.on)
        for no in noes
    )


def to_ask_the_partner(history: History, since: date) -> list[Step]:
    """Somebody says that it was paid: the desk asks the creditor whether anything is still open."""
    objections = [no for no in history.noes if no.what == No.APPROACH]
    said = [one for one in history.says_paid if one.on >= since and not said_by(objections, one.resident)]
    last = max((one.on for one in said), default=None)
    if last is None or any(one.step == ASK_PARTNER and one.on >= last for one in history.attempts):
        return []
    who = tuple(sorted({one.resident for one in said if one.resident is not None}))
    return [Step(ASK_PARTNER, Channel.DESK, last, "says_paid", {"on": last.isoformat()}, residents=who)]


def held(steps: Sequence[Step], because: str) -> list[Step]:
    """These steps with every call and visit held back, without a day, for the reason in `because`."""
    return [
        Step(step.name, step.channel, None, because, {"instead": step.code}, residents=step.residents, by=step.by)
        if step.channel in LIVE
        else step
        for step in steps
    ]
