"""Takes in what a phone kept while there was no network: each item once, in order, and an answer in words to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from voordeur import stream
from voordeur.accounts.models import User
from voordeur.record.models import Event
from voordeur.stages.visit.actions import (
    ArrivedTwice,
    DoorResult,
    NotRecorded,
    Stop,
    TakenAlong,
    keep_arrival,
    put_back,
    round_again,
    sign_off,
)
from voordeur.stages.visit.queries import Round, arrived, stop_of
from voordeur.stages.visit.rules.phone_time import Moment, moment
from voordeur.web.door.carried import PASS
from voordeur.web.door.forms import DoorForm

# Long before the round: whoever prepares it the day before may already have rung somewhere.
_BEFORE = timedelta(days=1)


class State(StrEnum):
    """What became of one item. Whatever it is, the phone need not send it again, save for `unreadable`."""

    COUNTED = "counted"
    ALREADY = "already"  # sent before: it counted, or was held, then
    HELD = "held"  # not overwritten, not lost: somebody of the desk looks at it
    UNREADABLE = "unreadable"  # no door that this person took along, or no answers: it stays on the phone


@dataclass(frozen=True)
class Taken:
    """What became of one item: for a result that has a door, which; `said` is why it did not count."""

    state: State
    stop: Stop | None = None
    said: str = ""
    mended: bool = False


@dataclass(frozen=True)
class Clock:
    """The phone's clock at sending and ours at receiving; `shift` is what a demonstration's fixed day adds to the phone's."""

    sent: datetime
    received: datetime
    shift: timedelta

    def moment(self, tapped: datetime, round_: Round) -> Moment:
        """When a tap counts."""
        earliest = datetime.combine(round_.on - _BEFORE, time(), timezone.get_current_timezone())
        return moment(
            tapped=tapped + self.shift, sent=self.sent + self.shift, received=self.received, earliest=min(earliest, self.received)
        )


def from_phone(milliseconds: object) -> datetime:
    """A moment as a phone's clock counts it. Raises ValueError for what is none."""
    if not isinstance(milliseconds, int) or not 0 <= milliseconds < 32_503_680_000_000:
        raise ValueError("no moment")
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def take_in(item: Mapping[str, Any], *, by: User, clock: Clock) -> Taken:
    """Take one item in: a door's result, a correction of one, or the pair's signing off."""
    try:
        submission, tapped = UUID(str(item["submission"])), from_phone(item["tapped"])
        along = _taken_along(str(item["pass"]), by)
    except (KeyError, ValueError, signing.BadSignature):
        return Taken(State.UNREADABLE, said=_("Deze deur stond niet op een ronde van u. Bel de coördinator."))
    if item.get("kind") == "sign_off":
        round_ = round_again(along, by=by)
        return _sign_off(round_, by=by, at=clock.moment(tapped, round_).at)
    form = DoorForm({"submission": submission, **_answers(item)})
    if not form.is_valid():
        return Taken(State.UNREADABLE, said=_("Er ging iets mis met de antwoorden. Bel de coördinator."))
    if arrived([submission], by=by):
        return Taken(State.ALREADY, stop_of(along.stop))
    round_ = round_again(along, by=by)
    door = stop_of(along.stop) or put_back(round_, case=along.case)
    when = clock.moment(tapped, round_)
    try:
        return _result(door, form.made(), submission=submission, replaces=_replaced(item), by=by, tapped=tapped, when=when)
    except ArrivedTwice:
        return Taken(State.ALREADY, door)


@transaction.atomic
def _result(
    door: Stop, made: DoorResult, *, submission: UUID, replaces: UUID | None, by: User, tapped: datetime, when: Moment
) -> Taken:
    keep = partial(keep_arrival, door, submission=submission, by=by, tapped_at=tapped, moment=when)
    try:
        with transaction.atomic():
            event = _counted(door, made, submission=submission, replaces=replaces, by=by, at=when.at)
            keep(event=event)
    except (NotRecorded, ValueError) as refusal:
        keep(held=made, why=_why(door))
        return Taken(State.HELD, door, said=str(refusal), mended=when.mended)
    return Taken(State.COUNTED, door, mended=when.mended)


def _counted(door: Stop, made: DoorResult, *, submission: UUID, replaces: UUID | None, by: User, at: datetime) -> Event:
    # A correction mends only what this pair saw when it tapped: what came after that is not overwritten unseen.
    if door.result_id and replaces and door.submission == replaces:
        return stream.door_corrected(door, made=made, submission=submission, by=by, at=at)
    return stream.door_result(door, made=made, submission=submission, by=by, at=at)


def _sign_off(round_: Round, *, by: User, at: datetime) -> Taken:
    try:
        sign_off(round_, by=by, at=at)
    except NotRecorded as refusal:
        return Taken(State.HELD, said=str(refusal))
    return Taken(State.COUNTED)


def _taken_along(signed: str, by: User) -> TakenAlong:
    """What a pass proves. Raises BadSignature for a false one and for another person's."""
    user, round_, stop, case, on, day_part = signing.loads(signed, salt=PASS)
    if user != by.pk:
        raise signing.BadSignature
    return TakenAlong(round_, stop, case, date.fromisoformat(on), day_part)


def _answers(item: Mapping[str, Any]) -> dict[str, Any]:
    answers = item.get("answers")
    return {key: value for key, value in answers.items() if key != "submission"} if isinstance(answers, dict) else {}


def _replaced(item: Mapping[str, Any]) -> UUID | None:
    try:
        return UUID(str(item.get("replaces")))
    except ValueError:
        return None


def _why(door: Stop) -> str:
    return "taken" if door.result_id else "closed" if door.case.closed_on else "refused"
