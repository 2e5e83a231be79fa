"""Everything on Vandaag, for one person; the number of queries does not grow with the work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability, may
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Resident
from voordeur.shell import clock
from voordeur.stages.help import queries as help_
from voordeur.stages.reach import queries as reach
from voordeur.stages.reach.queries import Filters, Group, Hand, Row
from voordeur.stages.reach.queries.callbacks import CallBack, due_call_backs
from voordeur.stages.reach.queries.worklist import EVERYTHING
from voordeur.stages.reach.rules.next_steps import REGISTER_CHECK
from voordeur.stages.reach.rules.vocabulary import Channel
from voordeur.stages.triage import queries as triage
from voordeur.stages.visit import queries as visit
from voordeur.stages.visit.queries.under_way import UnderWay, under_way

# So many rows of each hand stand on the first page; the rest is one click away.
ROWS_OF_A_HAND = 12
DOUBTS = 8
AGREEMENTS = 8


@dataclass(frozen=True)
class Doubt:
    """A signal that waits for a person: about whom, and why it waits, in words."""

    taking: Any
    why: list[str]


@dataclass(frozen=True)
class Day:
    """The whole screen. `clocks`: those that run out this week; `coming`: the next day with work, and how much by hand."""

    groups: list[Group]
    due: int
    clocks: int
    rounds: list[Any]
    late: list[UnderWay]  # rounds of which the pair did not sign off (P25)
    doubts: list[Doubt]
    doubts_total: int
    agreements: list[Any]
    agreements_total: int
    call_backs: list[CallBack]  # numbers that belong to no case yet
    coming: tuple[date, dict[Hand, int]]

    @property
    def total(self) -> int:
        """How many things are due, doubts and agreements among them."""
        return self.due + self.doubts_total + self.agreements_total + len(self.call_backs)


def day_of(user: User, look: Look, *, today: date, filters: Filters = EVERYTHING) -> Day:
    """What this person can do today, as far as it was chosen; the households in the rows are logged.

    A doubt is in no case yet, so that it stands in nobody's district and with no colleague.
    """
    first = reach.opening(user, look, today=today, size=ROWS_OF_A_HAND, filters=filters)
    doubts = triage.decisions_waiting(user)
    if filters.district or filters.owner is not None or filters.day_part:
        doubts = doubts.none()
    elif filters.kind:
        doubts = doubts.filter(signal__kind=filters.kind)
    agreements = _agreements(user, filters, today=today)
    waiting, promised = list(doubts[:DOUBTS]), list(agreements[:AGREEMENTS])
    seen = [f"household:{line.case.household_id}" for line in promised]
    record_look(look, seen + [f"household:{taking.signal.link.household_id}" for taking in waiting])
    return Day(
        groups=list(first.groups),
        due=first.due,
        clocks=first.clocks + _decisions_this_week(user, today),
        rounds=_rounds_tonight(user, today),
        late=[one for one in under_way(user, now=clock.now()) if one.late] if may(user, Ability.PLAN_VISITS) else [],
        doubts=[Doubt(taking, [triage.sentence(reason) for reason in taking.reasons]) for taking in waiting],
        doubts_total=doubts.count(),
        agreements=promised,
        agreements_total=agreements.count(),
        call_backs=due_call_backs(user, look, today=today) if filters == EVERYTHING else [],
        coming=reach.coming(user, today=today),
    )


def _agreements(user: User, filters: Filters, *, today: date) -> QuerySet[Any]:
    rows = help_.open_agreements(user, until=today).select_related("case__household", "resident")
    if filters.district:
        rows = rows.filter(case__district=filters.district)
    if filters.owner is not None:
        rows = rows.filter(case__owner=filters.owner or None)
    if filters.kind:
        rows = rows.filter(Exists(Case.objects.filter(pk=OuterRef("case"), takings__signal__kind=filters.kind)))
    return rows.none() if filters.day_part else rows


def _decisions_this_week(user: User, today: date) -> int:
    week = today + timedelta(days=7)
    running = help_.running_clocks(user, today=today)
    return sum(any(clock.due_on <= week for clock in clocks) for clocks in running.values())


def _rounds_tonight(user: User, today: date) -> list[Any]:
    rounds = visit.rounds(user, since=today) if may(user, Ability.PLAN_VISITS) else visit.my_rounds(user, today=today)
    return list(rounds.filter(on=today))


def to_speak_with(row: Row) -> Resident | None:
    """The one whom a talk would be with; None where there are several, or nobody is known."""
    return row.residents[0] if len(row.residents) == 1 else None


def due_step(case: Case, step: str, *, today: date) -> Any:
    """The step of that name that is due in this case; None when it is done already."""
    return case.steps.filter(step=step, due_on__lte=today).first()


def can_be_done_here(row: Row) -> str:
    """Which buttons a row has: ``call`` (spoken, no answer), ``looked`` (looked up), or "" where another screen does it."""
    if row.hand == Hand.CALL and row.step.channel == Channel.PHONE:
        return "call"
    return "looked" if row.step.step == REGISTER_CHECK else ""
