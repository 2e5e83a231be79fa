"""How often the resident's door may be tried: with one code, and from one place. What is kept of it names neither."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from voordeur.accounts.turns import place_of, took


@dataclass(frozen=True)
class Later:
    """The door may be tried again from `at`; `tomorrow`: not today any more."""

    at: datetime
    tomorrow: bool


def take_turn(request: HttpRequest, code: str) -> Later | None:
    """Count this try; when the door may be tried again, if it is one too many. The same is counted for any code, right or not."""
    now, tries = timezone.localtime(), settings.RESIDENT_DOOR_TRIES
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    hour, day = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1), midnight + timedelta(days=1)
    full = [
        Later(end, end == day)
        for kind, what, end in (
            ("code_a_day", code, day),
            ("code_an_hour", code, hour),
            ("place_an_hour", place_of(request), hour),
        )
        if not took(f"{kind} {what} {end.isoformat()}", tries[kind], (end - now).total_seconds())
    ]
    return full[0] if full else None
