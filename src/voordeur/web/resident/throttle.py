"""How often the resident's door may be tried: with one code, and from one place. What is kept of it names neither.

The keys are keyed hashes and end with their hour or day, so that nobody can see afterwards who tried, or from where. A try takes
one of a fixed number of places; adding a place is atomic in the database, so that trying at once from many sides does not help.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

_SALT = "voordeur.web.resident.throttle"
# As the sign-in counts them: one household has a whole such network.
_IPV6_NETWORK = 64


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
        for kind, what, end in (("code_a_day", code, day), ("code_an_hour", code, hour), ("place_an_hour", _place(request), hour))
        if not _took(f"{kind} {what} {end.isoformat()}", tries[kind], (end - now).total_seconds())
    ]
    return full[0] if full else None


def _took(what: str, most: int, seconds: float) -> bool:
    key = salted_hmac(_SALT, what, algorithm="sha256").hexdigest()
    places = [f"{key}:{number}" for number in range(most)]
    taken = cache.get_many(places)
    return any(cache.add(place, 1, timeout=seconds + 1) for place in places if place not in taken)


def _place(request: HttpRequest) -> str:
    """Where the request comes from, past our own proxies only (`VOORDEUR_PROXIES`), as the sign-in sees it."""
    said = str(get_adapter().get_client_ip(request))
    address = ipaddress.ip_address(said)
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/{_IPV6_NETWORK}", strict=False))
    return said
