"""The statutory clocks of help: the first conversation, and the decision on an application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from voordeur.calendar.working_days import add_working_days, end_of_term


class ClockKind(StrEnum):
    """What must have happened by then."""

    CONVERSATION = "conversation"
    DECISION = "decision"


@dataclass(frozen=True)
class Terms:
    """The lengths of the clocks, from the dated parameters."""

    conversation_weeks: int
    threatening_working_days: int
    decision_weeks: int


@dataclass(frozen=True)
class Clock:
    """One running clock: by which day, and the rule that it comes from."""

    kind: ClockKind
    due_on: date
    rule: str


@dataclass(frozen=True)
class Running:
    """What starts and stops the clocks of one case; person-free."""

    accepted_on: date | None = None
    threatening: bool = False
    talked_on: Sequence[date] = ()  # days of a talk with the resident
    planned_on: Sequence[date] = ()  # days on which something was agreed
    applied_on: Sequence[date] = ()  # days of applications for debt help that are not decided yet


def clocks(case: Running, *, terms: Terms) -> list[Clock]:
    """The clocks that run in a case, first due first.

    The first conversation counts from acceptance (R19): working days where the situation threatens (R17), else weeks (R18).
    A talk on a later day stops it, and so does an agreement, also one of the same day: then that talk was the conversation.
    """
    found = [Clock(ClockKind.DECISION, end_of_term(day, weeks=terms.decision_weeks), "R22") for day in case.applied_on]
    accepted = case.accepted_on
    if accepted is not None and not _held(case, accepted):
        if case.threatening:
            due, rule = add_working_days(accepted, terms.threatening_working_days), "R17"
        else:
            due, rule = end_of_term(accepted, weeks=terms.conversation_weeks), "R18"
        found.append(Clock(ClockKind.CONVERSATION, due, rule))
    return sorted(found, key=lambda clock: clock.due_on)


def _held(case: Running, accepted: date) -> bool:
    return any(day > accepted for day in case.talked_on) or any(day >= accepted for day in case.planned_on)
