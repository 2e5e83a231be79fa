"""What reach forgets: files that went to the printer, what was sent, residents' codes. Events and steps hold references."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from voordeur.record import files
from voordeur.record.models import Resident
from voordeur.stages.reach.models import CallBack, Message, PrintBatch, ResidentCode
from voordeur.stages.reach.rules.sending import MessageState

COVERS: dict[str, tuple[str, ...]] = {
    "PrintBatch": PrintBatch.PERSONAL,
    "Message": Message.PERSONAL,
    "ResidentCode": ResidentCode.PERSONAL,
    "CallBack": CallBack.PERSONAL,
}
# A phone number is somebody's by its last nine digits: with or without country code or leading zero.
_PHONE_DIGITS = 9


def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Remove the print files that still hold one of these people, what was sent to them, and their codes. Returns removed."""
    batches = PrintBatch.objects.filter(pieces__resident__in=residents, files_forgotten_on=None)
    printed = forget_files(batches=sorted(set(batches.values_list("pk", flat=True))), today=today)
    codes, _ = ResidentCode.objects.filter(resident__in=residents).delete()
    return printed + codes + _forget_messages(residents, today=today) + _forget_call_backs(residents)


def _forget_call_backs(residents: Collection[int]) -> int:
    """A number that somebody wanted to be called back on, where it is one of theirs."""
    theirs = {_digits(phone) for phone in Resident.objects.filter(pk__in=residents).values_list("phone", flat=True) if phone}
    held = CallBack.objects.exclude(number="").values_list("pk", "number")
    removed, _ = CallBack.objects.filter(pk__in=[pk for pk, number in held if _digits(number) in theirs]).delete()
    return removed


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdecimal())[-_PHONE_DIGITS:]


def _forget_messages(residents: Collection[int], *, today: date) -> int:
    """What was sent goes; what still waits to be sent never will be."""
    waiting = Message.objects.filter(resident__in=residents, state=MessageState.READY)
    waiting.update(state=MessageState.WITHDRAWN, why="forgotten", act_at=None)
    held = Message.objects.filter(resident__in=residents, forgotten_on=None)
    stored = [name for name in held.values_list("stored_as", flat=True) if name]
    held.update(stored_as="", forgotten_on=today, act_at=None)
    for name in stored:
        files.remove(name)
    return len(stored)


def forget_files(*, batches: Collection[int], today: date) -> int:
    """Remove the files of these batches; the row is cleared first, so that no reference to a missing file stays."""
    removed = 0
    for batch in PrintBatch.objects.filter(pk__in=batches, files_forgotten_on=None):
        stored = [name for name in (batch.stored_as, batch.pieces_as) if name]
        PrintBatch.objects.filter(pk=batch.pk).update(stored_as="", pieces_as="", files_forgotten_on=today)
        for name in stored:
            files.remove(name)
        removed += bool(stored)
    return removed
