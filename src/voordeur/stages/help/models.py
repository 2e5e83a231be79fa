"""What was offered, agreed and passed on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from voordeur.record.models import Case, Resident


class HelpOffer(models.Model):
    """The offer of help to one person, and that person's own answer (P28: acceptance is personal)."""

    PLAIN: ClassVar = ("offered_on", "answer", "answered_on")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offers")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    offered_on = models.DateField()
    answer = models.CharField(max_length=10, blank=True)  # accepted, declined, "" while open
    answered_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "resident"], name="one_offer_per_person_a_case")]


class Agreement(models.Model):
    """One line of the afsprakenplan: who does what by when; a referral only with the resident's agreement (R32).

    The case's event that tells of it carries this row's id.
    """

    PERSONAL: ClassVar = ("text", "owner", "exception_reason")
    PLAIN: ClassVar = ("kind", "made_on", "due_on", "done_on", "referred_to")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agreements")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    kind = models.CharField(max_length=20)  # action, referral
    text = models.TextField()
    owner = models.CharField(max_length=120, blank=True)  # who does it, as people say it: "uzelf", "Karim"
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    referred_to = models.CharField(max_length=120, blank=True)  # a code of the parameter referral_directory
    agreed = models.BooleanField(default=False)
    exception_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind="referral") | Q(agreed=True) | ~Q(exception_reason=""),
                name="no_referral_without_agreement_or_reason",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["done_on", "due_on"])]
