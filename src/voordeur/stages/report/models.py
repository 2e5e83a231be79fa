"""Person-free facts that outlive the people they count."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce

from voordeur.accounts.models import Municipality, Organisation
from voordeur.record.models import Partner


class Fact(models.Model):
    """One count of one measure for one month, municipality and partner. Holds no reference to a person, signal or case."""

    PLAIN: ClassVar = ("month", "measure")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    measure = models.CharField(max_length=100)  # report.rules.measures: a key, or family:literal
    value = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "organisation", Coalesce("municipality", 0), Coalesce("partner", 0), "month", "measure", name="one_fact_a_month"
            )
        ]
