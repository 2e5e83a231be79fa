"""The stand-in as a WSGI application."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import httpx

from voordeur.connections.notify.stand_in.messages import Faulty, Held, Json, read
from voordeur.connections.notify.token import Key, is_valid
from voordeur.connections.standing_in import serve_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_PLACE = "/v2/notifications"
_LONGEST = 5_000_000  # bytes in one question
_SAID = {
    429: ("RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    500: ("Exception", "Internal server error"),
    503: ("Exception", "Service unavailable"),
}


class NotifyService:
    """A WSGI application that answers ``/v2/notifications`` of one service.

    `busy` holds status codes that the next POSTs get instead; `on_accepted` is called with each message that was taken, before
    the answer goes out: a test may let somebody die there. `fate`: what becomes of a message once `work_off` is called, or
    somebody asks and it is `prompt`. `templates`: the templates that exist; empty: any.
    """

    def __init__(
        self, key: str, *, templates: Collection[str] = (), fate: Callable[[Held], str] | None = None, prompt: bool = False
    ) -> None:
        self._key = Key.read(key)
        self._templates = frozenset(templates)
        self._fate = fate or (lambda held: "received" if held.kind == "letter" else "delivered")
        self._prompt = prompt
        self.busy: list[int] = []
        self.held: list[Held] = []
        self.asked: list[str] = []  # references that were asked about
        self.on_accepted: Callable[[Held], None] = lambda held: None

    def work_off(self) -> None:
        """Let every message that is under way come to its end."""
        for one in self.held:
            if one.settled_at is None:
                one.status = self._fate(one)

    def call_back(self, url: str, *, token: str, held: Held) -> httpx.Response:
        """Tell a service how one of its messages fares, as Notify does."""
        return httpx.post(url, json=held.report(), headers={"Authorization": f"Bearer {token}"}, trust_env=False)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        status, body = self._answer(environ)
        content = json.dumps(body, ensure_ascii=False).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [content]

    def _answer(self, environ: WSGIEnvironment) -> tuple[int, Json]:
        sent = environ["wsgi.input"].read(min(int(environ.get("CONTENT_LENGTH") or 0), _LONGEST))
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if not self._knows(environ.get("HTTP_AUTHORIZATION", "")):
            return _refusal(403, ("AuthError", "Invalid token: API key not found"))
        if method == "GET" and path == _PLACE:
            return self._listed(environ, parse_qs(environ.get("QUERY_STRING", "")))
        if method == "GET" and path.startswith(f"{_PLACE}/"):
            return self._one(environ, path.removeprefix(f"{_PLACE}/"))
        kind = path.removeprefix(f"{_PLACE}/")
        if method != "POST" or kind not in {"email", "sms", "letter"}:
            return _refusal(404, ("NoResultFound", "No result found"))
        if self.busy:
            status = self.busy.pop(0)
            return _refusal(status, _SAID.get(status, ("Exception", "")))
        return self._taken(environ, kind, sent)

    def _taken(self, environ: WSGIEnvironment, kind: str, sent: bytes) -> tuple[int, Json]:
        try:
            held = read(kind, json.loads(sent), templates=self._templates)
        except Faulty as fault:
            return _refusal(fault.status, *fault.faults)
        except (ValueError, TypeError):
            return _refusal(400, ("BadRequestError", "Invalid JSON supplied in POST data"))
        self.held.append(held)
        self.on_accepted(held)
        return 201, held.accepted(_root(environ))

    def _listed(self, environ: WSGIEnvironment, query: Mapping[str, list[str]]) -> tuple[int, Json]:
        wanted = query.get("reference", [""])[0]
        if self._prompt:
            self.work_off()
        self.asked.append(wanted)
        found = [one for one in reversed(self.held) if not wanted or one.reference == wanted]
        links = {"current": f"{_root(environ)}{_PLACE}?reference={wanted}"}
        return 200, {"notifications": [one.shown(_root(environ)) for one in found[:250]], "links": links}

    def _one(self, environ: WSGIEnvironment, wanted: str) -> tuple[int, Json]:
        found = next((one for one in self.held if one.id == wanted), None)
        return (200, found.shown(_root(environ))) if found else _refusal(404, ("NoResultFound", "No result found"))

    def _knows(self, authorization: str) -> bool:
        try:
            return is_valid(authorization.removeprefix("Bearer "), self._key, now=time.time())
        except ValueError:
            return False


def _refusal(status: int, *faults: tuple[str, str]) -> tuple[int, Json]:
    return status, {"status_code": status, "errors": [{"error": error, "message": said} for error, said in faults]}


def _root(environ: WSGIEnvironment) -> str:
    return f"http://{environ.get('HTTP_HOST', 'localhost')}"


@contextmanager
def serve(service: NotifyService, port: int = 0) -> Iterator[str]:
    """Serve the stand-in on 127.0.0.1 in a thread; gives its address. Port 0 takes any that is free."""
    with serve_app(service, port) as address:
        yield address
