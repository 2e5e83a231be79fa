"""The log of every look at personal data, and the proof of every forgetting."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import Organisation, User


class AccessLogEntry(models.Model):
    """One look at (or output of) personal data: who, when, why, of whom. Append-only: triggers refuse change and removal.

    `hash` is a keyed hash over this entry and `previous_hash`: a changed or removed entry breaks the chain, and without the
    installation's key nobody can mend it.
    `subjects` are references such as ``household:12``, never names or addresses.
    """

    PLAIN: ClassVar = ("at", "purpose", "subjects", "path", "previous_hash", "hash")

    at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=60)
    subjects = models.JSONField(default=list)
    path = models.CharField(max_length=200, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=["at"])]


class LogHead(models.Model):
    """How long the log is and how it ends, sealed with the installation's key: a removed tail is noticed too. One row."""

    PLAIN: ClassVar = ("hash", "seal")

    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)


class LogExamination(models.Model):
    """One reading of the whole log: when, up to which entry, and whether all of it fitted. The newest one counts.

    Sealed like the head: whoever has the database but not the installation's key cannot pretend that the log was read.
    """

    PLAIN: ClassVar = ("at", "hash", "seal")

    at = models.DateTimeField()
    last = models.PositiveBigIntegerField()  # id of the last entry that was read, 0 for none
    length = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    whole = models.BooleanField()
    seal = models.CharField(max_length=64)


class RetentionRun(models.Model):
    """One run (or dry run) of the forgetting, person-free: what was counted, forgotten and proved."""

    PLAIN: ClassVar = ("today", "counts", "proof")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    today = models.DateField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    dry_run = models.BooleanField()
    counts = models.JSONField(default=dict)
    proof = models.JSONField(default=dict)
