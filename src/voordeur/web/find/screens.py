"""The list of cases."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality, User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.web.case.sentences import LANES
from voordeur.web.case.steps import step_row
from voordeur.web.find.asked import read
from voordeur.web.find.queries import Filter, Row, case_list

STATES = (("open", _("Open")), ("closed", _("Afgesloten")), ("all", _("Alle")))


@needs(Ability.SEE_CASES)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of this team, the most urgent first, by name or address where asked."""
    user = cast(User, request.user)
    towns = _municipalities(user)
    asked, chosen = read(request.GET.get("q", "")), _chosen(request, towns)
    look = Look.of(request, Purpose.FIND_PERSON if not asked.empty else Purpose.OFFER_HELP)
    page, rows = case_list(user, look, asked=asked, chosen=chosen, page=request.GET.get("page", "1"))
    return render(
        request,
        "find/cases.html",
        {
            "page": page,
            "rows": _told(rows),
            "asked": asked,
            "q": request.GET.get("q", ""),
            "chosen": chosen,
            "states": STATES,
            "lanes": LANES.items(),
            "municipalities": towns,
        },
    )


def _told(rows: list[Row]) -> list[dict[str, object]]:
    return [{"case": r.case, "people": r.people, "step": step_row(r.step) if r.step else None} for r in rows]


def _chosen(request: HttpRequest, towns: list[Municipality]) -> Filter:
    state, place = request.GET.get("staat", "open"), request.GET.get("gemeente", "")
    # A name is looked for among all cases unless somebody chose otherwise.
    if "staat" not in request.GET and request.GET.get("q"):
        state = "all"
    return Filter(
        state=state if state in dict(STATES) else "open",
        municipality=next((town.pk for town in towns if str(town.pk) == place), None),
        urgent="dringend" in request.GET,
        lane=lane if (lane := request.GET.get("spoor", "")) in LANES else "",
    )


def _municipalities(user: User) -> list[Municipality]:
    """Those that this person works for; one needs no choosing."""
    own = list(user.municipalities.all()) or list(user.organisation.municipalities.all())
    return own if len(own) > 1 else []
