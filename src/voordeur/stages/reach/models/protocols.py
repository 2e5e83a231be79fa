"""The working methods of an organisation: the texts of its protocols, and who switched which of them on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from voordeur.accounts.models import Municipality, Organisation, User


class ProtocolText(models.Model):
    """One version of a protocol that this organisation wrote itself; the shipped ones stand in `programmes/protocols`.

    Never changed once stored: a change is a further version, so that a running case keeps what it began with.
    """

    PLAIN: ClassVar = ("name", "version", "text")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name", "version"], name="a_protocol_version_once")
        ]


class ProtocolSwitch(models.Model):
    """A proposal to approach new cases by a protocol from a day on; it takes effect when a second person agrees."""

    PLAIN: ClassVar = ("protocol", "from_on", "why", "findings", "agreed")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")  # None: all of them
    protocol = models.CharField(max_length=60)  # name@version
    from_on = models.DateField()
    why = models.CharField(max_length=400, blank=True)
    findings = models.JSONField(default=list)  # the notes of the check against the law, as the proposer saw them
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")), name="a_protocol_takes_two_people"
            )
        ]
