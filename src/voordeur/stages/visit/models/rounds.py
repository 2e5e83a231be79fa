"""Rounds: which pair goes to which doors on one part of a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import Organisation, User
from voordeur.record.models import Case, Event


class EveningPlan(models.Model):
    """How one part of a day was planned last: who asked, what was left out and why, what more hands would bring.

    One row for all rounds of an organisation on that part of that day; it is locked while they are planned anew.
    """

    PLAIN: ClassVar = ("on", "day_part", "asked", "made_at", "left_out", "notices", "more")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    day_part = models.CharField(max_length=10)
    asked = models.UUIDField(null=True)  # of the form that was sent: a double click plans once
    made_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    left_out = models.JSONField(default=dict)  # by case id: {"nl", "en", "must"}
    notices = models.JSONField(default=list)  # what the plan does not know: [{"nl", "en"}]
    more = models.JSONField(default=dict)  # "pair" and "hour": {"doors", "opened"}, an estimate

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "on", "day_part"], name="one_plan_for_a_part_of_a_day")
        ]


class Round(models.Model):
    """A looplijst: the doors of one pair on one evening."""

    PLAIN: ClassVar = ("on", "day_part", "begin", "end", "travel_minutes", "planned_with", "signed_off_at")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    day_part = models.CharField(max_length=10)
    begin = models.TimeField(null=True)  # when the pair leaves its start, and is back at its end
    end = models.TimeField(null=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True)
    # What the plan was made with (way of going about, seed, model of travel), so that it can be explained and made again.
    planned_with = models.JSONField(default=dict)
    first = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-on", "id")


class Stop(models.Model):
    """One door on a round; its result is an event of the case."""

    PLAIN: ClassVar = ("submission", "planned_at", "locked", "chance", "worth", "reasons")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="stops")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    planned_at = models.TimeField(null=True)
    # Kept on this round, at this place, when the evening is planned anew: an appointment, or a person's own choice.
    locked = models.BooleanField(default=False)
    lead = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # who of the two speaks first here
    chance = models.FloatField(null=True)  # that somebody opens at this hour
    worth = models.FloatField(null=True)
    reasons = models.JSONField(default=list)  # why it is here and at this place: [{"nl", "en"}]
    result = models.OneToOneField(Event, null=True, on_delete=models.PROTECT, related_name="+")
    # Made on the phone: the same result sent twice counts once.
    submission = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("round", "order")
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "case"], name="a_door_once_a_round")]
