"""What a household owes, per creditor, and how it moves over the months; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

# The box of the small line, as `vd-spark` shows it.
WIDTH, HEIGHT, MARGIN = 96, 24, 3


@dataclass(frozen=True)
class Owed:
    """One signal's amount. `ended`: the partner reported that this arrear is settled."""

    partner: str
    kind: str
    customer: str
    month: date
    cents: int
    oldest_due: date | None = None
    ended: bool = False


@dataclass(frozen=True)
class Creditor:
    """One creditor's arrears: what is owed by its last message, and the months before, oldest first."""

    name: str
    kind: str
    now_cents: int
    oldest_due: date | None
    months: tuple[tuple[date, int], ...]

    @property
    def first_cents(self) -> int:
        """What was owed in the first month that this creditor told of."""
        return self.months[0][1]

    @property
    def line(self) -> str:
        """The months as the points of an SVG polyline; "" where one month makes no line."""
        return points([cents for _, cents in self.months])


def creditors(owed: Iterable[Owed]) -> list[Creditor]:
    """The creditors of a household, the one that is owed most first.

    A month counts each customer number once, by its last message.
    """
    by_partner: dict[tuple[str, str], list[Owed]] = defaultdict(list)
    for one in owed:
        by_partner[one.partner, one.kind].append(one)
    found = [_creditor(name, kind, told) for (name, kind), told in by_partner.items()]
    return sorted(found, key=lambda c: (-c.now_cents, c.name))


def _creditor(name: str, kind: str, told: Sequence[Owed]) -> Creditor:
    by_month: dict[date, dict[str, Owed]] = defaultdict(dict)
    for one in told:
        by_month[one.month][one.customer] = one
    months = tuple(
        (month, sum(0 if one.ended else one.cents for one in rows.values())) for month, rows in sorted(by_month.items())
    )
    last = by_month[months[-1][0]].values()
    return Creditor(
        name=name,
        kind=kind,
        now_cents=months[-1][1],
        oldest_due=min((one.oldest_due for one in last if one.oldest_due and not one.ended), default=None),
        months=months,
    )


def points(values: Sequence[int]) -> str:
    """Values as polyline points from left to right; the highest at the top, zero at the bottom."""
    if len(values) < 2:
        return ""
    top = max(values) or 1
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    drawn = HEIGHT - 2 * MARGIN
    return " ".join(f"{MARGIN + i * step:.1f},{HEIGHT - MARGIN - drawn * v / top:.1f}" for i, v in enumerate(values))
