"""Minutes between places, asked of an OSRM-like ``/table`` service in pieces that it takes."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import product
from typing import Any, Protocol
from urllib.parse import urlsplit

import httpx
import numpy as np
from django.conf import settings
from numpy.typing import NDArray

Place = tuple[float, float]  # latitude, longitude in degrees
PIECE, CONNECTING = 3.0, 1.0
# How long all pieces of one table may take together: somebody waits for it.
WHOLE = 6.0
# The most places that an engine takes in one question, unless it was set up otherwise (osrm-routed --max-table-size).
MOST = 100
# What the ways of going about are called in an address of OSRM.
PROFILES = {"foot": "foot", "bike": "bike", "car": "driving"}


class RoutingUnavailable(Exception):
    """No table: the engine did not answer, not in time, or not in a way that we understand. Says nothing of the places."""


class TravelTimes(Protocol):
    """What planning may ask."""

    def answers(self, way: str) -> bool:
        """Whether there is anybody to ask for this way of going about (foot, bike, car)."""
        ...

    def minutes(self, places: Sequence[Place], way: str) -> NDArray[np.float64]:
        """A square table of minutes, NaN where no road leads. Raises RoutingUnavailable."""
        ...


class NoRouting:
    """Nobody is asked."""

    def answers(self, way: str) -> bool:
        """Nobody."""
        return False

    def minutes(self, places: Sequence[Place], way: str) -> NDArray[np.float64]:
        """Never asked."""
        raise RoutingUnavailable("no engine")


@dataclass(frozen=True)
class Patience:
    """How much an engine takes at once, and how long it may take (seconds): for one piece, and for the whole table."""

    most: int = MOST
    piece: float = PIECE
    whole: float = WHOLE
    clock: Callable[[], float] = time.monotonic


class RoutingEngine:
    """Asks the engines of an installation: one address for each way of going about, on hosts of its own only."""

    def __init__(self, urls: Mapping[str, str], *, hosts: Collection[str] = (), patience: Patience | None = None) -> None:
        self._urls, self._hosts = dict(urls), frozenset(hosts)
        self._patience = patience or Patience()
        self._client = httpx.Client(
            timeout=httpx.Timeout(self._patience.piece, connect=CONNECTING), trust_env=False, follow_redirects=False
        )

    def answers(self, way: str) -> bool:
        """See `TravelTimes`."""
        return way in self._urls

    def minutes(self, places: Sequence[Place], way: str) -> NDArray[np.float64]:
        """See `TravelTimes`. A place that stands there twice is asked once; all pieces together take `Patience.whole` at most."""
        base = self._base(way)
        known = list(dict.fromkeys((round(lat, 6), round(lon, 6)) for lat, lon in places))
        number = {place: row for row, place in enumerate(known)}
        table = np.full((len(known), len(known)), np.nan)
        until = self._patience.clock() + self._patience.whole
        for rows, columns in self._pieces(len(known)):
            if self._patience.clock() > until:
                raise RoutingUnavailable("too slow")
            table[np.ix_(rows, columns)] = self._ask(base, [known[row] for row in rows], [known[column] for column in columns])
        np.fill_diagonal(table, 0.0)
        at = [number[round(lat, 6), round(lon, 6)] for lat, lon in places]
        return table[np.ix_(at, at)]

    def _pieces(self, size: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """From which places to which, so that no question holds more places than the engine takes."""
        if size <= self._patience.most:
            everything = tuple(range(size))
            return iter([(everything, everything)] if size else [])
        half = max(1, self._patience.most // 2)
        stretches = [tuple(range(first, min(first + half, size))) for first in range(0, size, half)]
        return product(stretches, stretches)

    def _base(self, way: str) -> str:
        url = self._urls.get(way, "")
        host = urlsplit(url).hostname or ""
        if not (is_this_machine(host) or host in self._hosts):
            raise RoutingUnavailable("its host is not named as one of our own")
        return f"{url.rstrip('/')}/table/v1/{PROFILES.get(way, way)}"

    def _ask(self, base: str, rows: Sequence[Place], columns: Sequence[Place]) -> NDArray[np.float64]:
        """One piece. The same places from and to are told once, else the ones and then the others."""
        places = rows if rows == columns else [*rows, *columns]
        asked = {"annotations": "duration"}
        if rows != columns:
            asked["sources"] = _numbers(0, len(rows))
            asked["destinations"] = _numbers(len(rows), len(places))
        written = ";".join(f"{lon:.6f},{lat:.6f}" for lat, lon in places)
        try:
            answer = self._client.get(f"{base}/{written}", params=asked)
            told = answer.json() if answer.status_code == 200 else {"code": str(answer.status_code)}
        except httpx.TimeoutException as error:
            raise RoutingUnavailable("too slow") from error
        except (httpx.HTTPError, ValueError) as error:
            raise RoutingUnavailable(type(error).__name__) from error
        return _table(told, len(rows), len(columns))


def is_this_machine(host: str) -> bool:
    """Whether a host is the machine itself, by its name or by its number."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def configured_routing() -> TravelTimes:
    """The engines of this installation, by ROUTING_URLS and ROUTING_HOSTS from the settings, or none."""
    if not settings.ROUTING_URLS:
        return NoRouting()
    return RoutingEngine(settings.ROUTING_URLS, hosts=settings.ROUTING_HOSTS)


def _numbers(first: int, end: int) -> str:
    return ";".join(map(str, range(first, end)))


def _table(told: Any, rows: int, columns: int) -> NDArray[np.float64]:
    """The minutes of an answer; an engine tells seconds, and null where no road leads."""
    if not isinstance(told, dict) or told.get("code") != "Ok":
        code = told.get("code", "") if isinstance(told, dict) else ""
        raise RoutingUnavailable(f"it answered {code}" if isinstance(code, str) and code.isalnum() else "it answered strangely")
    durations: list[Any] = told["durations"] if isinstance(told.get("durations"), list) else []
    fits = len(durations) == rows
    if not fits or not all(isinstance(row, list) and len(row) == columns and all(map(_seconds, row)) for row in durations):
        raise RoutingUnavailable("its table does not fit the question")
    return np.array([[math.nan if one is None else one / 60 for one in row] for row in durations], dtype=np.float64)


def _seconds(one: object) -> bool:
    return one is None or (isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one) and one >= 0)
