"""When somebody can be called or visited: the next working days, and the parts of the day within the quiet hours (P11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from voordeur.calendar import add_working_days
from voordeur.record.models import Case
from voordeur.record.queries import parameter_book
from voordeur.stages.reach.rules.vocabulary import Asked, DayPart

# Where one part of the day ends and the next begins (DDAS EnumDagdeel).
_BOUNDS = {
    DayPart.MORNING: (time(0), time(12)),
    DayPart.AFTERNOON: (time(12), time(18)),
    DayPart.EVENING: (time(18), time(23, 59)),
}


@dataclass(frozen=True)
class Part:
    """A part of the day as far as nobody needs quiet then."""

    name: str  # DDAS EnumDagdeel
    starts: time
    ends: time


@dataclass(frozen=True)
class Moments:
    """What can be chosen."""

    days: tuple[date, ...]
    parts: tuple[Part, ...]


def moments(case: Case, asked: Asked, *, today: date) -> Moments:
    """The moments that this municipality offers for a call or a visit; the first day is the next working day."""
    book = parameter_book(["resident_moments", "quiet_hours"], organisation=case.organisation_id, on=today)
    offered = book.value("resident_moments", case.municipality_id)
    first, last = (time.fromisoformat(hour) for hour in book.value("quiet_hours", case.municipality_id))
    days = tuple(add_working_days(today, number) for number in range(1, int(offered["days"]) + 1))
    parts = (Part(name, max(_BOUNDS[name][0], first), min(_BOUNDS[name][1], last)) for name in map(DayPart, offered[asked]))
    return Moments(days, tuple(part for part in parts if part.starts < part.ends))
