"""A number that somebody wants to be called back on, of which nobody could tell whose it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from voordeur.accounts.models import Municipality, Organisation, User


class CallBack(models.Model):
    """Taken down by the town's contact centre, which sees no case; the number is let go as soon as somebody called it."""

    PERSONAL: ClassVar = ("number",)
    PLAIN: ClassVar = ("on", "day_part", "done_on")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # whose desk calls back
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    day_part = models.CharField(max_length=10, blank=True)  # DDAS EnumDagdeel; "": any
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "done_on"])]
