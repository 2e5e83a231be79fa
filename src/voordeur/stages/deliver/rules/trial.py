"""A whole file judged without anything being kept: the trial run, and what the real run begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO

from voordeur.stages.deliver.rules.cells import Row
from voordeur.stages.deliver.rules.findings import Finding, Unreadable
from voordeur.stages.deliver.rules.judging import Judge, Judged, Plan, Policy, plan_of
from voordeur.stages.deliver.rules.judging.plan import IGNORED
from voordeur.stages.deliver.rules.mapping import Proposal, propose
from voordeur.stages.deliver.rules.mapping.propose import SAMPLE_LINES
from voordeur.stages.deliver.rules.reading import Table, open_table

# The columns that a file of refused lines has beyond the creditor's own.
CODE_COLUMN, REASON_COLUMN = "voordeur_code", "voordeur_reden"
_TELLING = {"amount", "surname", "full_name", "bsn", "full_address", "street", "postcode", "postcode_city"}


@dataclass(frozen=True)
class Opened:
    """A file that could be read: its table, how its columns map, the plan to judge it by."""

    table: Table
    proposal: Proposal
    mapping: Mapping[str, str]
    plan: Plan
    policy: Policy

    @property
    def notices(self) -> tuple[Finding, ...]:
        """Remarks about the whole file."""
        return self.table.notices + self.plan.notices

    def under(self, policy: Policy) -> Opened:
        """The same file, to be judged by another policy."""
        sample = list(islice(self.table.read(), SAMPLE_LINES))
        return replace(self, policy=policy, plan=plan_of(self.table.columns, self.mapping, sample, policy))

    def judge(self, *, after: int = 0) -> Iterator[Judged]:
        """Judge the lines, from the one after line `after` on."""
        for judged, _row in self.judge_rows(after=after):
            yield judged

    def judge_rows(self, *, after: int = 0, mine: Callable[[Row], bool] | None = None) -> Iterator[tuple[Judged, Row]]:
        """The same, with the delivered cells; of a desk's file only the lines that are `mine`, with the file's line numbers.

        `after` counts the lines that are judged here, not those of others.
        """
        judge = Judge(self.plan, self.policy)
        for row in self.table.read():
            if mine is not None and not mine(row):
                judge.pass_by()
            elif after:
                judge.skip(row)
                after -= 1
            else:
                yield judge.judge(row), row


def open_file(content: IO[bytes], policy: Policy, mapping: Mapping[str, str] | None = None) -> Opened:
    """Read a file and decide how its columns map: as `mapping` says (confirmed before), else as proposed.

    Raises `Unreadable` with the reason in words.
    """
    table = open_table(content)
    sample = list(islice(table.read(), SAMPLE_LINES))
    proposal = propose(table.columns, sample, today=policy.on)
    chosen = dict(mapping) if mapping is not None else proposal.mapping()
    for column in (CODE_COLUMN, REASON_COLUMN):
        if column in table.columns:
            chosen[column] = IGNORED
    if not _TELLING.intersection(chosen.values()):
        raise Unreadable("unknown_columns")
    return Opened(table, proposal, chosen, plan_of(table.columns, chosen, sample, policy), policy)
