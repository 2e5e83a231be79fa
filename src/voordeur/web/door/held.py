"""Answers from the door that would have overwritten something: kept, and shown to who plans the visits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.stages.visit.actions import seen
from voordeur.stages.visit.queries import held
from voordeur.stages.visit.screens.words import RESULTS, said
from voordeur.web.door.reading import now, visitor


@needs(Ability.PLAN_VISITS)
def overview(request: HttpRequest) -> HttpResponse:
    """What is held, beside what counts at that door; a POST says that somebody has looked at one."""
    known = held(visitor(request), Look.of(request, Purpose.VISIT))
    if request.method == "POST":
        for one in known:
            if str(one.pk) == request.POST.get("arrival"):
                seen(one, by=visitor(request), at=now())
        return redirect("door-held")
    rows = [
        {
            "arrival": one,
            "said": said(RESULTS, one.said.get("result", "")),
            "counts": said(RESULTS, one.stop.result.facts.get("result")) if one.stop.result else "",
        }
        for one in known
    ]
    return render(request, "door/held.html", {"rows": rows})
