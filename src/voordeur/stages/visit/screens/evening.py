"""Ronde: an evening planned at once for all pairs; a map, the rounds with their reasons, and what is left out with why."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.connections.bag import configured_addresses
from voordeur.connections.routing import configured_routing
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell import clock
from voordeur.stages.reach.rules.vocabulary import DayPart
from voordeur.stages.visit.actions import NotPlanned
from voordeur.stages.visit.actions.places import find_places
from voordeur.stages.visit.actions.rounds import Search, missed, plan_evening
from voordeur.stages.visit.forms import EveningForm, WhenForm
from voordeur.stages.visit.models import Round
from voordeur.stages.visit.queries import colleagues
from voordeur.stages.visit.queries.capacity import capacities
from voordeur.stages.visit.queries.crews import Ask, ask_of, crews_of, duos_of
from voordeur.stages.visit.queries.evening import Asked, households_of
from voordeur.stages.visit.queries.tonight import Board, LeftOut, board_of
from voordeur.stages.visit.rules.map import colour, shape
from voordeur.stages.visit.rules.rounds.solver import Limit
from voordeur.stages.visit.screens.drawing import map_of

# Seconds of searching behind the button: nobody waits longer, and the best rounds are nearly always found sooner.
SECONDS, QUICK = 1.0, 0.2


@needs(Ability.PLAN_VISITS)
def choose(request: HttpRequest) -> HttpResponse:
    """Go to a part of a day; without a choice to this evening."""
    form = WhenForm(request.GET)
    if form.is_valid():
        return redirect("evening", on=form.cleaned_data["on"].isoformat(), day_part=form.cleaned_data["day_part"])
    return redirect("evening", on=clock.today().isoformat(), day_part=DayPart.EVENING)


@needs(Ability.PLAN_VISITS)
def show(request: HttpRequest, on: str, day_part: str) -> HttpResponse:
    """One part of a day; a POST plans it (anew) for the pairs that were ticked."""
    user, day = cast(User, request.user), _day(on, day_part)
    asked = Asked.of(user.organisation, day, day_part)
    look = Look.of(request, Purpose.VISIT)
    board = board_of(asked, user, look)
    asks = _asks(board, asked)
    form = EveningForm(
        request.POST or None,
        organisation=user.organisation,
        pairs=[(key, label) for key, label, _ask in asks],
        initial={"sent": uuid4(), "pairs": _ticked(board, asks, asked)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _plan(request, form, asked, {key: ask for key, _label, ask in asks}, look)
        except NotPlanned as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("evening", on=on, day_part=day_part)
    return render(request, "visit/evening.html", {"form": form, **page(board, asked, user)})


def _day(on: str, day_part: str) -> date:
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise Http404 from None
    if day_part not in set(DayPart):
        raise Http404
    return day


def _plan(request: HttpRequest, form: EveningForm, asked: Asked, asks: dict[str, Ask], look: Look) -> None:
    given = form.cleaned_data
    going = [asks[key] for key in given["pairs"]]
    if given["first"]:
        going.append(Ask(given["first"], given["second"]))
    going = [replace(ask, most=given["most"]) for ask in going]
    user, now = cast(User, request.user), clock.now()
    lost = households_of(asked, user, today=now.date())
    find_places(asked.organisation, lost, register=configured_addresses(), on=now.date())
    plan = plan_evening(
        organisation=asked.organisation,
        on=asked.on,
        day_part=asked.day_part,
        asks=going,
        by=user,
        look=look,
        at=now,
        search=Search(_seconds(SECONDS), quick=_seconds(QUICK), routing=configured_routing()),
        sent=given["sent"],
    )
    if missed(plan):
        messages.error(request, _("Let op: niet alles wat nu moet, past. Hieronder staat wat er over is en wat zou helpen."))
    else:
        messages.success(request, _("De rondes staan klaar. De duo's zien ze op de telefoon."))


def _seconds(seconds: float) -> Limit:
    return Limit(seconds=seconds, clock=time.perf_counter)


def _asks(board: Board, asked: Asked) -> list[tuple[str, str, Ask]]:
    """The pairs that could go: the duos (with the deputy of who is away, P24), and who is on a round of this evening already."""
    found: dict[str, tuple[str, str, Ask]] = {}
    duos = duos_of(asked.organisation, asked.on)
    going = crews_of([ask_of(duo) for duo in duos], on=asked.on, usual=asked.usual, deputies=True)
    for duo, crew in zip(duos, going, strict=True):
        key, instead = _key(crew.ask.first, crew.ask.second), crew.ask.standing_in
        label = f"{duo.name} ({instead.in_(_lang())})" if instead else duo.name
        found.setdefault(key, (key, label, crew.ask))
    for one in board.rounds:
        key = _key(one.first, one.second)
        found.setdefault(key, (key, _pair(one), Ask(one.first, one.second)))
    crews = crews_of([ask for _key, _label, ask in found.values()], on=asked.on, usual=asked.usual)
    return [
        (key, _labelled(label, crew.name.in_(_lang()), crew.absent.in_(_lang()) if crew.absent else ""), ask)
        for (key, label, ask), crew in zip(found.values(), crews, strict=True)
    ]


def _labelled(label: str, names: str, absent: str) -> str:
    said = label if label == names else f"{label}: {names}"
    return f"{said} ({absent})" if absent else said


def _ticked(board: Board, asks: Iterable[tuple[str, str, Ask]], asked: Asked) -> list[str]:
    """Who goes now; before the first plan every pair that can."""
    if board.rounds:
        return [_key(one.first, one.second) for one in board.rounds]
    listed = list(asks)
    crews = crews_of([ask for _key, _label, ask in listed], on=asked.on, usual=asked.usual)
    return [key for (key, _label, _ask), crew in zip(listed, crews, strict=True) if crew.absent is None]


def _key(first: User, second: User | None) -> str:
    return f"{first.pk}-{second.pk if second else 0}"


def _pair(one: Round) -> str:
    names = [user.name for user in (one.first, one.second) if user is not None]
    return f" {_('en')} ".join(names)


def _lang() -> str:
    return get_language() or "nl"


def page(board: Board, asked: Asked, user: User) -> dict[str, Any]:
    """What the screen shows of an evening."""
    rounds = [_round(number, one) for number, one in enumerate(board.rounds)]
    left = [_left(one) for one in board.left_out]
    return {
        "on": asked.on,
        "day_part": asked.day_part,
        "plan": board.plan,
        "rounds": rounds,
        "must": [one for one in left if one["must"]],
        "left": [one for one in left if not one["must"] and not one["aside"]],
        "aside": [one for one in left if one["aside"]],
        "notices": [_in(words) for words in board.plan.notices] if board.plan else [],
        "capacities": _capacities(asked),
        "map": map_of(board, asked),
        "when": WhenForm(initial={"on": asked.on, "day_part": asked.day_part}),
        "colleagues": colleagues(user.organisation),
    }


def _capacities(asked: Asked) -> list[dict[str, Any]]:
    """The month's planned visits, with the counts in words; over it is a notice, never a refusal."""
    found = capacities(asked.organisation, asked.on, clock.today())
    return [{"over": one.over, "said": one.words().in_(_lang())} for one in found]


def _round(number: int, one: Round) -> dict[str, Any]:
    doors = one.doors  # type: ignore[attr-defined]
    return {
        "round": one,
        "number": colour(number),
        "shape": shape(number),
        "name": _pair(one),
        "pair": [user for user in (one.first, one.second) if user is not None],
        "doors": [
            {
                "stop": stop,
                "household": stop.case.household,
                "why": [_in(words) for words in stop.reasons],
                "open": stop.result_id is None,
            }
            for stop in doors
        ],
    }


def _left(one: LeftOut) -> dict[str, Any]:
    return {"household": one.case.household, "why": _in(one.why), "must": one.must, "aside": bool(one.why.get("aside"))}


def _in(words: Any) -> str:
    return str(words.get("en" if _lang().startswith("en") else "nl", ""))
