"""What the next pair must know before it rings."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from voordeur.accounts.models import User
from voordeur.record.models import Household
from voordeur.stages.visit.actions.safety import settle
from voordeur.stages.visit.models import DoorNote, DoorNoteKind
from voordeur.stages.visit.queries.safety import terms_of


@transaction.atomic
def add_note(*, household: Household, kind: str, text: str, until: date, by: User, on: date) -> DoorNote:
    """Leave a note on a day for whoever rings next, until a day.

    One about safety holds at once (nobody goes alone), for no longer than such a note may stand, and waits for the
    coordinator, who says what the resident hears of it (P25).
    """
    if kind == DoorNoteKind.SAFETY:
        until = min(until, on + timedelta(days=terms_of(household.organisation, on).longest_days))
    note = DoorNote.objects.create(household=household, kind=kind, text=text.strip()[:200], until=until, by=by)
    if kind == DoorNoteKind.SAFETY:
        settle(household, today=on)
    return note


@transaction.atomic
def end_note(note: DoorNote, *, on: date) -> None:
    """Let a note end today: it is not shown from this day on."""
    note.until = min(note.until, on)
    note.save(update_fields=["until"])
    settle(note.household, today=on)
