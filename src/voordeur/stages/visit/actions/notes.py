"""What the next pair must know before it rings."""

from __future__ import annotations

from datetime import date

from voordeur.accounts.models import User
from voordeur.record.models import Household
from voordeur.stages.visit.models import DoorNote


def add_note(*, household: Household, kind: str, text: str, until: date, by: User) -> DoorNote:
    """Leave a note for whoever rings next, until a day."""
    return DoorNote.objects.create(household=household, kind=kind, text=text.strip()[:200], until=until, by=by)


def end_note(note: DoorNote, *, on: date) -> None:
    """Let a note end today: it is not shown from this day on."""
    note.until = min(note.until, on)
    note.save(update_fields=["until"])
