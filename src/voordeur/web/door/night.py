"""What a phone gets to keep for one night, and the key that only a signed-in session of that person brings back.

Names of people and sessions are given to a phone as keyed digests: they tell it whether it is still the same one, and
nothing to anybody else. See the README of this room for what this protects against, and what not.
"""

from __future__ import annotations

import base64
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from voordeur.accounts.models import User
from voordeur.privacy.gate import session_ends

# A night ends when the last pair is long home and the first is not up yet.
NIGHT_ENDS = time(4)
_SHORTEST = timedelta(minutes=30)


def night_of(moment: datetime) -> date:
    """The night that a moment belongs to, by the day it began on: half past one belongs to the day before."""
    local = timezone.localtime(moment)
    return local.date() if local.time() >= NIGHT_ENDS else local.date() - timedelta(days=1)


def night_ends(moment: datetime) -> datetime:
    """When the night of a moment is over."""
    return datetime.combine(night_of(moment) + timedelta(days=1), NIGHT_ENDS, timezone.get_current_timezone())


def person_of(user: User) -> str:
    """What a phone knows this person by."""
    return _digest("person", str(user.pk))


def session_of(request: HttpRequest) -> str:
    """What a phone knows this signed-in session by; after signing out and in again it is another."""
    return _digest("session", request.session.session_key or "")


def key_of(user: User, night: date) -> str:
    """The key of the results that this person taps in on one night: 32 bytes, in base64.

    It is made from the installation's secret each time that it is asked for and stored nowhere: results that could not be
    sent before signing out are opened again by the same person signing in, on that phone, and by nobody else.
    """
    return base64.b64encode(_keyed("results", f"{user.pk} {night.isoformat()}")).decode()


def stay_signed_in(request: HttpRequest) -> None:
    """Let the session of somebody who takes a round along last until the night ends, never longer than any session may.

    Without network nobody can show that they are there: half an hour of silence would sign out a pair at work.
    """
    now = timezone.now()
    until = max(min(night_ends(now), session_ends(request)), now + _SHORTEST)
    request.session.set_expiry(until)


def _digest(what: str, of: str) -> str:
    return base64.urlsafe_b64encode(_keyed(what, of)[:15]).decode()


def _keyed(what: str, of: str) -> bytes:
    return salted_hmac(f"voordeur.door.{what}", of, algorithm="sha256").digest()
