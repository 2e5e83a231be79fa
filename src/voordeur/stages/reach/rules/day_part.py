"""On which part of the day to try a door or a phone again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from voordeur.stages.reach.rules.language.protocol import Step
from voordeur.stages.reach.rules.story import Tried
from voordeur.stages.reach.rules.vocabulary import LIVE, DayPart

_ANY = (DayPart.EVENING, DayPart.AFTERNOON, DayPart.MORNING)


def least_tried(step: Step, attempts: Iterable[Tried]) -> str:
    """The part of the day at which that door or phone was tried least, never the same one while another is open.

    The protocol's parts in its order; where it names none, any part at first ("") and then the least tried of all.
    """
    if step.channel not in LIVE:
        return ""
    tried = Counter(one.day_part for one in attempts if one.channel == step.channel and one.day_part)
    if not tried:
        return step.day_parts[0].value if step.day_parts else ""
    parts = step.day_parts or _ANY
    return min(parts, key=lambda part: (tried[part], parts.index(part))).value
