"""What the check tells: breaches and notes, each with its rule, its step and the path that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from voordeur.stages.reach.rules.next_steps import Clocks
from voordeur.stages.reach.rules.said import Words


class Level(StrEnum):
    """A breach keeps a protocol from being switched on; a note is what cannot be proved, or is worth knowing."""

    BREACH = "breach"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    `rule`: R01-R42 of the law, P01-P35 of practice. `step`: its name in the protocol, "" for the whole. `message`: what is wrong
    and what to change. `line`: in the protocol's text, 0 when unknown. `story`: dated sentences, the path that was played to
    find it, oldest first; empty where the text itself shows it.
    """

    level: Level
    rule: str
    message: Words
    step: str = ""
    line: int = 0
    story: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Town:
    """What a protocol is checked against: the municipality's dated parameters and what it may receive.

    `kinds`: the kinds of signal that are legal here (R01). `earliest`, `latest`: its quiet hours (P11); the ceiling on contacts
    stands in `clocks`. `districts`: its districts' names. `from_day`: the first of the days, two years long, on which a signal
    may come in; give the day on which the protocol is switched on.
    """

    clocks: Clocks
    kinds: tuple[str, ...]
    earliest: time = time(9)
    latest: time = time(20, 30)
    districts: tuple[str, ...] = ()
    from_day: date = date(2027, 1, 1)
