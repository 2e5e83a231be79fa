"""The stand-in as a WSGI application, and a thread that serves it on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from voordeur.connections.brp.stand_in.answers import person
from voordeur.connections.brp.stand_in.questions import Faulty, People
from voordeur.connections.brp.stand_in.rows import Row
from voordeur.connections.standing_in import serve_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_JSON = "application/json; charset=utf-8"
_PROBLEM = "application/problem+json"
_LONGEST = 100_000  # bytes in one question


class Register:
    """A WSGI application that answers ``POST …/personen`` from rows of a register file.

    `key`, where given, must come in ``X-API-KEY``. `busy` is a list of status codes (503, 429) that the next questions get
    instead of an answer, for tests of the client.
    """

    def __init__(self, rows: Iterable[Row], *, key: str = "", busy: list[int] | None = None) -> None:
        self._people = People(rows)
        self._key = key
        self._busy = busy if busy is not None else []
        self.asked: list[dict[str, Any]] = []

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        status, kind, body = self._answer(environ)
        content = json.dumps(body, ensure_ascii=False).encode()
        headers = [("Content-Type", kind), ("Content-Length", str(len(content))), ("api-version", "2.7.0")]
        start_response(f"{status.value} {status.phrase}", headers)
        return [content]

    def _answer(self, environ: WSGIEnvironment) -> tuple[HTTPStatus, str, dict[str, Any]]:
        length = min(int(environ.get("CONTENT_LENGTH") or 0), _LONGEST)
        sent = environ["wsgi.input"].read(length)
        if self._busy:
            return _problem(HTTPStatus(self._busy.pop(0)), "serviceUnavailable")
        if not environ.get("PATH_INFO", "").endswith("/personen"):
            return _problem(HTTPStatus.NOT_FOUND, "notFound")
        if environ["REQUEST_METHOD"] != "POST":
            return _problem(HTTPStatus.METHOD_NOT_ALLOWED, "methodNotAllowed")
        if self._key and environ.get("HTTP_X_API_KEY") != self._key:
            return _problem(HTTPStatus.UNAUTHORIZED, "authentication")
        try:
            question = json.loads(sent)
            return HTTPStatus.OK, _JSON, self._found(question)
        except (ValueError, AttributeError):
            return _problem(HTTPStatus.BAD_REQUEST, "paramsRequired")
        except Faulty as fault:
            return _problem(HTTPStatus.BAD_REQUEST, fault.code, fault)

    def _found(self, question: dict[str, Any]) -> dict[str, Any]:
        rows = self._people.answer(question)
        self.asked.append(question)
        return {"type": question["type"], "personen": [person(row, question["fields"]) for row in rows]}


def _problem(status: HTTPStatus, code: str, fault: Faulty | None = None) -> tuple[HTTPStatus, str, dict[str, Any]]:
    body: dict[str, Any] = {
        "type": f"https://datatracker.ietf.org/doc/html/rfc7231#section-6.{status.value // 100 + 1}",
        "title": fault.title if fault else status.phrase,
        "status": status.value,
        "detail": "De foutieve parameters staan in invalidParams." if fault and fault.faults else status.phrase,
        "instance": "/haalcentraal/api/brp/personen",
        "code": code,
    }
    if fault and fault.faults:
        body["invalidParams"] = fault.faults
    return status, _PROBLEM, body


@contextmanager
def serve(rows: Iterable[Row] | Register, port: int = 0) -> Iterator[str]:
    """Serve the stand-in on 127.0.0.1 in a thread; gives its address. Port 0 takes any that is free."""
    with serve_app(rows if isinstance(rows, Register) else Register(rows), port) as address:
        yield f"{address}/haalcentraal/api/brp"
