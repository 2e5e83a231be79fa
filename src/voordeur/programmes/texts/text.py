"""A text to residents as data: a few named lines and a body in Markdown, with slots between braces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import yaml

_SLOT = re.compile(r"\{([a-z_]+)\}")
_FRONT = re.compile(r"\A---\n(.*?)^---\n(.*)\Z", re.DOTALL | re.MULTILINE)


class Kind(StrEnum):
    """What a text is for; decides which lines it has, how it is laid out and what the text check demands of it."""

    LETTER = "letter"  # the first offer, closed (P16)
    ANNOUNCEMENT = "announcement"  # the letter that a pair will come by, and how to say no (programmes.md 1)
    WAY_BACK = "way_back"  # the one closed letter after a no (P10)
    LAST_RESCUE = "last_rescue"  # before an announced eviction (programmes.md 3)
    CARD = "card"  # left at a closed door, open to everybody (P17)
    EMAIL = "email"
    MESSAGE = "message"  # a text message
    APPOINTMENT_LETTER = "appointment_letter"  # says when we agreed to meet, closed (P24)
    APPOINTMENT_EMAIL = "appointment_email"
    APPOINTMENT_MESSAGE = "appointment_message"  # a text message that says so, or reminds of it
    ENVELOPE = "envelope"  # the line with the return address


# What comes in a closed envelope, and what a neighbour or a housemate can read.
CLOSED = frozenset({Kind.LETTER, Kind.ANNOUNCEMENT, Kind.WAY_BACK, Kind.LAST_RESCUE, Kind.APPOINTMENT_LETTER})
OPEN = frozenset(Kind) - CLOSED
# As what goes out, whatever it tells.
EMAILS = frozenset({Kind.EMAIL, Kind.APPOINTMENT_EMAIL})
MESSAGES = frozenset({Kind.MESSAGE, Kind.APPOINTMENT_MESSAGE})
# The named lines of each kind, in the order in which they are read.
_LETTER_LINES = ("title", "subject", "salutation", "door", "closing")
LINES: Mapping[Kind, tuple[str, ...]] = {
    **dict.fromkeys(CLOSED, _LETTER_LINES),
    Kind.CARD: ("title", "greeting", "call", "door", "decline", "check", "sender"),
    Kind.EMAIL: ("subject",),
    Kind.APPOINTMENT_EMAIL: ("subject",),
    **dict.fromkeys(MESSAGES, ()),
    Kind.ENVELOPE: (),
}
_SENDER = frozenset({"municipality", "department", "return_address", "contact", "phone", "hours", "check_phone", "dpo"})
_MOMENT = frozenset({"day", "time"})  # of an appointment
_CLOSED_SLOTS = _SENDER | {"name", "sources", "retention_months", "code", "link", "until"}
# What each kind may ask to be filled in. An open text knows neither creditor nor amount, so it cannot betray them.
SLOTS: Mapping[Kind, frozenset[str]] = {
    **dict.fromkeys(CLOSED, _CLOSED_SLOTS),
    Kind.CARD: _SENDER | {"name", "code", "link"},
    Kind.EMAIL: _SENDER | {"code", "link"},
    Kind.MESSAGE: _SENDER | {"code", "link"},
    Kind.APPOINTMENT_LETTER: _CLOSED_SLOTS | _MOMENT,
    Kind.APPOINTMENT_EMAIL: _SENDER | _MOMENT | {"code", "link"},
    Kind.APPOINTMENT_MESSAGE: _SENDER | _MOMENT | {"code", "link"},
    Kind.ENVELOPE: frozenset({"return_address", "municipality"}),
}


class TextError(ValueError):
    """A file is no text; the message says what is wrong."""


@dataclass(frozen=True)
class Text:
    """One version of one text in one language.

    `lines` are the named lines of its kind; `body` is Markdown of which paragraphs, headings (``#`` begins the back of the
    sheet, ``##`` a part), lists and bold are read. `reviewed`: read by somebody whose own language it is.
    """

    key: str  # how a piece of post names its words: ``coevorden/letter.nl@1``, ``own/coevorden/letter.nl@3``
    name: str
    kind: Kind
    language: str
    body: str
    lines: Mapping[str, str] = field(default_factory=dict, hash=False)
    reviewed: bool = False

    @property
    def title(self) -> str:
        """What it is called above it, and in the PDF: its title, else its subject, else its name."""
        return self.lines.get("title") or self.lines.get("subject") or self.name

    def parts(self) -> tuple[str, ...]:
        """Every line and the body, as they are read."""
        return (*(self.lines[line] for line in LINES[self.kind] if self.lines.get(line)), self.body)

    def slots(self) -> frozenset[str]:
        """What it asks to be filled in."""
        return frozenset(_SLOT.findall("\n".join(self.parts())))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each `{slot}` replaced, in one pass. Raises KeyError for a slot that nobody fills."""
    return _SLOT.sub(lambda found: values[found[1]], text)


def read_text(written: str, *, key: str, name: str) -> Text:
    """A text from its file: front matter between ``---`` lines, then Markdown. Raises TextError."""
    found = _FRONT.match(written)
    if not found:
        raise TextError(f"{key}: no front matter")
    front = yaml.safe_load(found[1])
    if not isinstance(front, dict):
        raise TextError(f"{key}: the front matter is no list of named lines")
    try:
        return _made(front, body=found[2].strip(), key=key, name=name)
    except (KeyError, ValueError) as error:
        raise TextError(f"{key}: {error}") from error


def _made(front: Mapping[str, Any], *, body: str, key: str, name: str) -> Text:
    kind = Kind(front["kind"])
    expected = {"version", "kind", "language", "reviewed", *LINES[kind]}
    if unknown := front.keys() ^ expected:
        raise TextError(f"{', '.join(sorted(unknown))} is missing, or no line of a {kind}")
    if front["reviewed"] not in ("ja", "nee"):
        raise TextError("reviewed is ja or nee")
    return Text(
        key=f"{key}@{front['version']}",
        name=name,
        kind=kind,
        language=str(front["language"]),
        body=body,
        lines={line: str(front[line]) for line in LINES[kind]},
        reviewed=front["reviewed"] == "ja",
    )
