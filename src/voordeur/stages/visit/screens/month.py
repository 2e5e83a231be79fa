"""The month: on which evening each door is meant to be rung, who waits and why, and whether it is more than was planned."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case
from voordeur.shell.clock import today
from voordeur.stages.visit.queries.month import month_of
from voordeur.stages.visit.rules.month import Given


@needs(Ability.PLAN_VISITS)
def month(request: HttpRequest) -> HttpResponse:
    """The four weeks to come."""
    found = month_of(cast(User, request.user), Look.of(request, Purpose.VISIT), today=today())
    turns = [{"turn": one.turn, "doors": [_row(*pair) for pair in one.doors]} for one in found.turns]
    said = [{"over": one.over, "said": one.words().in_(get_language() or "nl")} for one in found.capacities]
    waiting = [_row(*pair) for pair in found.waiting]
    return render(request, "visit/month.html", {"month": found, "turns": turns, "waiting": waiting, "capacities": said})


def _row(case: Case, given: Given) -> dict[str, object]:
    return {"household": case.household, "why": given.why.in_(get_language() or "nl"), "late": given.late}
