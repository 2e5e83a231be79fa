"""The judge of a file: line after line, remembering which lines it has seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from voordeur.stages.deliver.rules.cells import Row, as_text
from voordeur.stages.deliver.rules.findings import Finding
from voordeur.stages.deliver.rules.judging import checks
from voordeur.stages.deliver.rules.judging.judged import Judged, Values, Verdict
from voordeur.stages.deliver.rules.judging.plan import Plan
from voordeur.stages.deliver.rules.judging.policy import Policy, Share

# The order decides which refusal is named first: who and what before whether the partner may.
_CHECKS = (
    checks.check_amount,
    checks.check_birth_date,
    checks.check_age_of_arrear,
    checks.check_name,
    checks.check_address,
    checks.check_kind,
    checks.check_steps,
    checks.check_contact,
    checks.check_rest,
)


_NOBODYS_CHECKS = (checks.check_nobodys,)


class Judge:
    """Judges the lines of one file in their order. Remembers a digest per line, so that a repeated line is known as such."""

    def __init__(self, plan: Plan, policy: Policy) -> None:
        self.plan, self.policy = plan, policy
        self._seen: dict[bytes, int] = {}
        self._number = 0
        self._checks = _NOBODYS_CHECKS if policy.share == Share.NOBODY else _CHECKS

    def pass_by(self) -> None:
        """Count the next line, which somebody else judges."""
        self._number += 1

    def skip(self, row: Row) -> None:
        """Pass a line that was judged before (a resumed file): it counts and is remembered, no more."""
        self._repeated(row)

    def judge_all(self, rows: Iterable[Row]) -> Iterator[Judged]:
        """Judge line after line."""
        for row in rows:
            yield self.judge(row)

    def judge(self, row: Row) -> Judged:
        """Judge the next line. Total: no cell makes it fail."""
        earlier = self._repeated(row)
        draft = checks.Draft(row, self.plan, self.policy)
        if earlier is not None:
            draft.refuse("same_line_twice", line=earlier)
        if len(row) > len(self.plan.columns):
            draft.refuse("cells_beyond_header")
        for check in self._checks:
            check(draft)
        if draft.refusals:
            return Judged(self._number, Verdict.REFUSED, tuple(draft.refusals))
        checks.cut(draft)
        verdict = Verdict.WARNED if draft.warnings else Verdict.ACCEPTED
        return Judged(self._number, verdict, tuple(draft.warnings), Values(**draft.values))

    def _repeated(self, row: Row) -> int | None:
        """Count the line; the number of an earlier line whose every cell is the same, None when there is none."""
        self._number += 1
        digest = hashlib.blake2b("\x1f".join(map(as_text, row)).encode(), digest_size=12).digest()
        first = self._seen.setdefault(digest, self._number)
        return None if first == self._number else first


def refusal_of(judged: Judged) -> Finding | None:
    """The finding for which a line was refused, None for an accepted line."""
    return judged.findings[0] if judged.verdict == Verdict.REFUSED else None
