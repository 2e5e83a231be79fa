"""What may happen at a door (P19), and what each result means: who was reached, what is asked next, when it is complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from voordeur.stages.reach.rules.vocabulary import REACHED_BY, AttemptResult, DayPart, No


class Opening(StrEnum):
    """The first tap at a door: nobody, somebody else (or something else) than the resident, the resident."""

    NOBODY = "niemand"
    OPEN = "open"
    TALKED = "gesproken"


# The second tap: which results are asked after, by the first (P19). The order is that of how often they occur.
NEXT: dict[Opening, tuple[AttemptResult, ...]] = {
    Opening.NOBODY: (AttemptResult.NOBODY, AttemptResult.NO_ACCESS),
    Opening.OPEN: (
        AttemptResult.ADULT_OPENED,
        AttemptResult.PARTNER_OPENED,
        AttemptResult.CHILD_OPENED,
        AttemptResult.LIVES_ELSEWHERE,
        AttemptResult.UNKNOWN_NAME,
        AttemptResult.REPRESENTATIVE,
        AttemptResult.UNSAFE,
    ),
    Opening.TALKED: (
        AttemptResult.TALKED,
        AttemptResult.COME_BACK,
        AttemptResult.REFUSED,
        AttemptResult.LANGUAGE,
        AttemptResult.MOVED,
    ),
}
AT_THE_DOOR = frozenset(result for results in NEXT.values() for result in results)

_OF_ONE_RESIDENT = frozenset(NEXT[Opening.TALKED])


@dataclass(frozen=True)
class DoorResult:
    """What a pair says about one door.

    `resident_id` is the one who was spoken to; `leave_asked`: the pass was shown, the reason told and leave asked before
    entering (P21, Awbi art. 1); `language` a two-letter code;
    `no` one of `No`; `note` free text that the resident may read.
    """

    result: AttemptResult
    resident_id: int | None = None
    leave_asked: bool = False
    card_left: bool = False
    come_back_on: date | None = None
    come_back_part: DayPart | None = None
    language: str = ""
    no: str = ""
    note: str = ""


class Incomplete(StrEnum):
    """Why a result cannot be recorded as it is."""

    NOT_AT_A_DOOR = "not_at_a_door"  # voicemail, returned post: those belong to other channels
    WHO = "who"  # the resident spoke, but which one?
    NOBODY_SPOKE = "nobody_spoke"  # a no, or asked leave, without anybody who could say so
    UNKNOWN_NO = "unknown_no"
    DAY_PART = "day_part"  # a part of the day to come back on, without the day


def reached(result: AttemptResult) -> bool:
    """Whether this result counts as contact with the client (DDAS `bereikt`): somebody else never does (P19)."""
    return result in REACHED_BY


def incomplete(made: DoorResult) -> Incomplete | None:
    """What is wrong or missing, the first thing only; None when it can be recorded."""
    if made.result not in AT_THE_DOOR:
        return Incomplete.NOT_AT_A_DOOR
    if made.result in _OF_ONE_RESIDENT and made.resident_id is None:
        return Incomplete.WHO
    if made.result not in _OF_ONE_RESIDENT and (made.no or made.leave_asked):
        return Incomplete.NOBODY_SPOKE
    if made.no and made.no not in set(No):
        return Incomplete.UNKNOWN_NO
    if made.come_back_part and not made.come_back_on:
        return Incomplete.DAY_PART
    return None


def codes(made: DoorResult, *, stop: int) -> dict[str, object]:
    """The person-free details that go into the event beside the DDAS fields; only what was said."""
    said: dict[str, object] = {"stop": stop}
    if made.leave_asked:
        said["asked_leave"] = True
    if made.language:
        said["language"] = made.language
    if made.come_back_on:
        said["come_back_on"] = made.come_back_on.isoformat()
    if made.come_back_part:
        said["come_back_part"] = str(made.come_back_part)
    return said


def day_part(hour: int) -> DayPart:
    """The DDAS part of the day for an hour of the clock (0-23): until noon, until six, after."""
    if hour < 12:
        return DayPart.MORNING
    return DayPart.AFTERNOON if hour < 18 else DayPart.EVENING
