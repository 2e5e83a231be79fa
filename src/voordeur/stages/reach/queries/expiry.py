"""Which print files were kept long enough (R33)."""

from __future__ import annotations

from datetime import date

from voordeur.accounts.models import Organisation
from voordeur.calendar import add_months
from voordeur.record.queries import parameter_book
from voordeur.stages.reach.models import PrintBatch


def expired_print_batches(*, organisation: Organisation, today: date) -> list[int]:
    """Ids of the batches whose file is older than the organisation's dated term."""
    term = int(parameter_book(["retention_file_months"], organisation=organisation, on=today).value("retention_file_months"))
    old = PrintBatch.objects.filter(organisation=organisation, files_forgotten_on=None, on__lte=add_months(today, -term))
    return list(old.values_list("pk", flat=True))
