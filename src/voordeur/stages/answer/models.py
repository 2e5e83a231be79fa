"""What each creditor heard about its signals: codes from a whitelist, no more."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import User
from voordeur.record.models import Partner
from voordeur.stages.deliver.models import Signal


class AnswerFile(models.Model):
    """One file of answers for one partner; content is made from its answers, never stored."""

    PLAIN: ClassVar = ("on",)

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="answer_files")
    on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # The first time that somebody of the partner itself took it; the desk's own look does not count.
    first_fetched_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-on", "-pk")


class Answer(models.Model):
    """One answer to one signal. A later answer to the same signal is a new row; nothing is taken back silently."""

    PLAIN: ClassVar = ("code", "on", "pause_end")

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="answers")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="answers")
    code = models.CharField(max_length=30)  # answer.rules.AnswerCode
    on = models.DateField()
    pause_end = models.DateField(null=True)  # R26
    file = models.ForeignKey(AnswerFile, null=True, on_delete=models.PROTECT, related_name="answers")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["signal", "code"], name="an_answer_once")]
        indexes: ClassVar = [models.Index(fields=["partner", "on"])]
