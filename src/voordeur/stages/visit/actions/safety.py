"""Safety notes at a door (P25): written, reviewed by another, kept longer or ended; planning hears of each at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability, may
from voordeur.record.actions import keep_away
from voordeur.record.models import Case, Household
from voordeur.stages.reach.actions import plan
from voordeur.stages.visit.models import DoorNote, DoorNoteKind, Stop
from voordeur.stages.visit.queries.safety import measures, rule_note, terms_of
from voordeur.stages.visit.rules.safety import Fault, Measure, Told, against_agreeing, asks, faults


class NotKept(ValueError):
    """This safety note cannot be kept or agreed to; `faults` say why, in codes."""

    def __init__(self, why: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(why))
        self.faults: tuple[Fault, ...] = why


@dataclass(frozen=True)
class Telling:
    """What the resident hears of a note: told on a day, or withheld because that would be unsafe."""

    told: Told
    told_on: date | None = None
    withheld_because: str = ""


@dataclass(frozen=True)
class Written:
    """What a safety note says, without its household. `until`: the first day on which it does not hold any more."""

    text: str
    measure: Measure
    until: date
    reviewer: User | None
    telling: Telling


@transaction.atomic
def write_safety_note(household: Household, written: Written, *, by: User, today: date) -> DoorNote:
    """Write a safety note; it holds at once (nobody goes alone), and a reviewer looks. Raises NotKept."""
    note = DoorNote(household=household, kind=DoorNoteKind.SAFETY, by=by)
    _fill(note, written, today)
    settle(household, today=today)
    return note


@transaction.atomic
def change_safety_note(note: DoorNote, written: Written, *, by: User, today: date) -> DoorNote:
    """Say something else in a note, or let it stand longer: who changes it is its writer from now on, and it is reviewed anew."""
    note.by, note.reviewed_at = by, None
    _fill(note, written, today)
    settle(note.household, today=today)
    return note


@transaction.atomic
def agree(note: DoorNote, *, by: User, at: datetime, telling: Telling | None = None) -> None:
    """Another than the writer finds a note right. Raises NotKept: one's own, or nobody decided what the resident hears.

    `telling`: where the reviewer decides that.
    """
    today = localtime(at).date()
    if telling is not None:
        _tell(note, telling)
    against = against_agreeing(rule_note(note), by.pk, terms_of(note.household.organisation, today), today)
    if against or not _may_review(note, by):
        raise NotKept(against or (Fault.OWN_REVIEWER,))
    note.reviewer, note.reviewed_at = by, at
    note.save(update_fields=["reviewer", "reviewed_at", "told", "told_on", "withheld_because"])
    settle(note.household, today=today)


@transaction.atomic
def end_safety_note(note: DoorNote, *, by: User, today: date) -> None:
    """Let a note end today: it was not right, or is not needed any more. Who planned or reviews may, never its writer alone."""
    if not (may(by, Ability.PLAN_VISITS) or _may_review(note, by)):
        raise NotKept((Fault.OWN_REVIEWER,))
    note.until = min(note.until, today)
    note.save(update_fields=["until"])
    settle(note.household, today=today)


def settle(household: Household, *, today: date) -> int:
    """Let planning follow the standing notes: nobody rings, or nobody alone. Gives how many doors left a round to come.

    Doors that a phone handed something in for stay where they are.
    """
    asked = measures([household.pk], today).get(household.pk)
    until = _kept_away_until(household, today) if asked == Measure.NO_VISITS else None
    if household.no_visits_until != until:
        keep_away(household, until=until)
        plan(list(Case.objects.filter(household=household, closed_on=None).values_list("pk", flat=True)), today=today)
    if asked not in {Measure.TOGETHER, Measure.NO_VISITS}:
        return 0
    open_ = Stop.objects.filter(case__household=household, result=None, arrivals=None, round__signed_off_at=None)
    open_ = open_.filter(round__on__gte=today)
    if asked == Measure.TOGETHER:
        open_ = open_.filter(round__second=None)
    return open_.delete()[0]


def _kept_away_until(household: Household, today: date) -> date | None:
    standing = DoorNote.objects.filter(household=household, kind=DoorNoteKind.SAFETY, until__gt=today)
    return max((one.until for one in standing if asks(rule_note(one)) == Measure.NO_VISITS), default=None)


def _may_review(note: DoorNote, by: User) -> bool:
    if by.pk == note.by_id or not may(by, Ability.KEEP_SAFE):
        return False
    return note.reviewer_id == by.pk or may(by, Ability.PLAN_VISITS)


def _tell(note: DoorNote, telling: Telling) -> None:
    note.told = telling.told
    note.told_on = telling.told_on if telling.told == Told.TOLD else None
    note.withheld_because = telling.withheld_because.strip()[:200] if telling.told == Told.WITHHELD else ""


def _fill(note: DoorNote, written: Written, today: date) -> None:
    note.text, note.measure, note.until = written.text.strip()[:200], written.measure, written.until
    note.reviewer = written.reviewer
    _tell(note, written.telling)
    if why := faults(rule_note(note), terms_of(note.household.organisation, today), today):
        raise NotKept(why)
    note.save()
