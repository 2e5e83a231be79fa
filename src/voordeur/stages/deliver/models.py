"""Deliveries, their judged lines, and the signals that came out of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from voordeur.accounts.models import Organisation, User
from voordeur.record.models import Partner


class ColumnMapping(models.Model):
    """How the columns of one partner, or of one organisation's desk, map to our fields: confirmed once by a person, kept for
    files with the same header."""

    PLAIN: ClassVar = ("header_key", "columns")

    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="mappings")
    desk_of = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")  # a desk's file (P01)
    header_key = models.CharField(max_length=64)  # SHA-256 of the header cells
    columns = models.JSONField()  # {"header cell": "field" | ""}
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "header_key"], name="one_mapping_per_header"),
            models.UniqueConstraint(fields=["desk_of", "header_key"], name="one_desk_mapping_per_header"),
            models.CheckConstraint(
                condition=Q(partner=None, desk_of__isnull=False) | Q(partner__isnull=False, desk_of=None),
                name="mapping_of_a_partner_or_a_desk",
            ),
        ]


class DeliveryState(models.TextChoices):
    """How far a delivery has walked; a killed worker picks it up where this and `lines_done` say."""

    RECEIVED = "received"  # the file is stored, nothing judged yet
    READING = "reading"  # lines are being judged and stored, `lines_done` so far
    MATCHING = "matching"  # all lines are judged; the stream carries the signals on
    DONE = "done"
    FAILED = "failed"  # could not be read; `error` says why in the user's words


class Delivery(models.Model):
    """One file from one partner. `delivered = accepted + refused` is a database constraint once it is judged.

    A desk's file (P01) holds lines of several partners. It is a delivery without a partner, which keeps the file and the lines
    that name no partner of ours (all refused), and has one share per partner: a delivery that reads its own lines of that file.
    Every line of the file belongs to exactly one of them, as `desk_partners` says from the moment of storing.
    """

    PERSONAL: ClassVar = ("file_name", "stored_as")  # the original file itself, and its name, may hold personal data
    PLAIN: ClassVar = ("month", "on", "sha256", "state", "error", "header", "columns", "notices", "desk_partners")

    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="deliveries")
    desk = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="shares")  # of a share only
    desk_partners = models.JSONField(default=dict)  # {what a line says of its partner, as `rules.desk.said_by`: partner id}
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # first day of the month that the delivery belongs to
    on = models.DateField()  # the day that counts as today for every rule about this delivery
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    stored_as = models.CharField(max_length=200, blank=True)  # path below the installation's file folder
    sha256 = models.CharField(max_length=64)
    header = models.JSONField(default=list)  # the creditor's columns in their order
    columns = models.JSONField(default=dict)  # the mapping that was used: column to field
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.RECEIVED)
    claimed_at = models.DateTimeField(null=True)  # a worker's sign of life
    error = models.CharField(max_length=300, blank=True)
    lines_total = models.PositiveIntegerField(null=True)
    lines_done = models.PositiveIntegerField(default=0)
    delivered = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)  # with and without warnings
    warned = models.PositiveIntegerField(default=0)  # of the accepted ones
    refused = models.PositiveIntegerField(default=0)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    withdrawn_signals = models.PositiveIntegerField(default=0)  # earlier ones that this delivery superseded
    kept_signals = models.PositiveIntegerField(default=0)  # earlier ones that stay because they are being worked
    notices = models.JSONField(default=list)  # [{"code", "column", "params"}] about the whole file
    files_forgotten_on = models.DateField(null=True)

    class Meta:
        ordering = ("-received_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "sha256"], condition=Q(desk=None), name="same_file_once"),
            models.UniqueConstraint(fields=["organisation", "sha256"], condition=Q(partner=None), name="same_desk_file_once"),
            models.UniqueConstraint(fields=["desk", "partner"], name="one_share_per_partner"),
            models.CheckConstraint(condition=Q(partner__isnull=False) | Q(accepted=0), name="lines_of_nobody_are_refused"),
            models.CheckConstraint(
                condition=Q(delivered=F("accepted") + F("refused")), name="delivered_is_accepted_plus_refused"
            ),
            models.CheckConstraint(condition=Q(warned__lte=F("accepted")), name="warned_are_accepted"),
        ]


class PendingFile(models.Model):
    """An uploaded file between its trial and its delivery: seen by who uploaded it and nobody else, gone the next day."""

    PERSONAL: ClassVar = ("file_name", "stored_as")
    PLAIN: ClassVar = ("made_at", "columns")

    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")  # None: a desk's file
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    stored_as = models.CharField(max_length=200)
    columns = models.JSONField(null=True)  # the mapping as last tried, {"header cell": "field" | ""}
    made_at = models.DateTimeField()


class Verdict(models.TextChoices):
    """What became of a delivered line."""

    ACCEPTED = "accepted"
    WARNED = "warned"
    REFUSED = "refused"


class Line(models.Model):
    """One delivered line and its verdict. A refused line keeps its cells until its retention ends, so that it can be mended."""

    PERSONAL: ClassVar = ("cells", "findings")  # a finding may quote what was delivered
    PLAIN: ClassVar = ("verdict",)

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()  # 1 is the first line under the header
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    # [{"code", "column", "params"}]: the refusal first, then warnings; sentences are made from the code, in two languages.
    findings = models.JSONField(default=list)
    cells = models.JSONField(default=list)  # refused lines only

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["delivery", "number"], name="one_verdict_per_line")]


class Signal(models.Model):
    """A vroegsignaal: one partner's accepted message about one person's arrears."""

    PERSONAL: ClassVar = (
        "customer_number", "bsn", "initials", "prefix", "surname", "birth_date", "sex", "street", "house_number",
        "house_letter", "addition", "postcode", "city", "phone", "email", "remark",
    )  # fmt: skip
    PLAIN: ClassVar = ("kind", "signal_type", "collection_stage", "on", "oldest_due", "month")

    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="signal")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="signals")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="signals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)  # DDAS EnumSignaalpartner
    signal_type = models.CharField(max_length=20)  # first, updated, end_of_supply, settled, crisis
    on = models.DateField()  # the day it was delivered
    month = models.DateField()
    customer_number = models.CharField(max_length=60, blank=True)
    bsn = models.CharField(max_length=9, blank=True)
    initials = models.CharField(max_length=60, blank=True)
    prefix = models.CharField(max_length=30, blank=True)
    surname = models.CharField(max_length=200, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=10, blank=True)
    street = models.CharField(max_length=120, blank=True)
    house_number = models.CharField(max_length=10, blank=True)
    house_letter = models.CharField(max_length=5, blank=True)
    addition = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)
    amount_cents = models.PositiveBigIntegerField()
    months = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    oldest_due = models.DateField(null=True)
    warm_handover = models.BooleanField(default=False)
    collection_stage = models.CharField(max_length=30, blank=True)
    own_attempts = models.PositiveSmallIntegerField(null=True)  # how often the creditor tried by itself
    remark = models.TextField(blank=True)
    superseded_by = models.ForeignKey(Delivery, null=True, on_delete=models.PROTECT, related_name="supersedes")
    forgotten_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(amount_cents__gt=0), name="an_arrear_is_above_zero")]
        indexes: ClassVar = [
            models.Index(fields=["partner", "customer_number"]),
            models.Index(fields=["organisation", "month"]),
        ]
