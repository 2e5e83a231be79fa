"""A text gateway to stand in for a real one, over real HTTP; nothing is sent anywhere. For demonstrations and tests only."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from voordeur.connections.standing_in import serve_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Json = dict[str, Any]


class Gateway:
    """A WSGI application that answers ``/messages``; `sent` holds each text by its reference, in the order in which they came.

    `busy` holds status codes that the next POSTs get instead; `on_accepted` is called before the answer goes out.
    """

    def __init__(self, key: str) -> None:
        self._key = key
        self.busy: list[int] = []
        self.sent: dict[str, Json] = {}
        self.statuses: dict[str, str] = {}
        self.on_accepted: Callable[[Json], None] = lambda text: None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        status, body, more = self._answer(environ)
        content = json.dumps(body, ensure_ascii=False).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content))), *more]
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [content]

    def _answer(self, environ: WSGIEnvironment) -> tuple[int, Json, list[tuple[str, str]]]:
        sent = environ["wsgi.input"].read(min(int(environ.get("CONTENT_LENGTH") or 0), 100_000))
        path = environ.get("PATH_INFO", "")
        if environ.get("HTTP_AUTHORIZATION") != f"Bearer {self._key}":
            return 401, {"error": "unknown key"}, []
        if environ["REQUEST_METHOD"] == "GET":
            reference = path.removeprefix("/messages/")
            known = reference in self.sent
            told = {"id": reference[:8], "status": self.statuses.get(reference, "sent")}
            return (200, told, []) if known else (404, {"error": "not found"}, [])
        if self.busy:
            return self.busy.pop(0), {"error": "busy"}, [("Retry-After", "120")]
        return (*self._taken(json.loads(sent)), [])

    def _taken(self, text: Mapping[str, Any]) -> tuple[int, Json]:
        if set(text) != {"reference", "to", "from", "body"}:
            return 400, {"error": "reference, to, from and body"}
        if not re.fullmatch(r"\+[0-9]{8,15}", str(text["to"])):
            return 422, {"error": "no such number"}
        reference = str(text["reference"])
        if reference in self.sent:
            return 409, {"id": reference[:8], "status": "sent"}
        self.sent[reference] = dict(text)
        self.on_accepted(self.sent[reference])
        return 201, {"id": reference[:8], "status": "sent"}


@contextmanager
def serve(gateway: Gateway, port: int = 0) -> Iterator[str]:
    """Serve the stand-in on 127.0.0.1 in a thread; gives its address. Port 0 takes any that is free."""
    with serve_app(gateway, port) as address:
        yield address
