"""At which parts of the day a visit may be made: never at one that was tried more than another that is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from voordeur.stages.reach.rules.vocabulary import DayPart


def open_parts(proposed: str, parts: Sequence[DayPart] | None, tried: Iterable[str]) -> frozenset[str]:
    """The parts of the day at which a visit may be made.

    `proposed`: the part that its step names, "" where any will do. `parts`: those of the working method in order of
    preference, empty where it names none; None where the step is not of the working method but was asked for by somebody: then
    only the proposed part will do. `tried`: the parts at which this door was tried in this case.

    The preference steers the letter and the phone; a pair that is out at another part, tried as little, need not walk past.
    """
    if not proposed:
        return frozenset(DayPart)
    if parts is None:
        return frozenset({proposed})
    times = Counter(tried)
    return frozenset({proposed} | {part for part in parts or DayPart if times[part] <= times[proposed]})
