"""The phone at the door: which door is next, what may be said there, one question at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.record.queries import parameter
from voordeur.shell.clock import today
from voordeur.stages.reach.rules.vocabulary import AttemptResult
from voordeur.stages.visit.queries import Door, Round, employers, my_rounds
from voordeur.stages.visit.rules.door import NEXT, Opening
from voordeur.stages.visit.rules.may_be_said import may_say
from voordeur.stages.visit.screens.words import NO_MORE, RESULTS, SAID, said
from voordeur.web.door.forms import DoorForm, NoteForm
from voordeur.web.door.reading import door_for, doors_for, round_for, visitor


@needs(Ability.VISIT)
def mine(request: HttpRequest) -> HttpResponse:
    """My rounds around today."""
    return render(request, "door/mine.html", {"rounds": my_rounds(visitor(request), today=today())})


@needs(Ability.VISIT)
def walk(request: HttpRequest, pk: int) -> HttpResponse:
    """The doors of one round in walking order, the next one on top."""
    round_ = round_for(request, pk)
    rows = [_row(door) for door in doors_for(request, round_)]
    following = next((row for row in rows if row["door"].open), None)
    return render(request, "door/walk.html", {"round": round_, "rows": rows, "next": following})


@needs(Ability.VISIT)
def ring(request: HttpRequest, pk: int, stop: int) -> HttpResponse:
    """One door. Without more: whom to ask for and the first tap; with `hoe` and `wat` in the address the next question."""
    round_ = round_for(request, pk)
    door = door_for(request, round_, stop)
    correct = request.GET.get("verbeter") == "1"
    context: dict[str, Any] = {
        "round": round_,
        **_row(door),
        "correct": correct,
        "sayings": _sayings(round_, AttemptResult.TALKED),
    }
    how = request.GET.get("hoe", "")
    if how not in set(Opening) or (door.result is not None and not correct):
        return render(request, "door/ring.html", context)
    context |= {"how": how, "resident": _asked(request, door)}
    what = request.GET.get("wat", "nobody" if how == Opening.NOBODY else "")
    if what not in NEXT[Opening(how)] or (how == Opening.TALKED and context["resident"] is None):
        return render(request, "door/what.html", context | {"results": _choices(Opening(how))})
    return render(request, "door/last.html", context | _last(round_, AttemptResult(what), context["resident"]))


@needs(Ability.VISIT)
def ready(request: HttpRequest, pk: int, stop: int) -> HttpResponse:
    """What was recorded, and which door is next."""
    round_ = round_for(request, pk)
    rows = [_row(door) for door in doors_for(request, round_)]
    row = next((r for r in rows if r["door"].stop.pk == stop), None)
    following = next((r for r in rows if r["door"].open), None)
    stands = parameter("door_note_days", organisation=round_.organisation, on=today())
    note = NoteForm(initial={"until": today() + timedelta(days=int(stands))})
    return render(request, "door/ready.html", {"round": round_, "row": row, "next": following, "form": note})


def _row(door: Door) -> dict[str, Any]:
    return {
        "door": door,
        "no_more": said(NO_MORE, door.no_more) if door.no_more else "",
        "result": said(RESULTS, door.result.facts.get("result")) if door.result else "",
    }


def _asked(request: HttpRequest, door: Door) -> int | None:
    known = {str(person.resident_id): person.resident_id for person in door.people}
    if len(known) == 1:
        return next(iter(known.values()))
    return known.get(request.GET.get("wie", ""))


def _choices(how: Opening) -> list[tuple[str, str]]:
    return [(str(result), said(RESULTS, result)) for result in NEXT[how]]


def _last(round_: Round, result: AttemptResult, resident: int | None) -> dict[str, Any]:
    spoke = result in NEXT[Opening.TALKED]
    form = DoorForm(initial={"submission": uuid4(), "result": str(result), "resident": resident if spoke else None})
    return {
        "what": str(result),
        "what_said": said(RESULTS, result),
        # What is said to the resident stands on the door's first page: after the talk it comes too late.
        "sayings": [] if spoke and result != AttemptResult.LANGUAGE else _sayings(round_, result),
        "form": form,
    }


def _sayings(round_: Round, result: AttemptResult) -> list[str]:
    pair = [user for user in (round_.first, round_.second) if user is not None]
    with_creditor = any(employers(user) for user in pair)
    return [said(SAID, say) for say in may_say(result, creditor_in_pair=with_creditor)]
