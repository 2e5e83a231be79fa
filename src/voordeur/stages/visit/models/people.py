"""Who goes to the doors, when, and with what they can do."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from voordeur.accounts.models import Organisation, User


class Visitor(models.Model):
    """What a planner must know of somebody who goes to the doors; by default nothing special."""

    PLAIN: ClassVar = ("skills", "languages", "way", "calendar_key", "calendar_tag", "calendar_changed_at")

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="visitor")
    skills = models.JSONField(default=list)  # what a step or a door may need: "schuldhulpverlener", "maatschappelijk werker"
    languages = models.JSONField(default=list)  # two-letter codes besides Dutch
    way = models.CharField(max_length=5, default="bike")  # foot, bike, car
    # The secret in the address of this person's calendar; a new one makes the old address worthless.
    calendar_key = models.CharField(max_length=43, blank=True, db_index=True)
    # What the calendar held when it was last asked for (a digest), and since when: a subscriber fetches only what changed.
    calendar_tag = models.CharField(max_length=64, blank=True)
    calendar_changed_at = models.DateTimeField(null=True)


class WorkingHours(models.Model):
    """When somebody can go out: a weekday (0 is Monday), from and until."""

    PLAIN: ClassVar = ("weekday", "begin", "end")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="working_hours")
    weekday = models.PositiveSmallIntegerField()
    begin = models.TimeField()
    end = models.TimeField()

    class Meta:
        ordering = ("weekday", "begin")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(end__gt=F("begin")) & Q(weekday__lte=6), name="hours_that_run_forward")
        ]


class Absence(models.Model):
    """Days on which somebody does not go out; why is nobody's business. `deputy` takes over what was theirs (P24)."""

    PLAIN: ClassVar = ("first_day", "last_day")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()
    deputy = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="absence_that_runs_forward")
        ]


class Duo(models.Model):
    """Two people who usually go together, from where to where; either may lead."""

    PLAIN: ClassVar = ("name", "start_label", "end_label", "start", "end", "ended_on")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    first = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    start_label = models.CharField(max_length=80, blank=True)  # an office, a district centre
    start = models.JSONField(null=True)  # [latitude, longitude]
    end_label = models.CharField(max_length=80, blank=True)
    end = models.JSONField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(first=F("second")), name="a_duo_is_two_people")]
