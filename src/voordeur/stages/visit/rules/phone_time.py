"""When a tap was, of which only the phone's own clock tells: its time holds, its clock is checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

# How far a phone's clock may be off before its times are shifted: a minute more or less changes nothing that is counted.
TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True)
class Moment:
    """When something was, and whether the phone's clock was mended to say so."""

    at: datetime
    mended: bool


def moment(*, tapped: datetime, sent: datetime, received: datetime, earliest: datetime) -> Moment:
    """The moment of a tap at `tapped` in a message that the phone says it sent at `sent` and that we got at `received`.

    A result of hours ago keeps its time. A clock that runs wrong shows at sending, and is shifted by as much as it was off
    then; what even so lies before the round could be walked, or in the future, is put at the nearest moment that can be.
    """
    off = received - sent
    shifted = tapped + off if abs(off) > TOLERANCE else tapped
    at = max(earliest, min(shifted, received))
    return Moment(at, mended=abs(at - tapped) > TOLERANCE)
