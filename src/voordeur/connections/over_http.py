"""A call to a carrier over HTTP, judged by what is known afterwards: carried, certainly not carried, or nobody knows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from voordeur.connections.carrying import CannotAsk, NotNow, PerhapsCarried

TIMEOUT = httpx.Timeout(15.0, connect=5.0)
# The call never reached the other side.
_NOT_THERE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_LONGEST_WAIT = timedelta(hours=6)


def hand_over(client: httpx.Client, url: str, **what: Any) -> httpx.Response:
    """POST something that must not happen twice; gives an answer below 300, or a 4xx that is about the message itself.

    Raises `NotNow` where it certainly was not carried (no connection, 429, a key that is not known), `PerhapsCarried` where the
    line went dead later or the other side stumbled (5xx).
    """
    try:
        answer = client.post(url, **what)
    except _NOT_THERE as error:
        raise NotNow(_name(error)) from error
    except httpx.TransportError as error:
        raise PerhapsCarried(_name(error)) from error
    if answer.status_code == 429:
        raise NotNow("429", after=_retry_after(answer))
    if answer.status_code in (401, 403):
        raise NotNow(f"{answer.status_code}: the key is not known")
    if answer.status_code >= 500 or answer.status_code == 408:
        raise PerhapsCarried(str(answer.status_code))
    return answer


def ask(client: httpx.Client, url: str, **what: Any) -> httpx.Response:
    """GET what may be asked as often as one likes; gives a 200 or a 404. Raises `CannotAsk`."""
    try:
        answer = client.get(url, **what)
    except httpx.TransportError as error:
        raise CannotAsk(_name(error)) from error
    if answer.status_code not in (200, 404):
        raise CannotAsk(str(answer.status_code))
    return answer


def _retry_after(answer: httpx.Response) -> timedelta:
    seconds = answer.headers.get("retry-after", "")
    return min(timedelta(seconds=int(seconds)), _LONGEST_WAIT) if seconds.isascii() and seconds.isdigit() else timedelta(0)


def _name(error: Exception) -> str:
    return type(error).__name__
