"""The worklist: a cache of `next_steps`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.record.models import Case


class DueStep(models.Model):
    """What is due (or waits) for an open case: the answer of `next_steps`, rebuilt at will, never a source."""

    PLAIN: ClassVar = ("step", "channel", "by", "due_on", "state", "reason", "day_part", "who", "deadline")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=40)
    channel = models.CharField(max_length=30)  # DDAS EnumContactsoort, literal
    by = models.CharField(max_length=40, blank=True)  # who does it, as the protocol names them
    who = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8)  # due, waiting
    due_on = models.DateField()  # what waits for a fact, not for a day, has no row
    day_part = models.CharField(max_length=10, blank=True)
    urgency = models.PositiveSmallIntegerField(default=0)
    deadline = models.DateField(null=True)  # a statutory or municipal clock, the only thing shown in red
    reason = models.JSONField(default=dict)  # {"code", "params"}

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "channel", "due_on"]), models.Index(fields=["case"])]
