"""A trial run: the file is judged as it would be, and nothing is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import IO, Any

from voordeur.accounts.models import Organisation
from voordeur.record.models import Partner
from voordeur.stages.deliver.actions import open_desk_file
from voordeur.stages.deliver.queries import Overlap, confirmed_mapping, known_partners, overlap, policy_of
from voordeur.stages.deliver.rules.cells import Row, as_text
from voordeur.stages.deliver.rules.desk import Assigning
from voordeur.stages.deliver.rules.findings import Finding
from voordeur.stages.deliver.rules.judging import Judge, Judged, Share
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
    found = _Tally()
    for judged, row in islice(opened.judge_rows(), TRIED):
        found.add(judged, row, partner)
    return found.trial(opened, confirmed, on)


def try_desk_file(*, organisation: Organisation, content: IO[bytes], on: date, columns: Mapping[str, str] | None) -> Trial:
    """The same for a desk's file: each line as its own partner's."""
    confirmed = confirmed_mapping(organisation, open_table(content).columns)
    opened = open_desk_file(organisation, content, on, columns if columns is not None else confirmed)
    assigning = Assigning(opened.table.columns, opened.mapping, known_partners(organisation))
    rows = [(row, assigning.whose(row)) for row in islice(opened.table.read(), TRIED)]
    partners = Partner.objects.select_related("receiver").in_bulk([partner for _row, partner in rows if partner is not None])
    judges = {None: Judge(opened.plan, opened.policy)} | {pk: _judge_of(opened, partner, on) for pk, partner in partners.items()}
    found = _Tally()
    for row, whose in rows:
        found.add(judges[whose].judge(row), row, partners.get(whose) if whose is not None else None)
        for other, judge in judges.items():
            if other != whose:
                judge.pass_by()
    return found.trial(opened, confirmed, on)


def _judge_of(opened: Opened, partner: Partner, on: date) -> Judge:
    own = opened.under(policy_of(partner, on, Share.PARTNER))
    return Judge(own.plan, own.policy)


class _Tally:
    """What the judged lines of a trial add up to."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.rows: list[RefusedRow] = []
        self.values: dict[Partner, list[dict[str, Any]]] = defaultdict(list)

    def add(self, judged: Judged, row: Row, partner: Partner | None) -> None:
        """Count a line, of this partner or of nobody."""
        self.counts[judged.verdict.value] += 1
        if judged.values is not None and partner is not None:
            self.values[partner].append(vars(judged.values))
            return
        self.codes.update(finding.code for finding in judged.findings[:1])
        if len(self.rows) < SHOWN:
            self.rows.append(RefusedRow(judged.number, tuple(as_text(cell) for cell in row), tuple(judged.findings)))

    def trial(self, opened: Opened, confirmed: Mapping[str, str] | None, on: date) -> Trial:
        """The outcome."""
        return Trial(
            opened=opened,
            confirmed=confirmed is not None and confirmed == dict(opened.mapping),
            lines=sum(1 for _ in opened.table.read()),
            tried=sum(self.counts.values()),
            accepted=self.counts["accepted"] + self.counts["warned"],
            warned=self.counts["warned"],
            refused=self.counts["refused"],
            codes=dict(self.codes.most_common()),
            rows=self.rows,
            overlap=self._overlap(on),
        )

    def _overlap(self, on: date) -> Overlap:
        """How much was delivered before, over all partners in the file."""
        found = [(overlap(partner, on, values), len(values)) for partner, values in self.values.items()]
        lines = sum(count for _one, count in found)
        before = next((one.earlier for one, _count in found if one.earlier), None)
        return Overlap(before, sum(one.share * count for one, count in found) / lines if lines else 0.0)
