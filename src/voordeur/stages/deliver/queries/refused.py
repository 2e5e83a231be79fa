"""The refused lines of a delivery, as a file for its creditor."""

from __future__ import annotations

from collections.abc import Iterator

from voordeur.privacy.log import Look, record_look
from voordeur.stages.deliver.models import Delivery, Line, Verdict
from voordeur.stages.deliver.queries.deliveries import parts_of
from voordeur.stages.deliver.rules.returning import RefusedLine, as_csv, as_workbook


def refused_file(delivery: Delivery, *, look: Look, kind: str = "csv", language: str = "nl") -> bytes:
    """The refused lines in the creditor's own columns with code and reason, as ``csv`` or ``xlsx``. Logged: it is personal data.

    Lines whose cells were forgotten are left out.
    """
    record_look(look, [f"delivery:{delivery.pk}"])
    columns = delivery.header or list(delivery.columns)
    write = as_workbook if kind == "xlsx" else as_csv
    return write(columns, _lines(delivery), language=language)


def _lines(delivery: Delivery) -> Iterator[RefusedLine]:
    refused = Line.objects.filter(delivery__in=parts_of(delivery), verdict=Verdict.REFUSED).exclude(cells=[]).order_by("number")
    for line in refused.iterator(chunk_size=2000):
        yield RefusedLine(line.number, line.cells, line.findings)
