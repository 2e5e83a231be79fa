"""E-mail: plain words only, so that it looks the same everywhere, loads nothing and reports nothing back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voordeur.channels.blocks import as_plain, filled, read_blocks
from voordeur.channels.innocence import demand_innocence
from voordeur.channels.sender import Sender
from voordeur.programmes.texts import Text, fill


@dataclass(frozen=True)
class Email:
    """One e-mail to one person. It knows neither name, creditor nor amount, so it cannot betray them.

    `link` opens the resident's own door, `code` is what to type there; `sent_from` is the address that it comes from.
    """

    text: Text
    sender: Sender
    code: str
    link: str
    sent_from: str
    moment: Mapping[str, str] = field(default_factory=dict)  # day and time, where it tells of an appointment


def wording(email: Email) -> tuple[str, str]:
    """Its subject and body, with every slot filled. Raises WordsRefusedError when they, or where it comes from, break P17."""
    values = {**email.sender.values(), "code": email.code, "link": email.link, **email.moment}
    # A subject is one line: no name of a team ever adds a header.
    subject = " ".join(fill(email.text.lines["subject"], values).split())
    body = as_plain(filled(read_blocks(email.text.body), values))
    demand_innocence(subject, body, email.sent_from, email.link)
    return subject, body
