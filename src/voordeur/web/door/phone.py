"""What the phone asks while it works by itself: who am I, the round to take along, is it still owing, and here are results."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs, public
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.visit.queries import Door, door_of
from voordeur.web.door.answering import answered
from voordeur.web.door.arriving import Clock, Taken, from_phone, take_in
from voordeur.web.door.carried import as_of, carried_door, carried_round
from voordeur.web.door.forms import DoorForm
from voordeur.web.door.night import key_of, night_ends, night_of, person_of, session_of, stay_signed_in
from voordeur.web.door.reading import door_for, doors_for, now, round_for, visitor

# What the frame needs to stand up without network. Nothing of it holds anything about anybody.
SHELL = (
    "vendor/utrecht/index.css", "vendor/voorbeeld/theme.css", "shell/tokens.css", "shell/voordeur.css", "shell/forms.css",
    "shell/door.svg", "door/door.css", "door/app.js", "door/answers.js", "door/filling.js", "door/frame.js", "door/night.js",
    "door/outbox.js", "door/pages.js", "door/seal.js", "door/showing.js", "door/store.js", "door/sync.js",
    "vendor/source-sans-3/source-sans-3-latin-400-normal.woff2", "vendor/source-sans-3/source-sans-3-latin-600-normal.woff2",
    "vendor/source-sans-3/source-sans-3-latin-700-normal.woff2",
)  # fmt: skip
_MOST_ITEMS = 200  # in one sending; the phone sends what is left in the next
_MOST_NIGHTS = 40


@public
@require_GET
def frame(request: HttpRequest) -> HttpResponse:
    """The door's screens without a single door in them: what the phone fills in by itself. No personal data."""
    answer = render(request, "door/onderweg.html", {"form": DoorForm()})
    answer["Cache-Control"] = "no-cache"
    return answer


@public
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the frame on the phone; it changes when anything that it keeps changes.

    With `gewoon` it imports nothing, for browsers whose workers cannot: those hand in with the page open only.
    """
    keeps = [reverse("door-frame"), *(static(name) for name in SHELL)]
    told = "" if "gewoon" in request.GET else f"import {{ sync }} from {json.dumps(static('door/sync.js'))};\n"
    told += f"const VERSION = {json.dumps(_version(get_language() or ''))};\nconst KEEPS = {json.dumps(keeps)};\n"
    answer = HttpResponse(told + _source("door/worker.js").decode(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@needs(Ability.VISIT)
@require_GET
def who(request: HttpRequest) -> JsonResponse:
    """Who is signed in here, until when a phone may keep a round, and the keys of the nights that it asks for (`nacht`)."""
    user, moment = visitor(request), timezone.now()
    tonight = night_of(moment)
    asked = {night for night in map(_night, request.GET.getlist("nacht")[:_MOST_NIGHTS]) if night and night <= tonight}
    return JsonResponse({
        "person": person_of(user),
        "session": session_of(request),
        "csrf": get_token(request),
        "night": tonight.isoformat(),
        "lasts": int((night_ends(moment) - moment).total_seconds() * 1000),
        "keys": {night.isoformat(): key_of(user, night) for night in sorted({tonight, *asked})},
    })  # fmt: skip


@needs(Ability.VISIT)
@require_POST
def take(request: HttpRequest, pk: int) -> JsonResponse:
    """A round to take along; the session lasts until the night ends. The look is logged."""
    round_ = round_for(request, pk)
    stay_signed_in(request)
    return JsonResponse(carried_round(round_, doors_for(request, round_), by=visitor(request)))


@needs(Ability.VISIT)
@require_GET
def still(request: HttpRequest, pk: int, stop: int) -> JsonResponse:
    """One door as it is this minute: asked just before leaving for it (P26)."""
    round_ = round_for(request, pk)
    door = door_for(request, round_, stop)
    return JsonResponse(carried_door(round_, door, by=visitor(request)) | as_of())


@needs(Ability.VISIT)
@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    """What was kept without network, in the order in which it was tapped: an answer to each item, never a refusal of all."""
    received = now()
    try:
        sent = json.loads(request.body)
        items = [item for item in sent["items"] if isinstance(item, dict)][:_MOST_ITEMS]
        clock = Clock(sent=from_phone(sent["sent"]), received=received, shift=received - timezone.now())
    except (ValueError, KeyError, TypeError):
        return HttpResponseBadRequest()
    return JsonResponse({"answers": [_answer(request, item, clock) for item in items], **as_of()})


def _answer(request: HttpRequest, item: dict[str, Any], clock: Clock) -> dict[str, Any]:
    by = visitor(request)
    taken = take_in(item, by=by, clock=clock)
    submission, told = str(item.get("submission", "")), str(item.get("as_of", ""))
    return answered(taken, submission=submission, door=_door_now(request, taken), by=by, as_of=told)


def _door_now(request: HttpRequest, taken: Taken) -> Door | None:
    """The door after what was taken in; nothing for whoever is no longer of its pair."""
    if taken.stop is None or visitor(request).pk not in {taken.stop.round.first_id, taken.stop.round.second_id}:
        return None
    return door_of(taken.stop.round, taken.stop.pk, Look.of(request, Purpose.VISIT), today=today())


def _night(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


@cache
def _version(language: str) -> str:
    digest = sha256(language.encode())
    for name in (*SHELL, "door/worker.js"):
        digest.update(_source(name))
    digest.update(render_to_string("door/onderweg.html", {"form": DoorForm()}).encode())
    return digest.hexdigest()[:16]


def _source(name: str) -> bytes:
    place = finders.find(name)
    if place is None:
        raise FileNotFoundError(name)
    return Path(str(place)).read_bytes()
