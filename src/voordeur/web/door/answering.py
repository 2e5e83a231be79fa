"""What a phone hears back about an item: whether it counted, what happened at that door meanwhile, and what comes next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.stages.reach.queries import what
from voordeur.stages.visit.queries import Door
from voordeur.web.door.ahead import comes_next
from voordeur.web.door.arriving import State, Taken
from voordeur.web.door.carried import carried_door

_WORKS = "attempt"


def answered(taken: Taken, *, submission: str, door: Door | None, by: User, as_of: str) -> dict[str, Any]:
    """One answer. `door` as it is now (None: none, or no longer for this visitor); `as_of`: of when the phone's words were."""
    said: dict[str, Any] = {
        "submission": submission,
        "state": str(taken.state),
        "said": _held(taken.said) if taken.state == State.HELD else taken.said,
        "mended": _("De klok van deze telefoon loopt niet goed; de tijd is aangepast.") if taken.mended else "",
        "meanwhile": [],
        "next": "",
        "door": None,
    }
    if door is None or taken.stop is None:
        return said
    now = carried_door(taken.stop.round, door, by=by)
    meanwhile = [now["no_more"], *_others(door, by, as_of)]
    return said | {"meanwhile": [one for one in meanwhile if one], "next": _next(door), "door": now}


def _held(why: str) -> str:
    kept = _("Uw antwoord is bewaard; een collega kijkt ernaar. Er is niets overschreven.")
    return f"{why} {kept}"


def _others(door: Door, by: User, as_of: str) -> list[str]:
    """Who else sought contact with this household since the phone was last told."""
    try:
        since = datetime.fromisoformat(as_of)
    except ValueError:
        return []
    if timezone.is_naive(since):
        return []
    events = door.stop.case.events.filter(kind=_WORKS, at__gt=since).select_related("by").order_by("at")
    others = [event for event in events if event.by_id != by.pk and event.facts.get("stop") != door.stop.pk]
    return [
        _("Intussen, %(time)s: %(what)s (%(name)s).")
        % {
            "time": timezone.localtime(event.at).strftime("%H:%M"),
            "what": what("", event.facts.get("channel", "")),
            "name": event.by.name if event.by else _("een collega"),
        }
        for event in others
    ]


def _next(door: Door) -> str:
    """What the working method asks for after this, the first thing only."""
    steps = sorted(door.stop.case.steps.all(), key=lambda step: (step.due_on, -step.urgency))
    if not steps:
        return ""
    first = steps[0]
    return comes_next(first.step, first.channel, first.day_part, first.due_on)
