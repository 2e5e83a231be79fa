"""What the rest of the house asks of whoever carries messages: hand one over, ask how it fared.

One small interface for e-mail, text messages and letters as data; `notify`, `sms` and `smtp` carry by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol


class Way(StrEnum):
    """What a carrier can carry."""

    MAIL = "mail"
    TEXT = "text"
    LETTER = "letter"


@dataclass(frozen=True)
class Outgoing:
    """One message as it goes out. `reference` names it to the carrier, the same at every try, and tells nothing of anybody.

    `to` is an e-mail address, or a telephone number with its country (``+31600001234``); "" for a letter, whose address
    stands in its `pdf`. `sender` is an e-mail address with a name before it, or the name above a text message. `template` is the
    carrier's own template that `subject` and `body` go into, where it has any.
    """

    way: Way
    reference: str
    to: str = ""
    sender: str = ""
    subject: str = ""
    body: str = ""
    template: str = ""
    pdf: bytes = b""


class Standing(StrEnum):
    """How a message fares with its carrier."""

    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    NO_SUCH_ADDRESS = "no_such_address"  # for good: the address or number does not exist, or refuses everybody
    NOT_DELIVERED = "not_delivered"  # given up: mailbox full, telephone off, the carrier's own fault
    REFUSED = "refused"  # the carrier read it and will not carry it: a letter that cannot be printed


@dataclass(frozen=True)
class Receipt:
    """The carrier has it. `carrier_id` is what the carrier calls it, "" where it gives no name."""

    carrier_id: str = ""


@dataclass(frozen=True)
class Delivery:
    """How a message fares, as the carrier says now."""

    standing: Standing
    carrier_id: str = ""


class NotCarried(Exception):
    """The message was not carried, or perhaps not. What it says is for whoever runs the installation, and may name an address."""


class Refused(NotCarried):
    """The carrier will not carry this, however often it is asked. `address`: because no such address or number exists."""

    def __init__(self, detail: str, *, address: bool = False) -> None:
        super().__init__(detail)
        self.address = address


class NotNow(NotCarried):
    """Certainly not carried; it may be tried again. `after`: how long the carrier asks to be left alone."""

    def __init__(self, detail: str, *, after: timedelta = timedelta(0)) -> None:
        super().__init__(detail)
        self.after = after


class PerhapsCarried(NotCarried):
    """Nobody knows: the line went dead in the middle. It must not be tried again before the carrier was asked."""


class CannotAsk(NotCarried):
    """The carrier did not answer a question about a message, or answers none."""


class Carrier(Protocol):
    """One that carries messages. `remembers`: how long it can tell about one by our reference; zero: it cannot be asked."""

    remembers: timedelta

    def hand_over(self, message: Outgoing) -> Receipt:
        """Give one message to the carrier. Raises `Refused`, `NotNow` or `PerhapsCarried`."""

    def ask(self, reference: str) -> Delivery | None:
        """How a message fares; None: the carrier never got it. Raises `CannotAsk`."""

    def close(self) -> None:
        """Let go of the connection."""
