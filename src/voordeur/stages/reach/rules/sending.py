"""How far a message came, when it may go, when it is tried again, and to which number. Pure: the moment is passed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from voordeur.calendar import next_day_with_contact

# After a try that failed: the next one so much later. After the last nobody tries again by itself.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)
# As long may a hand-over take before whoever began it is taken for dead.
CLAIM_HOLDS = timedelta(minutes=5)
# When the carrier is asked how a message fares that it has not told about: often at first, then seldom, then never.
ASK_AFTER = (timedelta(minutes=15), timedelta(hours=2), timedelta(hours=12), timedelta(hours=24), timedelta(hours=72))

_NOT_DIGIT = re.compile(r"[^0-9+]")
_MOBILE = re.compile(r"(?:\+31|0031|31|0)0?(6[0-9]{8})")
_ABROAD = re.compile(r"(?:\+|00)([1-9][0-9]{7,14})")


class MessageState(StrEnum):
    """How far a message came.

    ready → claimed (somebody is handing it over, or was when the process died) → handed_over → delivered, or failed.
    unknown: perhaps it went, and the carrier cannot be asked: a person decides. withdrawn: it was over before it went.
    """

    READY = "ready"
    CLAIMED = "claimed"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Hours:
    """Between which hours of the day people may be disturbed (P11)."""

    opens: time
    closes: time

    @classmethod
    def read(cls, value: Sequence[str]) -> Hours:
        """From the dated parameter ``quiet_hours``: ``["09:00", "20:30"]``. Raises ValueError."""
        opens, closes = value
        return cls(time.fromisoformat(opens), time.fromisoformat(closes))


def next_moment(now: datetime, hours: Hours) -> datetime:
    """`now` itself when somebody may be disturbed then, else the first moment after it; never on Sundays or holidays (P11).

    `now` carries the zone in which the hours are meant.
    """
    day = now.date() if now.time() < hours.closes else now.date() + timedelta(days=1)
    open_day = next_day_with_contact(day)
    if open_day == now.date() and now.time() >= hours.opens:
        return now
    return datetime.combine(open_day, hours.opens, now.tzinfo)


def next_try(tries: int, after: timedelta = timedelta(0)) -> timedelta | None:
    """How long to wait after so many tries that failed, at least as long as the carrier asks; None: not again by itself."""
    return max(PAUSES[tries - 1], after) if 0 < tries <= len(PAUSES) else None


def next_question(waited: timedelta) -> timedelta | None:
    """How long after handing a message over the carrier is asked next, when so long has passed; None: no more."""
    return next((pause for pause in ASK_AFTER if pause > waited), None)


def mobile_of(phone: str) -> str:
    """The first number of a resident that text messages can go to, with its country (``+31600001234``); "" for none.

    `phone` may hold several, apart by a slash. Of numbers abroad nobody can tell which are mobile: they count.
    """
    for part in phone.split("/"):
        digits = _NOT_DIGIT.sub("", part.replace("(0)", ""))
        if found := _MOBILE.fullmatch(digits):
            return f"+31{found[1]}"
        if (found := _ABROAD.fullmatch(digits)) and not found[1].startswith("31"):
            return f"+{found[1]}"
    return ""
