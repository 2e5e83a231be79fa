"""What is due for a case, what waits and for what, and what was passed over; in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from voordeur.privacy.access import Ability, may
from voordeur.privacy.log import Look
from voordeur.record.models import Case
from voordeur.stages.reach import queries as reach
from voordeur.stages.reach.queries.protocols import protocol_of
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.next_steps import Past, Step

_CARRIED_OUT = "done"


@dataclass(frozen=True)
class StepRow:
    """Something due (or waiting), in words.

    `due_on` None: it waits for a fact, which `why` names. `deadline` is a statutory or municipal clock, `clock` its name. `by`:
    who does it. `decide`: the step's name where somebody may decide otherwise about it, else "".
    """

    what: str
    why: str
    due_on: date | None
    deadline: date | None
    clock: str
    statutory: bool
    by: str = ""
    decide: str = ""


@dataclass(frozen=True)
class Passed:
    """A step of the working method that nobody carries out in this case, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class Steps:
    """Everything about what comes next in a case. `ended`: why nothing more has to be done. `method`: its name.

    `of_partner`: the working method leaves something to the creditor, whose report can be recorded.
    """

    due: list[StepRow]
    waiting: list[StepRow]
    passed: list[Passed]
    ended: list[str]
    method: str
    of_partner: bool


def step_row(step: Any) -> StepRow:
    """A step of the worklist in words."""
    return _row(step.step, step, step.reason)


def steps_of_case(case: Case, look: Look, *, today: date) -> Steps:
    """What is due, waits, was passed over and has ended in a case, asked anew; person-free, so that no look is kept."""
    known, protocol = reach.steps_of(case, today=today), protocol_of(case)
    decides = look.user is not None and may(look.user, Ability.OVERRULE)
    return Steps(
        due=[_of(step, protocol, decides) for step in known.due],
        waiting=[_of(step, protocol, decides) for step in known.waiting],
        passed=[_passed(past, protocol) for past in known.done if past.code != _CARRIED_OUT],
        ended=[reach.sentence({"code": code}) for code in known.ended] if not known.due and not known.waiting else [],
        method=protocol.title if protocol else "",
        of_partner=protocol is not None and any(protocol.is_partners(step) for step in protocol.steps),
    )


def titles_of(protocol: Protocol | None) -> dict[str, str]:
    """What the steps of a working method are called within a sentence, by name."""
    return {step.name: step.title or reach.what(step.name, step.channel) for step in protocol.steps} if protocol else {}


def _of(step: Step, protocol: Protocol | None, decides: bool) -> StepRow:
    written = protocol.step(step.name) if protocol else None
    ours = protocol is not None and written is not None and not protocol.is_partners(written)
    who = protocol.person(step.by) if protocol and step.by else None
    reason = {"code": step.code, "params": step.params, "clock": step.clock}
    return _row(step.name, step, reason, by=who.title if who else "", decide=step.name if ours and decides else "")


def _row(name: str, step: Any, reason: Mapping[str, Any], *, by: str = "", decide: str = "") -> StepRow:
    what = reach.what(name, step.channel, step.day_part)
    return StepRow(
        what=what[:1].upper() + what[1:],
        why=reach.sentence(reason),
        due_on=step.due_on,
        deadline=step.deadline,
        clock=reach.clock(reason.get("clock", "")) if step.deadline else "",
        statutory=reach.is_statutory(reason),
        by=by,
        decide=decide,
    )


def _passed(past: Past, protocol: Protocol | None) -> Passed:
    written = protocol.step(past.name) if protocol else None
    what = reach.what(past.name, written.channel) if written else past.name
    return Passed(what[:1].upper() + what[1:], reach.passed_over(past.code))
