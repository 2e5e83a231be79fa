"""The month: on which evening each door is meant to be rung, who waits and why, and whether it is more than was planned."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case
from voordeur.shell.clock import now, today
from voordeur.stages.reach.rules.vocabulary import DayPart
from voordeur.stages.visit.queries.crews import minutes
from voordeur.stages.visit.queries.month import Month, Turns, month_of
from voordeur.stages.visit.rules.month import Given


@needs(Ability.PLAN_VISITS)
def month(request: HttpRequest) -> HttpResponse:
    """The four weeks to come."""
    after = minutes(now().time())
    found = month_of(cast(User, request.user), Look.of(request, Purpose.VISIT), today=today(), after=after)
    turns = [{"turn": one.turn, "doors": [_row(*pair) for pair in one.doors]} for one in found.turns if one.doors]
    said = [{"over": one.over, "said": one.words().in_(get_language() or "nl")} for one in found.capacities]
    waiting = [_row(*pair) for pair in found.waiting]
    return render(
        request,
        "visit/month.html",
        {"month": found, "turns": turns, "waiting": waiting, "capacities": said, "days": _days(found)},
    )


def _days(found: Month) -> list[dict[str, object]]:
    """The days on which there is anything, with each part of the day: how much of its room is taken."""
    by_day: dict[date, dict[str, Turns]] = {}
    for one in found.turns:
        by_day.setdefault(one.turn.on, {})[one.turn.slot.part] = one
    return [{"on": on, "parts": [(part, by_part.get(part)) for part in DayPart]} for on, by_part in by_day.items()]


def _row(case: Case, given: Given) -> dict[str, object]:
    return {"household": case.household, "why": given.why.in_(get_language() or "nl"), "late": given.late}
