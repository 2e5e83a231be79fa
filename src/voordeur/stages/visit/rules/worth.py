"""What a visit is worth tonight: a sum of points that anybody can check, with weights that a municipality chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from voordeur.calendar import working_days_between
from voordeur.stages.reach.rules.said import Words

# What each point is for; the points themselves are a dated parameter (visit_worth).
REASONS: Mapping[str, Words] = {
    "visit": Words("een bezoek is aan de beurt", "a visit is due"),
    "statutory": Words("een wettelijke termijn loopt af", "a statutory term runs out"),
    "deadline": Words("een termijn van de gemeente loopt af", "a term of the municipality runs out"),
    "threatening": Words("de situatie is bedreigend", "the situation is threatening"),
    "urgent": Words("dringend", "urgent"),
    "several_creditors": Words("meer schuldeisers", "several creditors"),
    "warm_handover": Words("warme overdracht gevraagd", "a warm hand-over was asked"),
    "before_due_date": Words("vóór de volgende vervaldatum", "before the next due date"),
    "waited": Words("wacht al {count} dagen", "has waited {count} days"),
}


@dataclass(frozen=True)
class Door:
    """What counts for the worth of a door, person-free. `urgency`: the sum of triage; `deadline`: the first clock of the case."""

    due_on: date
    deadline: date | None = None
    statutory: bool = False
    threatening: bool = False
    urgency: int = 0
    creditors: int = 1
    warm_handover: bool = False
    next_due_on: date | None = None  # when the next rent falls due, where that is known


@dataclass(frozen=True)
class Point:
    """One part of the sum."""

    code: str
    points: float
    words: Words


def points(door: Door, weights: Mapping[str, float], today: date) -> tuple[Point, ...]:
    """The parts of the sum, the heaviest first.

    `weights`: points by reason; `near_days`: how near a deadline counts (working days); `most_waited`: the most for waiting.
    """
    found = [("visit", weights["visit"])]
    if door.deadline is not None and working_days_between(today, door.deadline) <= weights["near_days"]:
        code = "statutory" if door.statutory else "deadline"
        found.append((code, weights[code]))
    if door.threatening:
        found.append(("threatening", weights["threatening"]))
    if door.urgency:
        found.append(("urgent", door.urgency * weights["urgent"]))
    if door.creditors > 1:
        found.append(("several_creditors", (door.creditors - 1) * weights["several_creditors"]))
    if door.warm_handover:
        found.append(("warm_handover", weights["warm_handover"]))
    if door.next_due_on is not None and today < door.next_due_on:
        found.append(("before_due_date", weights["before_due_date"]))
    days = (today - door.due_on).days
    if days > 0:
        found.append(("waited", min(days * weights["waited"], weights["most_waited"])))
    made = [Point(code, round(value, 2), _words(code, days)) for code, value in found if value > 0]
    return tuple(sorted(made, key=lambda one: (-one.points, one.code)))


def worth(door: Door, weights: Mapping[str, float], today: date) -> float:
    """The sum of the points."""
    return round(sum(one.points for one in points(door, weights, today)), 2)


def must_tonight(door: Door, today: date) -> bool:
    """Whether leaving this door out tonight would let a statutory term pass: never without an alarm."""
    return door.statutory and door.deadline is not None and door.deadline <= today


def _words(code: str, days: int) -> Words:
    if code == "waited" and days == 1:
        return Words("wacht al een dag", "has waited for a day")
    words = REASONS[code]
    return Words(words.nl.format(count=days), words.en.format(count=days))
