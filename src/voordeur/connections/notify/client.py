"""NotifyNL (a fork of GOV.UK Notify) as a carrier: e-mail, text messages, and letters as ready PDF files.

Templates at Notify hold only ((subject)) and ((body)): the words are ours, so that what is stored here is what went out.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import httpx

from voordeur.connections import over_http
from voordeur.connections.carrying import CannotAsk, Delivery, Outgoing, PerhapsCarried, Receipt, Refused, Standing, Way
from voordeur.connections.notify.token import Key, token

URL = "https://api.notifynl.nl"
LARGEST_LETTER = 2_000_000  # bytes of PDF
POSTAGE = "netherlands"

_STANDINGS = {
    "delivered": Standing.DELIVERED,
    "received": Standing.DELIVERED,  # a letter: the printer has posted it
    "permanent-failure": Standing.NO_SUCH_ADDRESS,
    "temporary-failure": Standing.NOT_DELIVERED,  # Notify itself tried for 72 hours
    "technical-failure": Standing.NOT_DELIVERED,
    "cancelled": Standing.NOT_DELIVERED,
    "validation-failed": Standing.REFUSED,
    "virus-scan-failed": Standing.REFUSED,
}


class Notify:
    """Carries by the API of NotifyNL; `key` is an API key of the service, as its administration shows it."""

    remembers = timedelta(days=7)  # as long as Notify keeps a message by default

    def __init__(self, key: str, url: str = URL, *, clock: Callable[[], float] = time.time) -> None:
        self._key = Key.read(key)
        self._url = f"{url.rstrip('/')}/v2/notifications"
        self._clock = clock
        self._client = httpx.Client(timeout=over_http.TIMEOUT, trust_env=False, auth=self._sign)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def hand_over(self, message: Outgoing) -> Receipt:
        """See `Carrier`."""
        if message.way == Way.LETTER and len(message.pdf) > LARGEST_LETTER:
            raise Refused("letter too large", address=False)
        kind = {Way.MAIL: "email", Way.TEXT: "sms", Way.LETTER: "letter"}[message.way]
        answer = over_http.hand_over(self._client, f"{self._url}/{kind}", json=_body(message))
        if answer.status_code != 201:
            said = _errors(answer)
            raise Refused(said, address=said.startswith(("phone_number", "email_address")))
        try:
            return Receipt(str(answer.json()["id"]))
        except (ValueError, KeyError, TypeError) as error:
            raise PerhapsCarried("an answer that cannot be read") from error

    def ask(self, reference: str) -> Delivery | None:
        """See `Carrier`."""
        answer = over_http.ask(self._client, self._url, params={"reference": reference})
        try:
            found = answer.json()["notifications"]
            return delivery_of(found[0]) if found else None
        except (ValueError, KeyError, TypeError) as error:
            raise CannotAsk("an answer that cannot be read") from error

    def _sign(self, request: httpx.Request) -> httpx.Request:
        request.headers["Authorization"] = f"Bearer {token(self._key, now=self._clock())}"
        return request


def delivery_of(notification: Mapping[str, Any]) -> Delivery:
    """How a message fares, from Notify's own words, in an answer or a call-back. Raises KeyError where they are missing.

    ``permanent-failure`` of a letter is the printer's, not the address's.
    """
    status, kind = notification["status"], notification.get("type") or notification.get("notification_type")
    standing = _STANDINGS.get(status, Standing.UNDER_WAY)
    if kind == "letter" and standing == Standing.NO_SUCH_ADDRESS:
        standing = Standing.NOT_DELIVERED
    return Delivery(standing, str(notification["id"]))


def read_report(body: Mapping[str, Any]) -> tuple[str, Delivery]:
    """A call-back: our reference and how the message fares. Raises KeyError for another shape."""
    return str(body["reference"] or ""), delivery_of(body)


def _body(message: Outgoing) -> dict[str, Any]:
    if message.way == Way.LETTER:
        content = base64.b64encode(message.pdf).decode()
        return {"reference": message.reference, "content": content, "postage": POSTAGE}
    sent = {"reference": message.reference, "template_id": message.template}
    if message.way == Way.TEXT:
        return {**sent, "phone_number": message.to, "personalisation": {"body": message.body}}
    personalisation = {"subject": message.subject, "body": message.body}
    return {**sent, "email_address": message.to, "personalisation": personalisation}


def _errors(answer: httpx.Response) -> str:
    try:
        return "; ".join(str(one.get("message", "")) for one in answer.json()["errors"]) or str(answer.status_code)
    except (ValueError, KeyError, TypeError, AttributeError):
        return str(answer.status_code)
