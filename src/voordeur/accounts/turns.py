"""Counting tries at a door that a stranger may knock at: with one key, and from one place. What is kept of it names neither.

The keys are keyed hashes and end with their hour or day, so that nobody can see afterwards who tried, or from where. A try takes
one of a fixed number of places; adding a place is atomic in the database, so that trying at once from many sides does not help.
"""

from __future__ import annotations

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_SALT = "voordeur.accounts.turns"
# As the sign-in counts them: one household has a whole such network.
_IPV6_NETWORK = 64


def took(what: str, most: int, seconds: float) -> bool:
    """Take one of the `most` places that `what` (with its hour or day in it) has for so many seconds; False: they are taken."""
    key = salted_hmac(_SALT, what, algorithm="sha256").hexdigest()
    places = [f"{key}:{number}" for number in range(most)]
    taken = cache.get_many(places)
    return any(cache.add(place, 1, timeout=seconds + 1) for place in places if place not in taken)


def place_of(request: HttpRequest) -> str:
    """Where the request comes from, past our own proxies only (`VOORDEUR_PROXIES`), as the sign-in sees it."""
    said = str(get_adapter().get_client_ip(request))
    address = ipaddress.ip_address(said)
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/{_IPV6_NETWORK}", strict=False))
    return said
