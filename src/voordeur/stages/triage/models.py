"""What was decided about each signal: taken up in a case, or closed with a reason."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import User
from voordeur.record.models import Case
from voordeur.stages.deliver.models import Signal


class Taking(models.Model):
    """The DDAS status of one signal, the rule behind it, and the case that it joined."""

    PERSONAL: ClassVar = ("overrule_reason",)
    PLAIN: ClassVar = ("status", "rule", "reasons", "urgency_reasons", "on", "overruled_at", "lane")

    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, related_name="taking")
    status = models.CharField(max_length=80)  # DDAS EnumSignaalstatus, literal
    rule = models.CharField(max_length=10)  # "R11"; "" when no rule closed it
    reasons = models.JSONField(default=list)  # [{"code", "params"}]: person-free
    urgency = models.PositiveSmallIntegerField(default=0)
    urgency_reasons = models.JSONField(default=list)  # [{"code", "params": {"weight"}}]
    lane = models.CharField(max_length=13, blank=True)  # triage.rules.lane.Lane: whose work this is, "" for everybody's
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="takings")
    on = models.DateField()
    single = models.BooleanField(default=False)
    multiple = models.BooleanField(default=False)  # R08
    successive = models.BooleanField(default=False)  # R09
    overruled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    overruled_at = models.DateTimeField(null=True)
    overrule_reason = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["status"]), models.Index(fields=["case"])]
