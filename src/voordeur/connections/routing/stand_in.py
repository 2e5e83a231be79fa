"""A routing engine to stand in for a real one, over real HTTP: a town where every street runs north or east. For tests only."""

from __future__ import annotations

import json
import math
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from voordeur.connections.standing_in import serve_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_TABLE = re.compile(r"/table/v1/(\w+)/(-?\d+\.\d+,-?\d+\.\d+(?:;-?\d+\.\d+,-?\d+\.\d+)*)")
_METRES_PER_DEGREE = 111_320.0
Point = tuple[float, float]


class StreetEngine:
    """A WSGI application that answers ``/table/v1/…``; `asked` holds how many places each question held.

    `most`: places that it takes at once. `lost`: places to and from which no road leads. `busy`: status codes that the next
    questions get instead. `says`: a body that every question gets instead. `holds`: an event for which each answer waits.
    """

    def __init__(self, *, metres_per_second: float = 4.0, most: int = 100) -> None:
        self.speed, self.most = metres_per_second, most
        self.asked: list[int] = []
        self.profiles: list[str] = []
        self.lost: set[Point] = set()
        self.busy: list[int] = []
        self.says: bytes | None = None
        self.holds: threading.Event | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        if self.holds is not None:
            self.holds.wait(30)
        status, body = self._answer(environ.get("PATH_INFO", ""), parse_qs(environ.get("QUERY_STRING", "")))
        content = self.says if self.says is not None else json.dumps(body).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [content]

    def _answer(self, path: str, query: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
        if self.busy:
            return self.busy.pop(0), {"code": "Busy"}
        found = _TABLE.fullmatch(path)
        if not found:
            return 400, {"code": "InvalidUrl"}
        places: list[Point] = [(float(lat), float(lon)) for lon, lat in (one.split(",") for one in found[2].split(";"))]
        self.asked.append(len(places))
        self.profiles.append(found[1])
        if len(places) > self.most:
            return 400, {"code": "TooBig"}
        rows, columns = (_chosen(query.get(name), places) for name in ("sources", "destinations"))
        return 200, {"code": "Ok", "durations": [[self.seconds(one, other) for other in columns] for one in rows]}

    def seconds(self, one: Point, other: Point) -> float | None:
        """How long it takes over streets that run north and east only; None where no road leads."""
        if {one, other} & self.lost:
            return None
        north = abs(one[0] - other[0]) * _METRES_PER_DEGREE
        east = abs(one[1] - other[1]) * _METRES_PER_DEGREE * math.cos(math.radians(52))
        return round((north + east) / self.speed, 1)


@contextmanager
def serve(engine: StreetEngine, port: int = 0) -> Iterator[str]:
    """Serve an engine on this machine; gives its address."""
    with serve_app(engine, port) as address:
        yield address


def _chosen(numbers: list[str] | None, places: list[Point]) -> list[Point]:
    return [places[int(number)] for number in numbers[0].split(";")] if numbers else places
