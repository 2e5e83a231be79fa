"""The codes with which residents open their door, and what was handed in behind it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.record.models import Case, Event, Resident


class ResidentCode(models.Model):
    """The one code of a resident in a case; what is printed is derived anew each time, only its keyed digest is kept."""

    PERSONAL: ClassVar = ("digest",)
    PLAIN: ClassVar = ()

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    # Another turn of the same derivation, for the rare pair whose code was somebody's already.
    turn = models.PositiveSmallIntegerField(default=0)
    made_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "resident"], name="one_code_per_person_a_case")]


class HandedIn(models.Model):
    """One form that a resident handed in: a form that comes in twice (a double tap, a bad connection) counts once."""

    token = models.UUIDField(unique=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+")
