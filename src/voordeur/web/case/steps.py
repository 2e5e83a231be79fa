"""What is due for a case, in words: what the hand does, and why now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from voordeur.stages.reach import queries as reach


@dataclass(frozen=True)
class StepRow:
    """Something due (or waiting), in words. `deadline` is a statutory or municipal clock, `clock` its name."""

    what: str
    why: str
    due_on: date
    deadline: date | None
    clock: str
    statutory: bool


def step_row(step: Any) -> StepRow:
    """A step of the worklist in words."""
    what = reach.what(step.step, step.channel, step.day_part)
    clock = reach.clock(step.reason.get("clock", "")) if step.deadline else ""
    return StepRow(
        what=what[:1].upper() + what[1:],
        why=reach.sentence(step.reason),
        due_on=step.due_on,
        deadline=step.deadline,
        clock=clock,
        statutory=reach.is_statutory(step.reason),
    )
