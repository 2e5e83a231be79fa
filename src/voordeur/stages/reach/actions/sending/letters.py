"""Letters as data: a print batch that a carrier prints and posts, one ready PDF a person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import User
from voordeur.connections.carrying import Way
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.record import files
from voordeur.record.queries import parameter_book
from voordeur.stages.reach.actions.senders import PostRefusedError
from voordeur.stages.reach.actions.sending.preparing import FOLDER, line_of, reference_of
from voordeur.stages.reach.models import Message, PrintBatch, PrintedPiece
from voordeur.stages.reach.queries.pieces import each_pdf
from voordeur.stages.reach.rules.vocabulary import Channel


@transaction.atomic
def send_letters(batch: PrintBatch, *, by: User, now: datetime) -> int:
    """Let a carrier print and post the letters of a batch; the worker hands them over. Returns how many, 0 the second time.

    The attempts were recorded when the batch was made. Only on that day: an older file went to a printer of our own. Raises
    PostRefusedError where it cannot be done.
    """
    held = PrintBatch.objects.select_for_update().select_related("organisation").get(pk=batch.pk)
    if held.channel != Channel.LETTER or held.form != "pdf" or not held.stored_as:
        raise PostRefusedError(_("Alleen een bestand met brieven (PDF) kan door een bezorger worden verstuurd."))
    if Message.objects.filter(event__in=PrintedPiece.objects.filter(batch=held).values("event")).exists():
        return 0
    if held.on != timezone.localdate(now):
        raise PostRefusedError(_("Dit bestand is van een eerdere dag en dus al geprint: deze brieven gaan niet nog eens."))
    book = parameter_book(["carriers", "sender"], organisation=held.organisation, on=timezone.localdate(now))
    stored: list[str] = []
    try:
        rows = []
        for piece, pdf in each_pdf(held):
            line = line_of(book, held.organisation, piece.case.municipality, Way.LETTER)
            if line is None:
                raise PostRefusedError(_("Er is nog geen bezorger voor brieven gekozen (Beheer, Waarden)."))
            stored.append(files.save(FOLDER, pdf, ".pdf"))
            rows.append(_row(piece, line.carrier, stored[-1], by=by, now=now))
        Message.objects.bulk_create(rows)
    except BaseException:
        for name in stored:
            files.remove(name)
        raise
    record_look(Look(by, Purpose.PRINT), {f"household:{row.case.household_id}" for row in rows})
    return len(rows)


def _row(piece: PrintedPiece, carrier: str, stored_as: str, *, by: User, now: datetime) -> Message:
    return Message(
        organisation_id=piece.case.organisation_id,
        case=piece.case,
        resident_id=piece.resident_id,
        channel=Channel.LETTER,
        step=piece.step,
        due_on=piece.due_on,
        reference=reference_of(piece.case_id, piece.resident_id, piece.step, piece.due_on.isoformat()),
        carrier=carrier,
        text_version=piece.text_version,
        stored_as=stored_as,
        made_by=by,
        made_at=now,
        act_at=now,  # a printer does not sleep: the hours are those in which people are disturbed
        event_id=piece.event_id,
    )
