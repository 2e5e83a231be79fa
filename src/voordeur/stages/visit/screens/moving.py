"""What a coordinator does to one door of an evening: up, down, to another pair, fix, let loose, take off."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.visit.actions import NotPlanned
from voordeur.stages.visit.actions.moving import lock_stop, move_stop, take_off
from voordeur.stages.visit.models import Round, Stop
from voordeur.stages.visit.queries import rounds


@require_POST
@needs(Ability.PLAN_VISITS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One door of a round of today or later; `do` says what, a number being the round to which it goes."""
    user = cast(User, request.user)
    known = rounds(user, since=today())
    stop = get_object_or_404(Stop.objects.select_related("round__organisation"), pk=pk, round__in=known.values("pk"))
    here = stop.round
    try:
        _do(request.POST.get("do", ""), stop, known=known, user=user, look=Look.of(request, Purpose.VISIT))
    except NotPlanned as refusal:
        messages.warning(request, str(refusal))
    address = reverse("evening", args=[here.on.isoformat(), here.day_part])
    return redirect(f"{address}#ronde-{stop.round_id}")


def _do(what: str, stop: Stop, *, known: QuerySet[Round], user: User, look: Look) -> None:
    here = stop.round
    open_before = here.stops.filter(result=None, order__lt=stop.order).count()
    if what == "up":
        move_stop(stop, to=here, place=open_before - 1, by=user, look=look, today=today())
    elif what == "down":
        move_stop(stop, to=here, place=open_before + 1, by=user, look=look, today=today())
    elif what in {"lock", "loose"}:
        lock_stop(stop, locked=what == "lock")
    elif what == "off":
        take_off(stop, by=user, look=look, today=today())
    elif what.isdecimal():
        to = get_object_or_404(known, pk=int(what))
        move_stop(stop, to=to, by=user, look=look, today=today())
    else:
        raise Http404
