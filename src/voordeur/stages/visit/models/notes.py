"""What a pair must know before it rings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from voordeur.accounts.models import User
from voordeur.record.models import Household
from voordeur.stages.visit.rules.safety import Measure, Told


class DoorNoteKind(models.TextChoices):
    """What a note at a door is about; safety is shown before everything else."""

    SAFETY = "safety"
    PRACTICAL = "practical"  # a dog, stairs, a bell that does not work


class DoorNote(models.Model):
    """What the next pair must know before it rings; always with an end date (P25).

    A safety note has more to it: what it asks (`measure`), somebody else who looks whether it is right (`reviewer`,
    `reviewed_at`), and what the resident was told. Until it is reviewed it asks that nobody goes alone.
    """

    PERSONAL: ClassVar = ("text", "withheld_because")
    PLAIN: ClassVar = ("kind", "until", "made_at", "measure", "reviewed_at", "told", "told_on")

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="door_notes")
    kind = models.CharField(max_length=10, choices=DoorNoteKind.choices)
    text = models.CharField(max_length=200, blank=True)
    until = models.DateField()  # the first day on which it is not shown any more
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    measure = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Measure], default=Measure.TOGETHER.value
    )  # of a safety note
    reviewer = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Told], default=Told.NOT_YET.value)
    told_on = models.DateField(null=True)
    withheld_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["household", "until"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(reviewer=None) | ~Q(reviewer=F("by")), name="a_note_is_reviewed_by_another")
        ]
