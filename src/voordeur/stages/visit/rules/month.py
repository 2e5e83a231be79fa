"""A month of evenings: which door on which evening, so that no term passes and each is rung at the hour that suits it best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.optimize import linear_sum_assignment

from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.telling.phrases import day
from voordeur.stages.visit.rules.at_home import Slot


@dataclass(frozen=True)
class Turn:
    """One evening (or other part of a day) with room for so many doors."""

    on: date
    slot: Slot
    room: int


@dataclass(frozen=True)
class Waiting:
    """A door that waits for its turn: from when, until when at the latest (None: no term), its worth, its chances by slot."""

    key: int
    from_on: date
    until: date | None
    worth: float
    chances: Mapping[Slot, float]


@dataclass(frozen=True)
class Given:
    """The turn that a door was given; None: it waits for a later month. `why` in words."""

    key: int
    turn: Turn | None
    why: Words
    late: bool = False  # its term passes before its turn: an alarm


# A term that is met outweighs all worth of a month; a door that is given a turn at all outweighs a better hour.
_TERM, _A_TURN = 1e9, 1e-3


def spread(doors: Sequence[Waiting], turns: Sequence[Turn], capacity: int | None = None) -> tuple[Given, ...]:
    """Give each door a turn: as many terms met as can be, then the greatest sum of worth times chance (an assignment problem).

    `capacity`: the visits planned for the month; going over it is said, never refused. Every door is in the answer exactly
    once, in the order given; who has no turn waits, with the reason.
    """
    seats = [turn for turn in turns for _ in range(turn.room)]
    turn_of: dict[int, Turn] = {}
    if doors and seats:
        gain = np.array([[_gain(door, turn) for turn in seats] for door in doors])
        rows, columns = linear_sum_assignment(gain, maximize=True)
        turn_of = {int(row): seats[column] for row, column in zip(rows, columns, strict=True) if gain[row, column] > 0}
    over = _over(doors, turn_of, capacity)
    return tuple(_given(door, turn_of.get(row), turns, over=row in over) for row, door in enumerate(doors))


def _gain(door: Waiting, turn: Turn) -> float:
    """What it is worth to ring at this door on this turn; 0: it cannot."""
    if turn.on < door.from_on:
        return 0.0
    timely = door.until is not None and turn.on <= door.until
    return door.worth * _chance(door, turn) + _A_TURN + (_TERM if timely else 0.0)


def _over(doors: Sequence[Waiting], turn_of: Mapping[int, Turn], capacity: int | None) -> frozenset[int]:
    """The doors that come after the month's planned capacity is used up: those without a term and of the least worth."""
    if capacity is None:
        return frozenset()
    order = sorted(turn_of, key=lambda row: (doors[row].until is None, doors[row].until or date.max, -doors[row].worth, row))
    return frozenset(order[capacity:])


def _given(door: Waiting, turn: Turn | None, turns: Sequence[Turn], *, over: bool) -> Given:
    if turn is None:
        return Given(door.key, None, _NO_ROOM, late=door.until is not None and door.until <= _last(turns))
    late = door.until is not None and turn.on > door.until
    return Given(door.key, turn, _why(door, turn, over=over, late=late), late=late)


_NO_ROOM = Words(
    "wacht: in deze maand is geen avond met plaats; wie dringender is gaat voor",
    "waits: no evening of this month has room; who is more urgent goes first",
)


def _chance(door: Waiting, turn: Turn) -> float:
    return door.chances.get(turn.slot, 0.0)


def _why(door: Waiting, turn: Turn, *, over: bool, late: bool) -> Words:
    slot = turn.slot.in_words()
    tens = round(_chance(door, turn) * 10)
    nl, en = f"{slot.nl}: kans ongeveer {tens} op 10", f"{slot.en}: a chance of about {tens} in 10"
    if door.until is not None:
        term = day(door.until, year=False)
        nl, en = (
            (
                f"de termijn ({term.nl}) wordt niet gehaald; eerste plaats daarna, {nl}",
                f"the term ({term.en}) is not met; first place after it, {en}",
            )
            if late
            else (f"uiterlijk {term.nl}; {nl}", f"by {term.en}; {en}")
        )
    if over:
        nl, en = f"{nl}; boven de geplande maandcapaciteit", f"{en}; above the month's planned capacity"
    return Words(nl, en)


def _last(turns: Sequence[Turn]) -> date:
    return max((turn.on for turn in turns), default=date.min)
