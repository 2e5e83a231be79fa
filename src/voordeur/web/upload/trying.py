"""A trial run: the file is judged as it would be, and nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import IO, Any

from voordeur.record.models import Partner
from voordeur.stages.deliver.queries import Overlap, confirmed_mapping, overlap, policy_of
from voordeur.stages.deliver.rules.cells import as_text
from voordeur.stages.deliver.rules.findings import Finding
from voordeur.stages.deliver.rules.reading import open_table
from voordeur.stages.deliver.rules.trial import Opened, open_file

# A trial judges so many lines and shows so many refused ones; the delivery itself judges and shows them all.
TRIED, SHOWN = 2_000, 20


@dataclass(frozen=True)
class RefusedRow:
    """A refused line as it was delivered: its number, its cells, why."""

    number: int
    cells: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Trial:
    """What a delivery of this file would give. `lines` is all there are, `tried` how many of them were judged."""

    opened: Opened
    confirmed: bool
    lines: int
    tried: int
    accepted: int
    warned: int
    refused: int
    codes: Mapping[str, int]
    rows: Sequence[RefusedRow]
    overlap: Overlap

    @property
    def whole(self) -> bool:
        """Whether every line was tried."""
        return self.tried == self.lines


def try_file(*, partner: Partner, content: IO[bytes], on: date, columns: Mapping[str, str] | None) -> Trial:
    """Judge the first lines of a file, with `columns` as the mapping or else the confirmed or proposed one.

    Raises `Unreadable`. Writes nothing.
    """
    confirmed = confirmed_mapping(partner, open_table(content).columns)
    content.seek(0)
    opened = open_file(content, policy_of(partner, on), columns if columns is not None else confirmed)
    counts: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    rows: list[RefusedRow] = []
    values: list[dict[str, Any]] = []
    for judged, row in islice(opened.judge_rows(), TRIED):
        counts[judged.verdict.value] += 1
        if judged.values is not None:
            values.append(vars(judged.values))
            continue
        codes.update(finding.code for finding in judged.findings[:1])
        if len(rows) < SHOWN:
            rows.append(RefusedRow(judged.number, tuple(as_text(cell) for cell in row), tuple(judged.findings)))
    return Trial(
        opened=opened,
        confirmed=confirmed is not None and confirmed == dict(opened.mapping),
        lines=sum(1 for _ in opened.table.read()),
        tried=sum(counts.values()),
        accepted=counts["accepted"] + counts["warned"],
        warned=counts["warned"],
        refused=counts["refused"],
        codes=dict(codes.most_common()),
        rows=rows,
        overlap=overlap(partner, on, values),
    )
