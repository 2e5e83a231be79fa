"""Whether a door still has to be visited (P26: no wasted bell), from the facts as they are now."""

from __future__ import annotations

from enum import StrEnum

from voordeur.stages.reach.rules.history import History
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.noes import noes_to_visits
from voordeur.stages.reach.rules.standing import standing
from voordeur.stages.reach.rules.vocabulary import Channel
from voordeur.stages.reach.rules.wishes import wished


class NoMore(StrEnum):
    """Why a door on the list need not be visited any more, the first that holds."""

    CLOSED = "closed"
    KEPT_AWAY = "kept_away"  # nobody rings here now, for the safety of who would (P25)
    SAID_NO = "said_no"
    DIED = "died"
    MOVED = "moved"
    PAID = "paid"
    ARRANGED = "arranged"


# What the standing of the signals calls it, in the order in which the pair hears it.
_BY_CODE = {
    "deceased": NoMore.DIED,
    "moved": NoMore.MOVED,
    "no_approach": NoMore.SAID_NO,
    "no_help": NoMore.SAID_NO,
    "declined": NoMore.SAID_NO,
    "paid": NoMore.PAID,
    "arranged": NoMore.ARRANGED,
}


def gone(known: History) -> frozenset[int]:
    """The ids of the residents who moved or died: nobody asks for them any more."""
    if any(one.resident is None for one in known.gone):
        return known.residents
    return frozenset(one.resident for one in known.gone if one.resident is not None)


def no_more(protocol: Protocol, known: History) -> NoMore | None:
    """Why this door need not be visited any more; None when it still must.

    A no to visits by one is enough, for the door is everybody's (P10); otherwise a door is rung while one signal is open.
    Who was reported anew after a no to help gets a closed letter, no visit. Who asked that somebody comes by is visited.
    """
    if known.closed:
        return NoMore.CLOSED
    if known.kept_away:
        return NoMore.KEPT_AWAY
    if any(step.channel == Channel.VISIT for step in wished(protocol, known)):
        return None
    if noes_to_visits(known):
        return NoMore.SAID_NO
    stands = standing(protocol, known)
    if stands.open or not known.signals:
        return None
    if stands.anew:
        return NoMore.SAID_NO
    return next(reason for code, reason in _BY_CODE.items() if code in stands.ended)
