"""The figures of visits, as a short text with tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from voordeur.accounts.models import User
from voordeur.calendar import add_months
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.shell.clock import today
from voordeur.stages.reach.rules.vocabulary import DayPart
from voordeur.stages.visit.queries.figures import figures_of
from voordeur.stages.visit.rules.figures import Doors, Share

_MONTHS = 6
_ORDER = {str(part): place for place, part in enumerate(DayPart)}


@needs(Ability.PLAN_VISITS)
def figures(request: HttpRequest) -> HttpResponse:
    """The last half year."""
    since = add_months(today(), -_MONTHS)
    found = figures_of(cast(User, request.user), since=since, today=today())
    context = {
        "found": found,
        "since": since,
        "parts": _rows(found.by_part),
        "pairs": _rows(found.by_pair),
        "per_talk": found.spent.per_talk(found.talked_on_those),
        "talked": _said(found.all.talk_share),
    }
    return render(request, "visit/figures.html", context)


def _rows(by: Mapping[str, Doors]) -> list[dict[str, object]]:
    return [
        {
            "key": key,
            "doors": doors,
            "opened": _said(doors.open_share),
            "talked": _said(doors.talk_share),
            "bar": _bar(doors.talk_share),
        }
        for key, doors in sorted(by.items(), key=lambda row: (_ORDER.get(row[0], 0), row[0]))
    ]


def _bar(share: Share) -> dict[str, float] | None:
    """The share and its interval as hundredths, to draw."""
    if share.interval is None:
        return None
    low, high = share.interval
    return {"low": round(low * 100, 1), "high": round(high * 100, 1), "at": round(share.count / share.of * 100, 1)}


def _said(share: Share) -> str:
    """``38 % (31–45 %)``; a dash where nobody rang."""
    if share.interval is None:
        return "–"
    low, high = share.interval
    return f"{share.count / share.of * 100:.0f}\u00a0% ({low * 100:.0f}–{high * 100:.0f}\u00a0%)"
