"""The write door of report: count a month anew."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from voordeur.accounts.models import Organisation
from voordeur.stages.report.models import Fact
from voordeur.stages.report.queries.counting import counts_of


@transaction.atomic
def count_month(*, organisation: Organisation, month: date) -> int:
    """Replace one month's facts by a fresh count, all at once; returns how many there are. Repeating it changes nothing.

    The facts outlive the people they count: a month of which somebody has been forgotten is not counted anew by itself.
    """
    month = month.replace(day=1)
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # two counts of one month stand in line
    counts = counts_of(organisation=organisation, month=month)
    Fact.objects.filter(organisation=organisation, month=month).delete()
    Fact.objects.bulk_create(
        Fact(
            organisation=organisation,
            municipality_id=place.municipality,
            partner_id=place.partner,
            month=month,
            measure=measure,
            value=value,
        )
        for (place, measure), value in counts.items()
    )
    return len(counts)
