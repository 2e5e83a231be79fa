"""Before the door: who this page is from, and the question for postcode and house number. A wrong knock learns nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.formats import time_format
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from voordeur.privacy.gate import public
from voordeur.shell.clock import today
from voordeur.stages.reach.queries.codes import opened
from voordeur.stages.reach.rules.code import read
from voordeur.web.resident.page import from_whom, show, to
from voordeur.web.resident.reading import read_knock
from voordeur.web.resident.throttle import Later, take_turn
from voordeur.web.resident.visit import begin, carry


@public
@require_safe
def arrive(request: HttpRequest, code: str) -> HttpResponse:
    """Come by link or QR code. The page is the same for every code, also for one that never was."""
    return _ask(request, code=code, by_link=True)


@public
@csrf_exempt  # there is nothing yet that another site could misuse: what follows asks for the cookie that is given here
@require_http_methods(["GET", "HEAD", "POST"])
def knock(request: HttpRequest) -> HttpResponse:
    """Type a code, or say where the post came. The code travels in the body, so that no log or history keeps it."""
    if request.method != "POST":
        return _ask(request)
    said = read_knock(**{field: request.POST.get(field, "") for field in ("code", "postcode", "number")})
    later = take_turn(request, read(said.code) or said.code)
    if later:
        return _wait(request, later)
    found = opened(said.code, postcode=said.postcode, number=said.number, today=today())
    if found is None:
        typed = {field: request.POST.get(field, "") for field in ("postcode", "number")}
        return _ask(request, code=said.code, wrong=True, **typed)
    return carry(to("resident_letter", request), begin(found))


def _ask(request: HttpRequest, **said: Any) -> HttpResponse:
    return show(request, "knock", **said, **from_whom(request))


def _wait(request: HttpRequest, later: Later) -> HttpResponse:
    slots = {"time": time_format(later.at, "H:i")}
    response = show(request, "later", slots=slots, tomorrow=later.tomorrow, status=429, **from_whom(request))
    response["Retry-After"] = http_date(later.at.timestamp())
    return response
