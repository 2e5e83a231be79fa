"""What the working method would ask for after each answer at a door: computed at taking along, told without network."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from voordeur.stages.reach.queries import what
from voordeur.stages.reach.queries.steps import foreseen
from voordeur.stages.reach.rules.history import Told
from voordeur.stages.reach.rules.next_steps import NextSteps
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel
from voordeur.stages.visit.queries import Door
from voordeur.stages.visit.rules.door import AT_THE_DOOR, reached

# After these it depends on what else is tapped: on which day to come back, to what the resident said no.
_DEPENDS = {AttemptResult.COME_BACK, AttemptResult.REFUSED}
_LAST = 2**62  # an id that no event has yet
WITH_CARD = "+card"


def ahead(doors: Iterable[Door], *, on: date, day_part: str) -> dict[int, dict[str, str]]:
    """By case and by result, with and without a card left: what comes next, in words.

    As many queries for many doors as for few.
    """
    open_doors = [door for door in doors if door.open]
    supposed = {door.stop.case_id: _supposed(door, on, day_part) for door in open_doors}
    return {
        case: {result: words for result, steps in of.items() if (words := _said(steps))}
        for case, of in foreseen(supposed, today=on).items()
    }


def comes_next(step: str, channel: str, day_part: str, due_on: date) -> str:
    """ "Hierna: bellen, avond, vanaf donderdag 26 november." """
    day = date_format(due_on, "l j F")
    return _("Hierna: %(what)s, vanaf %(day)s.") % {"what": what(step, channel, day_part), "day": day}


def _supposed(door: Door, on: date, day_part: str) -> dict[str, list[Told]]:
    told: dict[str, list[Told]] = {}
    for result in AT_THE_DOOR - _DEPENDS:
        rung = _tried(door, Channel.VISIT, on, day_part, result)
        told[str(result)] = [rung]
        told[f"{result}{WITH_CARD}"] = [rung, _tried(door, Channel.CARD, on, day_part, AttemptResult.SENT)]
    return told


def _tried(door: Door, channel: Channel, on: date, day_part: str, result: AttemptResult) -> Told:
    step = next((one.step for one in door.stop.case.steps.all() if one.channel == channel), "")
    facts = {"step": step, "channel": str(channel), "day_part": day_part, "result": str(result), "reached": reached(result)}
    return Told(_LAST + (channel == Channel.CARD), "attempt", on, facts, None)


def _said(steps: NextSteps) -> str:
    first = next((one for one in (*steps.due, *steps.waiting) if one.due_on is not None), None)
    return comes_next(first.name, first.channel, first.day_part, first.due_on) if first and first.due_on else ""
