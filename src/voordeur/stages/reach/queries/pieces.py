"""What one person was sent on paper, taken out of the file that went to the printer: exactly as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO

from django.db.models import QuerySet
from pypdf import PdfReader, PdfWriter

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record import files
from voordeur.stages.reach.models import PrintBatch, PrintedPiece

_PDF = "application/pdf"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class SentPiece:
    """The bytes of one letter or card, of what type they are, and what the file may be called (no name in it)."""

    content: bytes
    content_type: str
    name: str


def pieces(user: User) -> QuerySet[PrintedPiece]:
    """The letters and cards within this person's walls."""
    walls = within(user, organisation="case__organisation", municipality="case__municipality")
    return PrintedPiece.objects.filter(walls).select_related("batch", "case")


def sent_piece(piece: PrintedPiece, look: Look) -> SentPiece | None:
    """One piece as it went out, and nobody else's; logged. None once its file is forgotten.

    Pages are copied, not drawn again: later texts, logos and versions of the program change nothing. The copy is no longer a
    tagged file; the whole one is.
    """
    batch = piece.batch
    stored = batch.pieces_as or batch.stored_as
    if not stored:
        return None
    record_look(look, {f"household:{piece.case.household_id}"})
    name = f"{'brief' if batch.channel == 'Brief' else 'kaartje'}-{batch.on.isoformat()}-{piece.pk}"
    with files.open_file(stored) as held:
        if batch.form == "docx":
            return SentPiece(_member(held, piece.first_page), _WORD, f"{name}.docx")
        return SentPiece(_pages(held, piece.first_page, piece.page_count), _PDF, f"{name}.pdf")


def each_pdf(batch: PrintBatch) -> Iterator[tuple[PrintedPiece, bytes]]:
    """Every letter of a batch with its own pages, in print order; the file is read once, however many. The caller logs."""
    with files.open_file(batch.stored_as) as held:
        reader = PdfReader(held)
        for piece in batch.pieces.select_related("case").order_by("first_page"):
            yield piece, _copied(reader, piece.first_page, piece.page_count)


def _pages(held: IO[bytes], first: int, count: int) -> bytes:
    return _copied(PdfReader(held), first, count)


def _copied(reader: PdfReader, first: int, count: int) -> bytes:
    writer = PdfWriter()
    # The last letter of a file may have left its back empty.
    for page in range(first - 1, min(first - 1 + count, reader.get_num_pages())):
        writer.add_page(reader.pages[page])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _member(held: IO[bytes], place: int) -> bytes:
    with zipfile.ZipFile(held) as batch:
        return batch.read(sorted(batch.namelist())[place - 1])


def pieces_of(events: Collection[int]) -> dict[int, int]:
    """The id of the letter or card behind each of these attempts (event ids), where it can still be shown; no personal data."""
    held = PrintedPiece.objects.filter(event__in=events, batch__files_forgotten_on=None)
    return dict(held.values_list("event", "pk"))
