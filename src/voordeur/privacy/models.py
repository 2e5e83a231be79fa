"""The log of every look at personal data, the proof of every forgetting, and the register of data breaches."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality, Organisation, User


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


class BreachState(models.TextChoices):
    """What was decided about telling the supervisory authority (AVG art. 33(1))."""

    OPEN = "open", _("te beoordelen")
    REPORTED = "reported", _("gemeld bij de Autoriteit Persoonsgegevens")
    NOT_REPORTED = "not_reported", _("niet gemeld, met reden")


class BreachNote(models.Model):
    """One data breach by a wrong link, as the register of breaches keeps it (P05, AVG art. 33(5)): references only.

    `wrong_resident` and `wrong_household` are whose file the signals stood on, from `stood_since` until `noticed_at`.
    """

    PLAIN: ClassVar = ("state", "ground", "stood_since", "report_by")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    noticed_at = models.DateTimeField()
    noticed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stood_since = models.DateTimeField()
    wrong_resident = models.PositiveBigIntegerField()
    wrong_household = models.PositiveBigIntegerField()
    # As the dated parameter said on the day itself; a later change of it moves no running clock.
    report_by = models.DateTimeField()
    state = models.CharField(max_length=12, choices=BreachState.choices, default=BreachState.OPEN)
    ground = models.CharField(max_length=20, blank=True)  # privacy.breach.Ground: why it was not reported
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True)  # when the people concerned were told (AVG art. 34)

    class Meta:
        ordering = ("-noticed_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["organisation", "state"]), models.Index(fields=["wrong_resident"])]


class BreachSignal(models.Model):
    """One signal that stood on the wrong file; a reference, for signals are another room's."""

    PLAIN: ClassVar = ()

    note = models.ForeignKey(BreachNote, on_delete=models.PROTECT, related_name="signals")
    signal = models.PositiveBigIntegerField(db_index=True)


class BreachItem(models.Model):
    """Something that left (`outside`) or was seen while the link stood: a letter, a call, an answer, somebody's looks."""

    PLAIN: ClassVar = ("kind", "reference", "facts", "first_at", "last_at")

    note = models.ForeignKey(BreachNote, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=12)  # privacy.breach.Way
    reference = models.CharField(max_length=40)  # "event:12", "answer:4", "look:99": the first of `times`
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    outside = models.BooleanField()
    facts = models.JSONField(default=dict)  # codes and references, no names

    class Meta:
        ordering = ("first_at", "pk")
        indexes: ClassVar = [models.Index(fields=["reference"])]


class BreachMark(models.Model):
    """What somebody did about a breach, and in what words; the words are forgotten with the people, the mark stays."""

    PERSONAL: ClassVar = ("text",)
    PLAIN: ClassVar = ("kind",)

    note = models.ForeignKey(BreachNote, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=12)  # privacy.breach.Mark
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")
