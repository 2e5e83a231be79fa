"""Behind the door: a letter from a friendly person, and what can be asked. It looks the same whatever was asked before (P18)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from voordeur.privacy.gate import public
from voordeur.shell.clock import today
from voordeur.stages.reach.queries.codes import Opened
from voordeur.web.resident.agreeing import by_slot, moments_before
from voordeur.web.resident.asking import ASKED, HandedIn, Wish, hand_in
from voordeur.web.resident.inside import inside, page
from voordeur.web.resident.moments import moments
from voordeur.web.resident.page import from_whom, show, to, words_of
from voordeur.web.resident.reading import read_phone
from voordeur.web.resident.visit import Visit, carry, end, visit_of


@inside
@require_safe
def letter(request: HttpRequest, who: Opened, visit: Visit) -> HttpResponse:
    """Who writes, why, and four choices. What was asked a moment ago is not kept for whoever opens this page next."""
    return carry(page(request, "letter", who, visit, agreed=moments_before(request, who)), visit.after(""))


@inside
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, who: Opened, visit: Visit) -> HttpResponse:
    """Call me: when, and on which number."""
    return _moment(request, who, visit, Wish.CALL)


@inside
@require_http_methods(["GET", "HEAD", "POST"])
def come(request: HttpRequest, who: Opened, visit: Visit) -> HttpResponse:
    """Come by: when."""
    return _moment(request, who, visit, Wish.COME)


@inside
@require_POST
def settled(request: HttpRequest, who: Opened, visit: Visit) -> HttpResponse:
    """I have already arranged it."""
    return _hand_in(request, who, visit, Wish.SETTLED)


@inside
@require_POST
def no(request: HttpRequest, who: Opened, visit: Visit) -> HttpResponse:
    """No, thank you: one step, no reason."""
    return _hand_in(request, who, visit, Wish.NO)


@inside
@require_safe
def done(request: HttpRequest, who: Opened, visit: Visit) -> HttpResponse:
    """What was asked, and the way back: a number to call."""
    if visit.asked not in set(Wish):
        return to("resident_letter", request)
    words = words_of(request)
    when: dict[str, Any] = {}
    if visit.on:
        when = {"on": words.day(date.fromisoformat(visit.on)), "part": visit.at or words.part(visit.part)}
    return page(request, "done", who, visit, wish=visit.asked, **when)


@public
@require_safe
def real(request: HttpRequest) -> HttpResponse:
    """Is this real? Open to anybody, before and behind the door; that somebody wondered is not recorded."""
    return show(request, "real", came_in=visit_of(request) is not None, **from_whom(request))


@public
@csrf_exempt
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Forget on this phone that the door was opened."""
    return end(to("resident_door", request))


def _moment(request: HttpRequest, who: Opened, visit: Visit, wish: Wish) -> HttpResponse:
    """A moment that we have; or, where there is none or none suits, the part of a day: what was filled in then stays."""
    if (answer := by_slot(request, who, visit, wish)) is not None:
        return answer
    offered, sent = moments(who.case, ASKED[wish], today=today()), request.POST
    day = next((day for day in offered.days if day.isoformat() == sent.get("day")), None)
    part = next((part.name for part in offered.parts if part.name == sent.get("part")), "")
    phone = read_phone(sent.get("phone", ""))
    if request.method == "POST" and day and part and (phone or wish == Wish.COME):
        return _hand_in(request, who, visit, wish, on=day, part=part, phone=phone)
    words = words_of(request)
    return page(
        request,
        "moment",
        who,
        visit,
        wish=wish,
        tried=request.method == "POST",
        days=[(one.isoformat(), words.day(one), one == day) for one in offered.days],
        parts=[(one, words.part(one.name), one.name == part) for one in offered.parts],
        day=day,
        part=part,
        phone=phone,
        typed=sent.get("phone", ""),
    )


def _hand_in(request: HttpRequest, who: Opened, visit: Visit, wish: Wish, **asked: Any) -> HttpResponse:
    """Record a form of this visit, once; a form of another visit leads back to the letter."""
    token = visit.read_token(request.POST.get("token", ""))
    if token is None:
        return to("resident_letter", request)
    told = hand_in(who, HandedIn(wish, token, **asked), today=today())
    when = {"on": asked.get("on"), "part": asked.get("part", "")} if told == wish else {}
    return carry(to("resident_done", request), visit.after(told, **when))
