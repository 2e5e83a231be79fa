"""The end of a case: one of the sixteen results, where the case's facts bear it out."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from voordeur.accounts.models import User
from voordeur.record.actions import close_case
from voordeur.record.models import Case, Event, Note
from voordeur.stages.help.actions.offer import demand_open
from voordeur.stages.help.actions.refusal import RefusalError
from voordeur.stages.help.queries import closing_facts
from voordeur.stages.help.rules.helper import Helper
from voordeur.stages.help.rules.outcome import Outcome, may_close
from voordeur.stages.reach.actions import Attempt, record_attempt
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel
from voordeur.stages.visit.actions import let_go


@transaction.atomic
def close(case: Case, *, outcome: str, by: User | None, on: date, note: str = "") -> None:
    """Close a case with its result. Raises RefusalError where the case is closed or its facts do not bear the result out."""
    demand_open(case)
    problem = may_close(Outcome(outcome), closing_facts(case, on=on, has_note=bool(note.strip())))
    if problem:
        raise RefusalError(problem)
    close_case(case=case, on=on, outcome=outcome, by=by)
    let_go(case, resident=None, by=by, today=on, said=False)
    if note.strip():
        ending = Event.objects.filter(case=case, kind="closed").latest("pk")
        Note.objects.create(event=ending, text=note.strip())


@transaction.atomic
def record_helper(case: Case, *, helper: Helper, by: User, on: date, note: str = "") -> Event:
    """Record that the worker who helps already was spoken to (R29). It is no contact with the resident."""
    demand_open(case)
    made = Attempt(channel=Channel.DESK, day_part="", reached=False, result=AttemptResult.DONE, purpose=helper.value)
    return record_attempt(case, made=made, by=by, on=on, note=note)
