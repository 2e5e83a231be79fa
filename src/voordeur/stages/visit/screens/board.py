"""The board of tonight: doors done and open per round, live; whom to call when a pair did not sign off."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.shell import clock
from voordeur.stages.visit.queries.under_way import under_way


@needs(Ability.PLAN_VISITS)
def board(request: HttpRequest) -> HttpResponse:
    """The whole page, or for its own asking every half minute the rows alone; no address stands on it."""
    now = clock.now()
    found = under_way(cast(User, request.user), now=now)
    part = "visit/_board.html" if request.htmx else "visit/board.html"  # type: ignore[attr-defined]
    return render(request, part, {"found": found, "late": [one for one in found if one.late], "now": now})
