"""What went to the printer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import Organisation, User
from voordeur.record.models import Case, Event, Resident


class PrintBatch(models.Model):
    """One file ready for the printer: letters or cards, in print order; `form` is pdf, or docx (Word files in one zip).

    `pieces_as` holds the same pieces one a page, where a page of the printer's file holds several people's.
    """

    PERSONAL: ClassVar = ("stored_as", "pieces_as")
    PLAIN: ClassVar = ("channel", "on", "pages", "form")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=30)
    on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    stored_as = models.CharField(max_length=200, blank=True)
    pieces_as = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=4, default="pdf")
    pages = models.PositiveIntegerField(default=0)
    files_forgotten_on = models.DateField(null=True)


class PrintedPiece(models.Model):
    """One letter or card within a batch: whom it went to, the attempt that records it, and where in the file it stands.

    `first_page` counts from 1, in `pieces_as` where the batch has one; in a batch of Word files it is the place of the file.
    """

    PLAIN: ClassVar = ("text_version", "step", "due_on", "first_page", "page_count")

    batch = models.ForeignKey(PrintBatch, on_delete=models.PROTECT, related_name="pieces")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+")
    text_version = models.CharField(max_length=60)
    step = models.CharField(max_length=40)
    due_on = models.DateField()
    first_page = models.PositiveIntegerField(default=1)
    page_count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "resident"], name="one_piece_per_person_a_batch"),
            # However often somebody clicks or a process is killed: what fell due once is printed once.
            models.UniqueConstraint(fields=["case", "resident", "step", "due_on"], name="a_due_step_printed_once"),
        ]
