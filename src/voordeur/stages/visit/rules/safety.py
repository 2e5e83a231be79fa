"""Safety at a door (P25): what notes ask of whoever goes, and what a note must have before it may stand.

A note has a reason, an end, and somebody else than its writer who looks whether it is right; the resident is told, unless that is
unsafe. Who may not be visited still gets the offer by post or phone: that is the protocol's work (`kept_away`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Measure(StrEnum):
    """What a safety note asks of whoever goes; the first is the least."""

    CAREFUL = "careful"
    TOGETHER = "together"  # never alone
    NO_VISITS = "no_visits"  # nobody rings


class Told(StrEnum):
    """Whether the resident knows of a safety note."""

    NOT_YET = "not_yet"
    TOLD = "told"
    WITHHELD = "withheld"  # telling it would be unsafe, and why


class Fault(StrEnum):
    """Why a safety note cannot be kept, or not be agreed to, as it is."""

    NO_REASON = "no_reason"
    ENDED = "ended"
    TOO_LONG = "too_long"
    OWN_REVIEWER = "own_reviewer"
    NO_REVIEWER = "no_reviewer"
    NOT_TOLD = "not_told"
    NO_DAY = "no_day"
    DAY_TO_COME = "day_to_come"
    NO_WHY = "no_why"


@dataclass(frozen=True)
class Terms:
    """The dated figures, in days: how long a note may stand, when it is reviewed, how long before its end it is looked at."""

    longest_days: int
    review_days: int
    near_days: int


@dataclass(frozen=True)
class Note:
    """A safety note as the rules see it: people by id, words only as there or not."""

    measure: Measure
    until: date
    writer: int
    reviewer: int | None
    reviewed: bool = False
    has_reason: bool = True
    told: Told = Told.NOT_YET
    told_on: date | None = None
    has_why: bool = False


_RANK = {measure: rank for rank, measure in enumerate(Measure)}


def asks(note: Note) -> Measure:
    """What a note asks now: until somebody else has looked, nobody goes alone, whatever its writer thought enough."""
    return note.measure if note.reviewed else max(note.measure, Measure.TOGETHER, key=_RANK.__getitem__)


def asked_of(notes: Iterable[Note], today: date) -> Measure | None:
    """The most that the standing notes of a door ask; None where there is none."""
    return max((asks(note) for note in notes if note.until > today), key=_RANK.__getitem__, default=None)


def faults(note: Note, terms: Terms, today: date) -> tuple[Fault, ...]:
    """Why a note cannot be kept as it is; nothing where it can."""
    found = []
    if not note.has_reason:
        found.append(Fault.NO_REASON)
    if note.until <= today:
        found.append(Fault.ENDED)
    if note.until > today + timedelta(days=terms.longest_days):
        found.append(Fault.TOO_LONG)
    if note.reviewer is None:
        found.append(Fault.NO_REVIEWER)
    if note.reviewer == note.writer:
        found.append(Fault.OWN_REVIEWER)
    return (*found, *_of_the_telling(note, today))


def _of_the_telling(note: Note, today: date) -> tuple[Fault, ...]:
    if note.told == Told.WITHHELD:
        return () if note.has_why else (Fault.NO_WHY,)
    if note.told == Told.TOLD and note.told_on is None:
        return (Fault.NO_DAY,)
    if note.told == Told.TOLD and note.told_on is not None and note.told_on > today:
        return (Fault.DAY_TO_COME,)
    return ()


def against_agreeing(note: Note, reviewer: int, terms: Terms, today: date) -> tuple[Fault, ...]:
    """Why this reviewer cannot agree to a note now: it is their own, or nobody decided yet what the resident hears."""
    looked = Note(**{**vars(note), "reviewer": reviewer})
    open_ = (Fault.NOT_TOLD,) if note.told == Told.NOT_YET else ()
    return (*faults(looked, terms, today), *open_)


def review_is_late(note: Note, made_on: date, terms: Terms, today: date) -> bool:
    """Whether a note waits longer for its reviewer than was agreed."""
    return not note.reviewed and today > made_on + timedelta(days=terms.review_days)


def ends_soon(note: Note, terms: Terms, today: date) -> bool:
    """Whether somebody should decide about a note now: let it end, or keep it with a new review."""
    return today < note.until <= today + timedelta(days=terms.near_days)
