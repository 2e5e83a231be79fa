"""A calendar as a file to subscribe to (RFC 5545): when somebody is expected somewhere, and nothing of whom or why.

Only what such a calendar needs is written: events in UTC, so that no time zone has to be described.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime

# RFC 5545, 3.1: no line is longer than this, in octets, without its end.
LONGEST_LINE = 75
_END = "\r\n"
_MAKER = "-//Voordeur//Huisbezoek//NL"


@dataclass(frozen=True)
class Entry:
    """One moment. `uid` stays the same when the moment changes; `begin` and `end` know their time zone."""

    uid: str
    begin: datetime
    end: datetime
    summary: str
    location: str = ""


def tag_of(name: str, entries: Sequence[Entry]) -> str:
    """A digest of what a calendar holds: the same contents give the same one."""
    told = [name, [[str(value) for value in astuple(entry)] for entry in entries]]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def write_calendar(name: str, entries: Sequence[Entry], *, changed_at: datetime) -> bytes:
    """The calendar as UTF-8. `changed_at`: since when it holds just this, written as the stamp of each event."""
    return "".join(_folded(line) for line in _lines(name, entries, changed_at)).encode()


def _lines(name: str, entries: Sequence[Entry], changed_at: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_MAKER}", "CALSCALE:GREGORIAN")
    yield from (f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H")
    for entry in entries:
        yield from ("BEGIN:VEVENT", f"UID:{_text(entry.uid)}", f"DTSTAMP:{_moment(changed_at)}")
        yield from (f"DTSTART:{_moment(entry.begin)}", f"DTEND:{_moment(entry.end)}", f"SUMMARY:{_text(entry.summary)}")
        if entry.location:
            yield f"LOCATION:{_text(entry.location)}"
        yield from ("CLASS:PRIVATE", "END:VEVENT")
    yield "END:VCALENDAR"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """A value of the type TEXT (3.3.11): no control characters, and what has a meaning of its own escaped."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in lines if sign in "\n\t" or not _is_control(sign))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _is_control(sign: str) -> bool:
    code = ord(sign)
    return code < 0x20 or 0x7F <= code <= 0x9F or code in {0x2028, 0x2029} or 0xD800 <= code <= 0xDFFF


def _folded(line: str) -> str:
    """A line cut to the longest length, each next part after a space; never within a character."""
    parts, room, part = [], LONGEST_LINE, ""
    for sign in line:
        size = len(sign.encode())
        if size > room:
            parts.append(part)
            part, room = "", LONGEST_LINE - 1  # the space counts
        part, room = part + sign, room - size
    return f"{_END} ".join([*parts, part]) + _END
