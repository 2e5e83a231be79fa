"""Make one print file: ask the register again, compose, render, store, record every piece as an attempt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from voordeur.accounts.models import Organisation, User
from voordeur.connections.brp import PersonRegister
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.record import files
from voordeur.record.actions import append_events
from voordeur.record.models import Case
from voordeur.stages.reach.actions.printing.asking import ask_again, tell
from voordeur.stages.reach.actions.printing.composing import Piece, compose, name_of
from voordeur.stages.reach.actions.printing.rendering import PDF, Rendered, rendered
from voordeur.stages.reach.models import DueStep, PrintBatch, PrintedPiece
from voordeur.stages.reach.queries.printing import Addressee, addressees, due_steps
from voordeur.stages.reach.rules.register_check import Verdict


class Printing(TypedDict):
    """How a file is printed: for whom, on which channel (Brief, Kaartje), asked for by whom, after asking which register.

    `form`: pdf, or docx for letters as Word files.
    """

    organisation: Organisation
    channel: str
    by: User
    register: PersonRegister
    form: NotRequired[str]


def print_batch(*, cases: Collection[int], today: date, **how: Unpack[Printing]) -> PrintBatch | None:
    """Make one print file of the due letters or cards of these cases, in print order. None: nobody was left.

    The register is asked again first (P13), outside the transaction; who died or left is not written to and the case learns
    so. Then all or nothing: the file, the batch, and one attempt a person. Cases are locked, and what fell due once is printed
    once, so a double click or a killed process never makes two. Raises PostRefusedError, and RegisterUnavailable when a
    connected register does not answer.
    """
    organisation, channel, by, register = how["organisation"], how["channel"], how["by"], how["register"]
    form = how.get("form", PDF)
    asked = ask_again(_found(organisation, channel, cases, today), register=register, by=by)
    with transaction.atomic():
        list(Case.objects.select_for_update().filter(pk__in=cases).order_by("pk").values_list("pk", flat=True))
        to = [one for one in _found(organisation, channel, cases, today) if one.resident.pk in asked]
        tell(to, asked, channel=channel, by=by, today=today)
        left = _not_yet_printed([one for one in to if asked[one.resident.pk].verdict == Verdict.THERE])
        if not left:
            return None
        pieces = compose(left, organisation=organisation, today=today)
        made = rendered(pieces, form=form, organisation=organisation, on=today)
        batch = PrintBatch(organisation=organisation, channel=channel, on=today, made_by=by, form=form, pages=made.pages)
        return _store(batch, pieces, made, by=by)


def _found(organisation: Organisation, channel: str, cases: Collection[int], today: date) -> list[Addressee]:
    return addressees(due_steps(organisation=organisation, channel=channel, cases=cases, today=today))


def _not_yet_printed(to: Sequence[Addressee]) -> list[Addressee]:
    printed = {
        (case, resident, step, due_on.isoformat())
        for case, resident, step, due_on in PrintedPiece.objects.filter(case__in={one.step.case_id for one in to}).values_list(
            "case", "resident", "step", "due_on"
        )
    }
    once = {one.resident.pk: one for one in reversed(to) if one.key not in printed and name_of(one.resident)}
    return [one for one in to if once.get(one.resident.pk) is one]


def _store(batch: PrintBatch, pieces: Sequence[Piece], made: Rendered, *, by: User) -> PrintBatch:
    """Files, then rows. Runs inside the transaction; a file whose batch is not kept is taken away again."""
    batch.stored_as = files.save("print", made.content, made.suffix)
    try:
        batch.pieces_as = files.save("print", made.pieces, made.suffix) if made.pieces else ""
        batch.save()
        _record(batch, pieces, made.places, by=by)
    except BaseException:
        for stored in filter(None, (batch.stored_as, batch.pieces_as)):
            files.remove(stored)
        raise
    record_look(Look(by, Purpose.PRINT), {f"household:{piece.to.household.pk}" for piece in pieces})
    return batch


def _record(batch: PrintBatch, pieces: Sequence[Piece], places: Sequence[tuple[int, int]], *, by: User) -> None:
    """One attempt a person with the DDAS fields (R27), one row a piece; what was due is no longer."""
    told = [
        (
            piece.to.step.case_id,
            {
                "step": piece.to.step.step,
                "channel": batch.channel,
                "day_part": "",
                "reached": False,
                "result": "sent",
                "resident": piece.to.resident.pk,
                "purpose": "offer_help",
                "batch": batch.pk,
                "text_version": piece.text.key,
            },
        )
        for piece in pieces
    ]
    events = append_events(kind="attempt", on=batch.on, by=by, told=told)
    PrintedPiece.objects.bulk_create(
        [
            PrintedPiece(
                batch=batch,
                case_id=piece.to.step.case_id,
                resident=piece.to.resident,
                event=event,
                text_version=piece.text.key,
                step=piece.to.step.step,
                due_on=piece.to.step.due_on,
                first_page=first,
                page_count=count,
            )
            for piece, event, (first, count) in zip(pieces, events, places, strict=True)
        ]
    )
    DueStep.objects.filter(pk__in={piece.to.step.pk for piece in pieces}).delete()
