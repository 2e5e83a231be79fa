"""What reach forgets: the files that went to the printer. Its events and steps hold references only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from voordeur.record import files
from voordeur.stages.reach.models import PrintBatch

COVERS: dict[str, tuple[str, ...]] = {"PrintBatch": PrintBatch.PERSONAL}


def forget(*, residents: Collection[int], signals: Collection[int], today: date) -> int:
    """Remove the print files that still hold one of these people. Returns files removed."""
    batches = PrintBatch.objects.filter(pieces__resident__in=residents, files_forgotten_on=None)
    return forget_files(batches=sorted(set(batches.values_list("pk", flat=True))), today=today)


def forget_files(*, batches: Collection[int], today: date) -> int:
    """Remove the files of these batches; the row is cleared first, so that no reference to a missing file stays."""
    removed = 0
    for batch in PrintBatch.objects.filter(pk__in=batches, files_forgotten_on=None):
        stored_as = batch.stored_as
        PrintBatch.objects.filter(pk=batch.pk).update(stored_as="", files_forgotten_on=today)
        if stored_as:
            files.remove(stored_as)
            removed += 1
    return removed
