"""What a delivery has kept long enough (R33): original files, cells of refused lines, signals that never went further."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from voordeur.accounts.models import Organisation
from voordeur.calendar import add_months
from voordeur.record.queries import parameter
from voordeur.stages.deliver.models import Delivery, Line, Signal, Verdict


def expired_files(*, organisation: Organisation, today: date) -> list[int]:
    """Ids of the deliveries whose original file has been kept for `retention_file_months`."""
    before = _before("retention_file_months", organisation, today)
    rows = Delivery.objects.filter(organisation=organisation, on__lte=before, files_forgotten_on=None)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def expired_refused(*, organisation: Organisation, today: date) -> list[int]:
    """Ids of the deliveries whose refused lines have been kept for `retention_refused_months` and still have their cells."""
    before = _before("retention_refused_months", organisation, today)
    kept = Line.objects.filter(delivery=OuterRef("pk"), verdict=Verdict.REFUSED).exclude(cells=[])
    rows = Delivery.objects.filter(Exists(kept), organisation=organisation, on__lte=before)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def expired_superseded(*, organisation: Organisation, today: date) -> list[int]:
    """Ids of signals that a corrected file replaced before anybody took them up: no later stage knows them."""
    before = _before("retention_signal_months", organisation, today)
    rows = Signal.objects.filter(organisation=organisation, on__lte=before, taking=None, forgotten_on=None)
    return list(rows.exclude(superseded_by=None).order_by("pk").values_list("pk", flat=True))


def _before(term: str, organisation: Organisation, today: date) -> date:
    return add_months(today, -int(parameter(term, organisation=organisation, on=today)))
