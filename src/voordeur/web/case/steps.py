"""What is due for a case, in words: what the hand does, and why now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from voordeur.web.case import words


@dataclass(frozen=True)
class StepRow:
    """Something due (or waiting), in words. `deadline` is a statutory or municipal clock."""

    what: str
    why: str
    due_on: date
    deadline: date | None


def step_row(step: Any) -> StepRow:
    """A step of the worklist in words."""
    part = words.said(words.DAY_PARTS, step.day_part) if step.day_part else ""
    what = ", ".join(one for one in (words.said(words.STEPS, step.channel), part) if one)
    return StepRow(what[:1].upper() + what[1:], why(step.reason), step.due_on, step.deadline)


def why(reason: Mapping[str, Any]) -> str:
    """The reason of a step as a sentence."""
    return str(reason.get("code", ""))
