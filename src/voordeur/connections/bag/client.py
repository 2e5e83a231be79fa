"""Where an address lies, asked of a Locatieserver (``/free``): one GET an address, without any name."""

from __future__ import annotations

import re
from typing import Protocol

import httpx
from django.conf import settings

TIMEOUT = httpx.Timeout(5.0, connect=2.0)
_POINT = re.compile(r"POINT\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)\s*\)")


class BagUnavailable(Exception):
    """The service did not answer, or not in a way that we understand; it may be asked again later."""


class AddressRegister(Protocol):
    """What the rest of the house may ask. `answers`: whether there is anybody to ask."""

    answers: bool

    def where(self, postcode: str, number: str, letter: str, addition: str) -> tuple[float, float] | None:
        """Latitude and longitude of an address; None where it is not known. Raises BagUnavailable."""
        ...


class NoAddresses:
    """Nobody is asked."""

    answers = False

    def where(self, postcode: str, number: str, letter: str, addition: str) -> None:
        """Nothing is known."""
        return


class HttpAddresses:
    """Asks a Locatieserver: PDOK's, or a municipality's own copy, which keeps addresses inside its walls."""

    answers = True

    def __init__(self, url: str, *, timeout: httpx.Timeout = TIMEOUT) -> None:
        self._url = f"{url.rstrip('/')}/free"
        self._client = httpx.Client(timeout=timeout, trust_env=False, headers={"Accept": "application/json"})

    def where(self, postcode: str, number: str, letter: str, addition: str) -> tuple[float, float] | None:
        """See `AddressRegister`; an answer about another address than the one asked counts as not known."""
        parts = [f"postcode:{postcode}", f"huisnummer:{number}"]
        parts += [f"huisletter:{letter}"] if letter else []
        parts += [f"huisnummertoevoeging:{addition}"] if addition else []
        asked = {
            "q": " AND ".join(parts),
            "fq": "type:adres",
            "fl": "centroide_ll,postcode,huisnummer",
            "rows": "1",
            "wt": "json",
        }
        try:
            answer = self._client.get(self._url, params=asked)
            answer.raise_for_status()
            found = answer.json()["response"]["docs"]
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise BagUnavailable(type(error).__name__) from error
        if not found or found[0].get("postcode") != postcode or str(found[0].get("huisnummer")) != number:
            return None
        point = _POINT.fullmatch(str(found[0].get("centroide_ll", "")))
        return (float(point[2]), float(point[1])) if point else None


def configured_addresses() -> AddressRegister:
    """The register of this installation: BAG_URL from the settings, or none."""
    return HttpAddresses(settings.BAG_URL) if settings.BAG_URL else NoAddresses()
