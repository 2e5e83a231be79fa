"""What a coordinator does to one door of an evening: up, down, to another pair or place, fix, let loose, take off, who leads."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from voordeur.accounts.models import User
from voordeur.connections.routing import configured_routing
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.visit.actions import NotPlanned
from voordeur.stages.visit.actions.moving import choose_lead, lock_stop, move_stop, take_off
from voordeur.stages.visit.models import Round, Stop
from voordeur.stages.visit.queries import rounds

_LEAD = "lead-"


@require_POST
@needs(Ability.PLAN_VISITS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One door of a round of today or later; `do` says what.

    A number is the round to which it goes; ``to`` puts it at the `place` of the `round` (a hand that dragged it there);
    ``lead-`` with a number says who speaks first, without one that nobody is chosen.
    """
    user = cast(User, request.user)
    known = rounds(user, since=today())
    stop = get_object_or_404(
        Stop.objects.select_related("round__organisation", "round__first", "round__second"), pk=pk, round__in=known.values("pk")
    )
    here = stop.round
    try:
        look, what = Look.of(request, Purpose.VISIT), request.POST.get("do", "")
        if what == "to":
            to, place = _dropped(request, known)
            move_stop(stop, to=to, place=place, by=user, look=look, today=today(), routing=configured_routing())
        else:
            _do(what, stop, known=known, user=user, look=look)
    except NotPlanned as refusal:
        messages.warning(request, str(refusal))
    address = reverse("evening", args=[here.on.isoformat(), here.day_part])
    stays = Stop.objects.filter(pk=pk).exists()
    return redirect(f"{address}#deur-{pk}" if stays else f"{address}#ronde-{here.pk}")


def _do(what: str, stop: Stop, *, known: QuerySet[Round], user: User, look: Look) -> None:
    here = stop.round
    open_before = here.stops.filter(result=None, order__lt=stop.order).count()
    if what == "up":
        move_stop(stop, to=here, place=open_before - 1, by=user, look=look, today=today(), routing=configured_routing())
    elif what == "down":
        move_stop(stop, to=here, place=open_before + 1, by=user, look=look, today=today(), routing=configured_routing())
    elif what in {"lock", "loose"}:
        lock_stop(stop, locked=what == "lock")
    elif what == "off":
        take_off(stop, by=user, look=look, today=today(), routing=configured_routing())
    elif what.startswith(_LEAD):
        choose_lead(stop, lead=_one_of(here, what.removeprefix(_LEAD)))
    elif what.isdecimal():
        to = get_object_or_404(known, pk=int(what))
        move_stop(stop, to=to, by=user, look=look, today=today(), routing=configured_routing())
    else:
        raise Http404


def _dropped(request: HttpRequest, known: QuerySet[Round]) -> tuple[Round, int]:
    """Where a door was let go: the round, and the place among its open doors."""
    where, place = request.POST.get("round", ""), request.POST.get("place", "")
    if not (where.isdecimal() and place.isdecimal()):
        raise Http404
    return get_object_or_404(known, pk=int(where)), int(place)


def _one_of(round_: Round, number: str) -> User | None:
    if not number:
        return None
    lead = next((one for one in (round_.first, round_.second) if one is not None and str(one.pk) == number), None)
    if lead is None:
        raise Http404
    return lead
