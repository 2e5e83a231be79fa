"""What a pair must know before it rings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import User
from voordeur.record.models import Household


class DoorNoteKind(models.TextChoices):
    """What a note at a door is about; safety is shown before everything else."""

    SAFETY = "safety"
    PRACTICAL = "practical"  # a dog, stairs, a bell that does not work


class DoorNote(models.Model):
    """What the next pair must know before it rings; always with an end date (P25)."""

    PERSONAL: ClassVar = ("text",)
    PLAIN: ClassVar = ("kind", "until", "made_at")

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="door_notes")
    kind = models.CharField(max_length=10, choices=DoorNoteKind.choices)
    text = models.CharField(max_length=200, blank=True)
    until = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["household", "until"])]
