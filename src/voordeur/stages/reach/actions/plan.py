"""Rebuild the worklist of cases: a cache of what `next_steps` says."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db import transaction

from voordeur.stages.reach.models import DueStep
from voordeur.stages.reach.queries.one_case import cases_to_plan
from voordeur.stages.reach.queries.steps import Planned, planned
from voordeur.stages.reach.rules.next_steps import DECIDE, Step
from voordeur.stages.reach.rules.vocabulary import Channel
from voordeur.stages.triage.queries import CaseUrgency, urgency_of

_NO_URGENCY = CaseUrgency(0, ())


@transaction.atomic
def plan(cases: Collection[int], *, today: date) -> None:
    """Rebuild the due and waiting steps of these cases, in a fixed number of queries. A closed case has none.

    A case in which nothing more has to be done gets one step at the desk: close it, for the reason that stands there.
    """
    urgency = urgency_of(cases)
    rows = [row for one in planned(cases, today=today) for row in _rows(one, urgency.get(one.case.pk, _NO_URGENCY), today=today)]
    DueStep.objects.filter(case__in=cases).delete()
    DueStep.objects.bulk_create(rows)


def plan_day(*, today: date) -> int:
    """Rebuild every case with a step that waited until today, 500 at a time; safe to repeat. Returns how many cases."""
    done, last = 0, 0
    while cases := cases_to_plan(today=today, after=last):
        plan(cases, today=today)
        done, last = done + len(cases), cases[-1]
    return done


def _rows(one: Planned, urgency: CaseUrgency, *, today: date) -> Iterator[DueStep]:
    if one.case.closed_on is not None:
        return
    for state, steps in (("due", one.steps.due), ("waiting", one.steps.waiting)):
        for step in steps:
            if step.due_on is not None:
                yield _row(one, step, step.due_on, state, urgency)
    if one.steps.ended:
        reason = {"code": one.steps.ended[0], "params": {}, "all": list(one.steps.ended)}
        yield DueStep(case=one.case, step=DECIDE, channel=Channel.DESK, state="due", due_on=today, reason=reason, urgency=0)


def _row(one: Planned, step: Step, due_on: date, state: str, urgency: CaseUrgency) -> DueStep:
    return DueStep(
        case=one.case,
        step=step.name,
        channel=step.channel,
        by=step.by,
        state=state,
        due_on=due_on,
        day_part=step.day_part,
        who=",".join(map(str, step.residents))[:40],
        urgency=urgency.urgency,
        deadline=step.deadline,
        reason={
            "code": step.code,
            "params": dict(step.params),
            "clock": step.clock,
            "urgency": list(urgency.reasons),
        },
    )
