"""Behind the door: choose a moment that we really have, see what was agreed, call it off."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from voordeur.stages.reach.queries.codes import Opened
from voordeur.stages.reach.rules.vocabulary import AppointmentKind
from voordeur.stages.visit.actions import NotBooked
from voordeur.web.resident.asking import Wish
from voordeur.web.resident.choosing import Choice, Offered, agreed, call_off, choose, counted, form_number, offered
from voordeur.web.resident.inside import inside, page
from voordeur.web.resident.page import address, to, words_of
from voordeur.web.resident.reading import read_phone
from voordeur.web.resident.visit import Visit, carry

# Where a kind of appointment is moved; one at our office only by phone.
_MOVES = {AppointmentKind.HOME: "resident_come", AppointmentKind.PHONE: "resident_call"}
OTHERWISE = "anders"  # in the address: none of the moments suits


def by_slot(request: HttpRequest, who: Opened, visit: Visit, wish: Wish) -> HttpResponse | None:
    """The page of the moments that we have, or what was chosen there; None where the part of a day is asked instead."""
    sent = request.POST
    if OTHERWISE in request.GET or (request.method == "POST" and "by_slot" not in sent):
        return None
    phone = read_phone(sent.get("phone", ""))
    token = visit.read_token(sent.get("token", "")) if request.method == "POST" else None
    form = form_number(token, wish, sent.get("slot", ""), phone) if token else None
    if form is not None and counted(who, form):
        return _agreed(request, visit, wish, sent.get("slot", ""))
    can, taken = offered(who, wish), False
    chosen = can.find(sent.get("slot", ""))
    if request.method == "POST" and form is None:
        return to("resident_letter", request)
    if form is not None and chosen and (phone or wish == Wish.COME):
        if who.case.closed_on is not None:
            return carry(to("resident_done", request), visit.after(Wish.CLOSED))
        try:
            choose(who, wish, chosen, can.there, form=form, phone=phone)
        except NotBooked:
            can, taken = offered(who, wish), True
        else:
            return _agreed(request, visit, wish, chosen.value)
    if not can.days and request.method != "POST":
        return None
    return _slots(request, who, visit, wish, can, chosen, taken=taken, phone=phone)


def _slots(
    request: HttpRequest, who: Opened, visit: Visit, wish: Wish, can: Offered, chosen: Choice | None, *, taken: bool, phone: str
) -> HttpResponse:
    words, tried = words_of(request), request.method == "POST"
    return page(
        request,
        "slots",
        who,
        visit,
        slots={"minutes": str(can.within)},
        wish=wish,
        tried=tried,
        taken=taken or (tried and not chosen and bool(request.POST.get("slot"))),
        days=[(words.day(on), [(one.value, one.at, one == chosen) for one in some]) for on, some in can.days],
        chosen=chosen,
        phone=phone,
        typed=request.POST.get("phone", ""),
        otherwise=f"{address('resident_call' if wish == Wish.CALL else 'resident_come', words)}&{OTHERWISE}=1",
    )


def _agreed(request: HttpRequest, visit: Visit, wish: Wish, value: str) -> HttpResponse:
    on, _, at = value.partition("T")
    return carry(to("resident_done", request), visit.after(wish, on=date.fromisoformat(on), at=at))


@inside
@require_POST
def off(request: HttpRequest, who: Opened, visit: Visit) -> HttpResponse:
    """Call one's own appointment off, in one step and without a reason."""
    token = visit.read_token(request.POST.get("token", ""))
    if token is None:
        return to("resident_letter", request)
    number = request.POST.get("appointment", "")
    try:
        call_off(who, number, form=form_number(token, "off", number))
    except NotBooked:
        return to("resident_letter", request)
    return carry(to("resident_done", request), visit.after(Wish.OFF))


def moments_before(request: HttpRequest, who: Opened) -> list[dict[str, Any]]:
    """What this resident agreed with us and is still to come, in the language of the page."""
    words = words_of(request)
    return [
        {
            "number": one.pk,
            "kind": one.kind,
            "day": words.day(one.on),
            "at": f"{one.begin:%H:%M}",
            "move": address(_MOVES[AppointmentKind(one.kind)], words) if one.kind in _MOVES else "",
        }
        for one in agreed(who)
    ]
