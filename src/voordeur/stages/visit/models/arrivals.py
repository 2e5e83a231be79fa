"""What phones hand in after an evening without network: each submission once, whatever became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import User
from voordeur.record.models import Event
from voordeur.stages.visit.models.rounds import Stop


class Arrival(models.Model):
    """One result as a phone handed it in. The row is what makes a second sending of the same one count nothing.

    With `event` it counted. Without, the door already had another result (or its case was closed) and it is held: `said`
    and `note` keep what the pair tapped, until somebody of the desk has looked (`seen_at`). Nothing is overwritten or lost.
    """

    PERSONAL: ClassVar = ("note",)
    PLAIN: ClassVar = ("submission", "tapped_at", "at", "received_at", "said", "why", "seen_at")

    submission = models.UUIDField(unique=True)
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="arrivals")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    tapped_at = models.DateTimeField()  # by the phone's own clock
    at = models.DateTimeField()  # as it counts: the phone's clock checked against ours
    received_at = models.DateTimeField(auto_now_add=True)
    event = models.OneToOneField(Event, null=True, on_delete=models.PROTECT, related_name="+")
    said = models.JSONField(default=dict)  # codes and ids, where held
    note = models.TextField(blank=True)  # what the pair wrote with it, where held
    why = models.CharField(max_length=12, blank=True)  # why it is held: taken, closed, refused
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
