"""What a replay found, as a page tells it: a line for each channel, weeks for the busiest ones, and what nobody can know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voordeur.stages.reach.rules.replay import Replayed
from voordeur.stages.reach.rules.vocabulary import Channel
from voordeur.web.case.sentences import ATTEMPTS
from voordeur.web.protocols.page import language

# No contact, or never chosen by a method.
_LEFT_OUT = {Channel.DESK, Channel.OTHER, Channel.UNKNOWN}


@dataclass(frozen=True)
class Way:
    """One channel: how often it would have been used, how often it was, and the week that would have asked most of it."""

    name: str
    would: int
    really: int
    busiest: int
    monday: date | None


@dataclass(frozen=True)
class Told:
    """The outcome. `found`: the counts as they are; `cannot_know`: sentences in the reader's language."""

    found: Replayed
    ways: list[Way]
    cannot_know: list[str]

    @property
    def running(self) -> int:
        """How many cases would be running still."""
        return self.found.ended.get("", 0)


def told(found: Replayed) -> Told:
    """An outcome for a page."""
    used = [one for one in Channel if one not in _LEFT_OUT and (found.by_channel.get(one) or found.really.get(one))]
    return Told(found, [_way(found, one) for one in used], [one.in_(language()) for one in found.cannot_know])


def _way(found: Replayed, channel: Channel) -> Way:
    week = found.busiest(channel)
    return Way(
        name=str(ATTEMPTS[channel]),
        would=found.by_channel.get(channel, 0),
        really=found.really.get(channel, 0),
        busiest=week.by_channel[channel] if week else 0,
        monday=week.monday if week else None,
    )
