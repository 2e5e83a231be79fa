"""The evening as it stands: its rounds with their doors, and what is left out; for the screen of planning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case
from voordeur.stages.visit.models import EveningPlan, Round, Stop
from voordeur.stages.visit.queries.evening import Asked, rounds_of
from voordeur.stages.visit.rules.clash import clash


@dataclass(frozen=True)
class LeftOut:
    """A door on no round: why ({"nl", "en"}), and whether it must be visited all the same."""

    case: Case
    why: Mapping[str, str]
    must: bool


@dataclass(frozen=True)
class Board:
    """The evening: `plan` None while it was never planned."""

    plan: EveningPlan | None
    rounds: Sequence[Round]  # each with `doors`: its stops in order
    left_out: Sequence[LeftOut]


def board_of(asked: Asked, user: User, look: Look) -> Board:
    """What was planned for a part of a day, as far as this planner may see; a fixed number of queries, the look is logged."""
    doors = Stop.objects.select_related("case__household__place", "result", "lead").order_by("order")
    rounds = list(rounds_of(asked, user).prefetch_related(Prefetch("stops", doors, to_attr="doors")))
    plan = EveningPlan.objects.filter(organisation=asked.organisation, on=asked.on, day_part=asked.day_part).first()
    left = _with_missed(_left_out(plan, rounds, user) if plan else [], rounds, asked, user)
    seen = [stop.case.household_id for one in rounds for stop in _doors(one)] + [one.case.household_id for one in left]
    record_look(look, (f"household:{household}" for household in seen))
    return Board(plan, rounds, left)


def _left_out(plan: EveningPlan, rounds: Sequence[Round], user: User) -> list[LeftOut]:
    placed = {stop.case_id for one in rounds for stop in _doors(one)}
    why: dict[int, Any] = {int(case): one for case, one in plan.left_out.items() if one and int(case) not in placed}
    cases = Case.objects.filter(within(user), pk__in=why, closed_on=None).select_related("household__place")
    found = [LeftOut(case, why[case.pk], bool(why[case.pk].get("must"))) for case in cases]
    return sorted(found, key=lambda one: (not one.must, one.case.household.postcode, one.case.pk))


def _with_missed(left: Sequence[LeftOut], rounds: Sequence[Round], asked: Asked, user: User) -> list[LeftOut]:
    """And where a pair is expected that is on no round, also when that was agreed after the planning; those first."""
    expected = asked.expected()
    placed = {stop.case_id for one in rounds for stop in _doors(one)}
    minutes = float(asked.book.value("appointment_slots")["home"]["minutes"])
    missed = [pk for pk in expected if pk not in placed]
    cases = Case.objects.filter(within(user), pk__in=missed, closed_on=None).select_related("household__place")
    found = [LeftOut(case, vars(clash(case.pk, expected, minutes)), must=True) for case in cases.order_by("pk")]
    return [*found, *(one for one in left if one.case.pk not in missed)]


def _doors(one: Round) -> list[Stop]:
    doors: list[Stop] = one.doors  # type: ignore[attr-defined]
    return doors
