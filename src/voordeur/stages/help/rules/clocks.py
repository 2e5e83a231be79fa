"""The statutory clocks of an application for debt help: the decision, and the objection to it.

The first conversation after acceptance (R17-R19) is a step of its own and stands in reach.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from voordeur.calendar import end_of_term


class ClockKind(StrEnum):
    """What the day is for."""

    DECISION = "decision"  # the municipality decides by then (R21, R22)
    OBJECTION = "objection"  # the resident may object until then (R23)


@dataclass(frozen=True)
class Terms:
    """The lengths of the clocks in weeks, from the dated parameters."""

    decision_weeks: int
    objection_weeks: int


@dataclass(frozen=True)
class Application:
    """A referral to debt help: the application (R21). `decided_on`: the day on which the decision was told to the resident."""

    made_on: date
    decided_on: date | None = None


@dataclass(frozen=True)
class Clock:
    """One running clock: the last day, and the rule that it comes from."""

    kind: ClockKind
    due_on: date
    rule: str


def clocks(applications: Iterable[Application], *, terms: Terms, today: date) -> list[Clock]:
    """The clocks that run, first due first: each decision, or else the objection until its last day (Awb 6:7, 6:8)."""
    return sorted(filter(None, (_clock(one, terms, today) for one in applications)), key=lambda clock: clock.due_on)


def _clock(one: Application, terms: Terms, today: date) -> Clock | None:
    if one.decided_on is None:
        return Clock(ClockKind.DECISION, end_of_term(one.made_on, weeks=terms.decision_weeks), "R22")
    # Six weeks from the day after the decision was made known.
    last = end_of_term(one.decided_on, weeks=terms.objection_weeks)
    return Clock(ClockKind.OBJECTION, last, "R23") if last >= today else None
