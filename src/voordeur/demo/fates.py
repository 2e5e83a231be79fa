"""What became of every delivered line: the two outputs of a demonstration over given deliveries, `--json` and `--lines`."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from voordeur.accounts.models import Organisation
from voordeur.calendar.working_days import add_months
from voordeur.record.models import Case, Partner

REFUSED = "refused"
REPEAT = "Niet opgepakt: herhaalde melding"
COLUMNS = ("month", "partner", "line", "verdict", "code", "person_id", "household_id", "link", "status")
# From a partner to all that became of its lines; the order is that of `Fate`.
_PATHS = (
    "deliveries__month", "code", "deliveries__lines__number", "deliveries__lines__verdict", "deliveries__lines__findings",
    "deliveries__lines__signal__link__resident", "deliveries__lines__signal__link__household",
    "deliveries__lines__signal__link__verdict", "deliveries__lines__signal__taking__status",
    "deliveries__lines__signal__taking__case", "deliveries__lines__signal__taking__single",
    "deliveries__lines__signal__taking__multiple", "deliveries__lines__signal__taking__successive",
)  # fmt: skip


@dataclass(frozen=True)
class Fate:
    """One delivered line, its verdict, and to whom and what it led. Ids are the installation's own; None where refused."""

    month: date
    partner: str
    number: int
    verdict: str
    findings: list[dict[str, Any]]
    person: int | None
    household: int | None
    link: str | None
    status: str | None
    case: int | None
    single: bool | None
    multiple: bool | None
    successive: bool | None

    @property
    def code(self) -> str:
        """Why it was refused, or the first warning; "" when there is nothing to say."""
        return str(self.findings[0]["code"]) if self.findings else ""


def fates(organisation: Organisation) -> list[Fate]:
    """Every line that was delivered to an organisation, in the order of months, partners and lines."""
    rows = (
        Partner.objects.filter(receiver=organisation, deliveries__lines__isnull=False)
        .order_by("deliveries__month", "code", "deliveries__lines__number")
        .values_list(*_PATHS)
    )
    return [Fate(*row) for row in rows]


def due_steps(organisation: Organisation) -> dict[str, int]:
    """How many steps are due now, by channel."""
    rows = (
        Case.objects.filter(organisation=organisation, closed_on=None, steps__state="due")
        .values_list("steps__channel")
        .annotate(Count("steps"))
        .order_by("steps__channel")
    )
    return dict(rows)


def month_figures(organisation: Organisation, month: date, lines: Sequence[Fate], due: Mapping[str, int]) -> dict[str, Any]:
    """One month in the fixed shape of `--json`; `lines` are that month's."""
    accepted = [line for line in lines if line.verdict != REFUSED]
    refused = [line for line in lines if line.verdict == REFUSED]
    following = add_months(month, 1)
    partners = Partner.objects.filter(receiver=organisation)
    return {
        "month": f"{month:%Y-%m}",
        "deliveries": partners.filter(deliveries__month=month).values("deliveries").count(),
        "delivered": len(lines),
        "accepted": len(accepted),
        "refused": len(refused),
        "refused_by_code": dict(sorted(Counter(line.code for line in refused).items())),
        "persons": len({line.person for line in accepted}),
        "households": len({line.household for line in accepted}),
        "cases_opened": Case.objects.filter(organisation=organisation, opened_on__gte=month, opened_on__lt=following).count(),
        "single": _cases(line for line in accepted if line.single),
        "multiple": _cases(line for line in accepted if line.multiple),
        "successive": _cases(line for line in accepted if line.successive),
        "repeat_closed": sum(line.status == REPEAT for line in accepted),
        "status": dict(sorted(Counter(line.status for line in accepted).items(), key=str)),
        "due_steps": dict(due),
        "answers": partners.filter(answers__on__gte=month, answers__on__lt=following).values("answers").count(),
    }


def _cases(lines: Iterable[Fate]) -> int:
    return len({line.case for line in lines if line.case is not None})


def lines_csv(lines: Iterable[Fate]) -> str:
    """Every line as a row of `--lines`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        ids = ("", "", "") if line.verdict == REFUSED else (line.person, line.household, line.link)
        writer.writerow((f"{line.month:%Y-%m}", line.partner, line.number, line.verdict, line.code, *ids, line.status or ""))
    return text.getvalue()


def table(months: Sequence[Mapping[str, Any]]) -> str:
    """The figures of all months as one table: a row per figure, a column per month."""
    heads = [str(month["month"]) for month in months]
    rows = [(name, [month[name] for month in months]) for name in months[0] if name != "month"] if months else []
    flat: list[tuple[str, list[object]]] = []
    for name, values in rows:
        if isinstance(values[0], dict):
            for key in sorted({str(key) for value in values for key in value}):
                flat.append((f"{name}: {key}", [value.get(key, 0) for value in values]))
        else:
            flat.append((name, values))
    width = max((len(name) for name, _ in flat), default=0)
    lines = [" " * width + "".join(f"{head:>10}" for head in heads)]
    lines += [f"{name:<{width}}" + "".join(f"{value!s:>10}" for value in values) for name, values in flat]
    return "\n".join(lines)
