"""Tonight's rounds: which pair goes to which doors, and what a pair must know before it rings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import Organisation, User
from voordeur.record.models import Case, Event, Household


class Round(models.Model):
    """A looplijst: the doors of one pair on one evening."""

    PLAIN: ClassVar = ("on", "day_part", "signed_off_at")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    day_part = models.CharField(max_length=10)
    first = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-on", "id")


class Stop(models.Model):
    """One door on a round; its result is an event of the case."""

    PLAIN: ClassVar = ("submission",)

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="stops")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    result = models.OneToOneField(Event, null=True, on_delete=models.PROTECT, related_name="+")
    # Made on the phone: the same result sent twice counts once.
    submission = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("round", "order")
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "case"], name="a_door_once_a_round")]


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
