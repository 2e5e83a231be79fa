"""What this stage forgets: people out of signals, the cells of refused lines, the creditors' own files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from voordeur.record import files
from voordeur.stages.deliver.models import Delivery, Line, PendingFile, Signal, Verdict

COVERS: dict[str, tuple[str, ...]] = {
    "Signal": Signal.PERSONAL,
    "Line": Line.PERSONAL,
    "Delivery": Delivery.PERSONAL,
    "PendingFile": PendingFile.PERSONAL,
}


@transaction.atomic
def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Blank the people in these signals, and what warnings on their lines quote; amount, kind and dates of the arrear stay for
    the figures. Returns rows touched."""
    blank = dict.fromkeys((field for field in Signal.PERSONAL if field != "birth_date"), "")
    touched = 0
    for part in _parts(sorted(signals)):
        touched += _unquote(Line.objects.filter(signal__in=part).exclude(findings=[]))
        rows = Signal.objects.filter(pk__in=part, forgotten_on=None)
        touched += rows.update(**blank, birth_date=None, forgotten_on=today)
    return touched


@transaction.atomic
def forget_refused(*, deliveries: Collection[int]) -> int:
    """Blank the delivered cells of refused lines, and the values that their findings quote. Returns rows touched."""
    return _unquote(Line.objects.filter(delivery__in=deliveries, verdict=Verdict.REFUSED))


def _unquote(lines: QuerySet[Line]) -> int:
    touched = 0
    numbers = list(lines.order_by("pk").values_list("pk", flat=True))
    for part in _parts(numbers):
        batch = list(Line.objects.filter(pk__in=part).only("cells", "findings"))
        for line in batch:
            line.cells = []
            line.findings = [_unquoted(finding) for finding in line.findings]
        touched += Line.objects.bulk_update(batch, ["cells", "findings"])
    return touched


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + 500] for start in range(0, len(ids), 500))


def _unquoted(finding: dict[str, object]) -> dict[str, object]:
    """A finding without the delivered value that it quotes."""
    params = finding.get("params")
    kept = {name: value for name, value in params.items() if name != "value"} if isinstance(params, dict) else {}
    return {**finding, "params": kept}


def forget_pending(*, today: date) -> int:
    """Remove the uploads of earlier days that were tried and never delivered. Returns files removed."""
    midnight = timezone.make_aware(datetime.combine(today, time()))
    left = list(PendingFile.objects.filter(made_at__lt=midnight).values_list("pk", "stored_as"))
    for pk, stored_as in left:
        PendingFile.objects.filter(pk=pk).delete()
        files.remove(stored_as)
    return len(left)


def forget_files(*, deliveries: Collection[int], today: date) -> int:
    """Remove the original files of these deliveries, with the names that creditors gave them, and uploads that were only tried.

    Returns files removed. The row is cleared first: a kill in between leaves a file that nobody refers to, never a reference
    without a file.
    """
    removed = forget_pending(today=today)
    for delivery in Delivery.objects.filter(pk__in=deliveries, files_forgotten_on=None):
        stored_as = delivery.stored_as
        Delivery.objects.filter(pk=delivery.pk).update(file_name="", stored_as="", files_forgotten_on=today)
        if stored_as:
            files.remove(stored_as)
            removed += 1
    return removed
