"""The answer of `next_steps`: what is due, what waits, what is behind us, and why nothing more has to be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from voordeur.stages.reach.rules.vocabulary import Channel

# Steps that every protocol has; the others are named in its text.
WAY_BACK, REGISTER_CHECK, CONVERSATION, FOLLOW_UP, COME_BACK, DECIDE, REPRESENTATIVE, CALL_BACK, ASK_PARTNER, APPOINTMENT = (
    "way_back", "register_check", "first_conversation", "follow_up", "come_back", "decide", "representative", "call_back",
    "ask_partner", "appointment",
)  # fmt: skip
# How the steps are called that tell of an appointment or remind of it; the appointment and its turn follow.
CONFIRM, REMIND = "confirm:", "remind:"


def tells_of_appointment(step: str) -> bool:
    """Whether a step only tells of an appointment, or reminds of it."""
    return step.startswith((CONFIRM, REMIND))


class Step(NamedTuple):
    """One thing to do. `params` are person-free. `deadline` is a legal or municipal clock, `clock` its code.

    `due_on` None: it waits for a fact, which `code` names, not for a day. `residents` are the people in the case whom it may
    concern; `day_part` "" means any; `by`: who does it, as the protocol names them ("": not said).
    """

    name: str
    channel: Channel
    due_on: date | None
    code: str
    params: Mapping[str, Any] = MappingProxyType({})
    day_part: str = ""
    deadline: date | None = None
    clock: str = ""
    residents: tuple[int, ...] = ()
    by: str = ""


class Past(NamedTuple):
    """A step of the path that is behind us: carried out (`code` "done"), or passed over for the reason in `code`."""

    name: str
    code: str
    on: date | None = None


class NextSteps(NamedTuple):
    """What is due today, what waits for its day or for a fact, what is behind us, and why nothing more has to be done."""

    due: tuple[Step, ...] = ()
    waiting: tuple[Step, ...] = ()
    done: tuple[Past, ...] = ()
    ended: tuple[str, ...] = ()
