"""Tonight's rounds for the coordinator: who goes where, why each address is in, and the list on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.reach.queries.words import sentence, urgency
from voordeur.stages.visit.actions import NotPlanned, alter_round, make_round
from voordeur.stages.visit.forms import PairForm, RoundForm
from voordeur.stages.visit.models import Round
from voordeur.stages.visit.queries import doors, due_doors, held_count, rounds
from voordeur.stages.visit.queries.safety import to_review
from voordeur.stages.visit.screens.words import NO_MORE, RESULTS, said

# How long a walked round stays on the overview.
_LOOK_BACK = timedelta(days=14)


@needs(Ability.PLAN_VISITS)
def overview(request: HttpRequest) -> HttpResponse:
    """The rounds, and the doors that wait for one; a POST makes a round of the ticked doors."""
    user, now = cast(User, request.user), today()
    due = due_doors(user, Look.of(request, Purpose.VISIT), today=now)
    form = RoundForm(
        request.POST or None,
        organisation=user.organisation,
        today=now,
        cases=[door.case_id for door in due],
        initial={"on": now},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = make_round(organisation=user.organisation, by=user, **form.cleaned_data)
        except NotPlanned as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De ronde staat klaar. Het duo ziet haar op de telefoon."))
            return redirect("round", pk=made.pk)
    ticked = set(request.POST.getlist("cases"))
    known = list(rounds(user, since=now - _LOOK_BACK))
    context = {
        "form": form,
        "due": [{"door": door, "why": _why(door.reason), "ticked": str(door.case_id) in ticked} for door in due],
        "held": held_count(user),
        "to_review": to_review(user, today=now),
        "running": [each for each in reversed(known) if each.on >= now or each.signed_off_at is None],
        "walked": [each for each in known if each.on < now and each.signed_off_at is not None],
    }
    return render(request, "visit/overview.html", context)


@needs(Ability.PLAN_VISITS)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: every door with why it is in and what came of it; a POST alters pair and doors."""
    user, now = cast(User, request.user), today()
    round_ = get_object_or_404(rounds(user, since=now - timedelta(days=366)), pk=pk)
    look = Look.of(request, Purpose.VISIT)
    waiting = due_doors(user, look, today=now) if round_.signed_off_at is None else []
    form = PairForm(
        request.POST or None,
        organisation=round_.organisation,
        initial={"first": round_.first_id, "second": round_.second_id},
    )
    if request.method == "POST" and form.is_valid():
        try:
            add = set(_ids(request, "add")) & {door.case_id for door in waiting}
            alter_round(round_, add=add, remove=_ids(request, "remove"), **form.cleaned_data)
        except NotPlanned as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De ronde is aangepast."))
            return redirect("round", pk=pk)
    rows = _rows(round_, look)
    return render(request, "visit/round.html", {"round": round_, "rows": rows, "form": form, "waiting": waiting})


@needs(Ability.PLAN_VISITS)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The round to print: what the phone shows, with room to write; amounts never stand on paper."""
    round_ = get_object_or_404(rounds(cast(User, request.user), since=today() - timedelta(days=366)), pk=pk)
    pair = [user for user in (round_.first, round_.second) if user is not None]
    rows = _rows(round_, Look.of(request, Purpose.VISIT), carried_by=pair)
    return render(request, "visit/paper.html", {"round": round_, "rows": rows})


def _rows(round_: Round, look: Look, carried_by: Iterable[User] = ()) -> list[dict[str, Any]]:
    return [
        {
            "door": door,
            "why": _why(door.reason),
            "no_more": said(NO_MORE, door.no_more) if door.no_more else "",
            "result": said(RESULTS, door.result.facts.get("result")) if door.result else "",
        }
        for door in doors(round_, look, today=today(), carried_by=carried_by)
    ]


def _why(reason: dict[str, Any]) -> str:
    return " · ".join(part for part in (sentence(reason), urgency(reason)) if part) if reason else ""


def _ids(request: HttpRequest, name: str) -> list[int]:
    return [int(value) for value in request.POST.getlist(name) if value.isdecimal()]
