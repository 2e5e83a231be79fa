"""A text gateway over HTTP, in the plainest shape that gateways share.

``POST {url}/messages`` with ``{"reference", "to", "from", "body"}`` and ``Authorization: Bearer KEY`` gives 201 with ``{"id"}``;
the same reference again gives 409 and sends nothing. ``GET {url}/messages/{reference}`` gives ``{"id", "status"}`` or 404. A
gateway that speaks otherwise gets a class of its own beside this one: only `_body`, `_STANDINGS` and the two paths differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx

from voordeur.connections import over_http
from voordeur.connections.carrying import CannotAsk, Delivery, Outgoing, Receipt, Refused, Standing

_STANDINGS = {
    "delivered": Standing.DELIVERED,
    "unknown_number": Standing.NO_SUCH_ADDRESS,
    "expired": Standing.NOT_DELIVERED,
    "rejected": Standing.NOT_DELIVERED,
}


class SmsGateway:
    """Carries text messages by an HTTP gateway."""

    remembers = timedelta(days=2)  # the least that gateways keep

    def __init__(self, key: str, url: str) -> None:
        self._url = f"{url.rstrip('/')}/messages"
        self._client = httpx.Client(timeout=over_http.TIMEOUT, trust_env=False, headers={"Authorization": f"Bearer {key}"})

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def hand_over(self, message: Outgoing) -> Receipt:
        """See `Carrier`."""
        sent = {"reference": message.reference, "to": message.to, "from": message.sender, "body": message.body}
        answer = over_http.hand_over(self._client, self._url, json=sent)
        if answer.status_code not in (201, 409):
            raise Refused(str(_read(answer).get("error", answer.status_code)), address=answer.status_code == 422)
        return Receipt(str(_read(answer).get("id", "")))

    def ask(self, reference: str) -> Delivery | None:
        """See `Carrier`."""
        answer = over_http.ask(self._client, f"{self._url}/{reference}")
        if answer.status_code == 404:
            return None
        try:
            return delivery_of(answer.json())
        except (ValueError, KeyError, TypeError) as error:
            raise CannotAsk("an answer that cannot be read") from error


def delivery_of(told: Mapping[str, Any]) -> Delivery:
    """How a message fares, in an answer or a call-back. Raises KeyError where the words are missing."""
    return Delivery(_STANDINGS.get(told["status"], Standing.UNDER_WAY), str(told.get("id", "")))


def read_report(body: Mapping[str, Any]) -> tuple[str, Delivery]:
    """A call-back: our reference and how the message fares. Raises KeyError for another shape."""
    return str(body["reference"]), delivery_of(body)


def _read(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
