"""The household on one page."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case
from voordeur.shell.clock import today
from voordeur.web.case.page import find_case, household_page


def case_or_404(request: HttpRequest, pk: int) -> Case:
    """The case, or 404 where it does not exist or stands outside this person's walls."""
    case = find_case(cast(User, request.user), pk)
    if case is None:
        raise Http404
    return case


@needs(Ability.SEE_CASES)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Who lives here, the story, what is due, the creditors."""
    case = case_or_404(request, pk)
    page = household_page(case, Look.of(request, Purpose.OFFER_HELP), today=today())
    return render(request, "case/page.html", {"page": page, "case": case})
