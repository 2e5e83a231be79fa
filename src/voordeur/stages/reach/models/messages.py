"""What went out without paper: e-mail, text messages, and letters that a carrier prints."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import Organisation, User
from voordeur.record.models import Case, Event, Resident
from voordeur.stages.reach.rules.sending import MessageState


class Message(models.Model):
    """One message to one person for one due step, rendered once; where it goes and what it says stand in its file.

    `reference` is how the carrier and we name it, made from what may be sent once, so that it is the same after a restored
    backup. `act_at`: when something is to be done about it next (hand over, ask the carrier); None: nothing by itself.
    """

    PERSONAL: ClassVar = ("stored_as",)
    PLAIN: ClassVar = ("channel", "step", "due_on", "reference", "state", "why", "carrier", "carrier_id", "text_version")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=30)  # DDAS EnumContactsoort, literal
    step = models.CharField(max_length=40)
    due_on = models.DateField()
    reference = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=12, default=MessageState.READY)  # MessageState
    why = models.CharField(max_length=30, blank=True)  # code: why it failed or was withdrawn
    carrier = models.CharField(max_length=40)  # its name in the installation's settings
    carrier_id = models.CharField(max_length=100, blank=True)  # what the carrier calls it
    text_version = models.CharField(max_length=60)
    stored_as = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    act_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)  # delivered, failed or withdrawn
    forgotten_on = models.DateField(null=True)
    event = models.OneToOneField(Event, null=True, on_delete=models.PROTECT, related_name="+")  # the attempt, once handed over

    class Meta:
        constraints: ClassVar = [
            # However often somebody clicks or a process is killed: what fell due once is sent once.
            models.UniqueConstraint(fields=["case", "resident", "step", "due_on"], name="a_due_step_sent_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["act_at"], condition=models.Q(act_at__isnull=False), name="messages_to_act_on"),
            models.Index(fields=["organisation", "state"]),
        ]
