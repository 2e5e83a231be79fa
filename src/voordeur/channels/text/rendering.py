"""Text messages: one thing asked, one line, who writes and the number to check it with (P11, P15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voordeur.channels.blocks import as_plain, filled, read_blocks
from voordeur.channels.innocence import demand_innocence
from voordeur.channels.sender import Sender
from voordeur.programmes.texts import Text

LONGEST_NAME = 11  # signs that a name above a text message may have (GSM 03.40, alphanumeric originator)


@dataclass(frozen=True)
class TextMessage:
    """One text message to one person. It knows neither name, creditor nor amount, so it cannot betray them.

    `link` opens the resident's own door; `sent_from` is the name that stands above it on the telephone.
    """

    text: Text
    sender: Sender
    code: str
    link: str
    sent_from: str
    moment: Mapping[str, str] = field(default_factory=dict)  # day and time, where it tells of an appointment


def wording(message: TextMessage) -> str:
    """Its words on one line, with every slot filled. Raises WordsRefusedError when they, or the name above, break P17."""
    values = {**message.sender.values(), "code": message.code, "link": message.link, **message.moment}
    body = " ".join(as_plain(filled(read_blocks(message.text.body), values)).split())
    demand_innocence(body, message.sent_from, message.link)
    return body
