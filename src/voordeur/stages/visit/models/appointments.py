"""When somebody is expected: at home, at the desk or on the phone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from voordeur.accounts.models import User
from voordeur.record.models import Case, Event, Resident


class AppointmentState(models.TextChoices):
    """Where an appointment stands."""

    MADE = "made"
    CONFIRMED = "confirmed"
    HELD = "held"
    NO_SHOW = "no_show"  # nobody opened, came or answered: an attempt, never a no
    CALLED_OFF = "called_off"


class Appointment(models.Model):
    """A moment agreed with a resident (P24): the row says how it stands, the case's events how it came about.

    `user` and `second` keep it: one of the team at the desk or on the phone, two at a door, where planning may send others.
    `turn` counts the changes: a form that was filled in before the last one does not count. `booking` and `change` are the
    numbers of the forms that made and changed it, so that a form counts once.
    """

    PLAIN: ClassVar = ("kind", "on", "begin", "end", "state", "turn", "booking", "change", "made_at")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6)  # reach.rules.vocabulary.AppointmentKind
    on = models.DateField()
    begin = models.TimeField()
    end = models.TimeField()
    state = models.CharField(max_length=10, choices=AppointmentState.choices, default=AppointmentState.MADE)
    turn = models.PositiveSmallIntegerField(default=1)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    second = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")  # None: the resident
    made_at = models.DateTimeField(auto_now_add=True)
    booking = models.UUIDField(unique=True, null=True)
    change = models.UUIDField(null=True)
    result = models.OneToOneField(Event, null=True, on_delete=models.PROTECT, related_name="+")  # the attempt that it became

    class Meta:
        indexes: ClassVar = [models.Index(fields=["on", "state"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(end__gt=F("begin")), name="an_appointment_runs_forward"),
            # The last word where two forms come in at once; the action sees also what overlaps.
            models.UniqueConstraint(
                fields=["user", "on", "begin"], condition=Q(state__in=("made", "confirmed")), name="somebody_in_one_place"
            ),
        ]
