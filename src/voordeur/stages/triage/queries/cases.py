"""What other rooms and screens ask of triage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.record.models import Case, Partner
from voordeur.stages.triage.models import Taking
from voordeur.stages.triage.rules.status import SignalStatus


def signals_of(case: Case) -> list[int]:
    """The ids of the signals in a case, oldest first."""
    return list(Taking.objects.filter(case=case).order_by("signal__on", "signal_id").values_list("signal_id", flat=True))


def residents_of(case: Case) -> set[int]:
    """The ids of the people whom the signals of a case are about."""
    return set(Taking.objects.filter(case=case).values_list("signal__link__resident", flat=True))


def cases_by_customer(partner: Partner, *, as_written: bool = False) -> dict[str, int]:
    """The open case (id) of each customer number of this creditor, in small letters unless `as_written`; the newest signal wins.

    Customer numbers are the creditor's own; who shows them logs the look.
    """
    rows = Taking.objects.filter(
        signal__partner=partner, signal__superseded_by=None, case__closed_on=None, case__isnull=False
    ).exclude(signal__customer_number="")
    numbers = rows.order_by("signal_id").values_list("signal__customer_number", "case_id")
    return {number if as_written else number.casefold(): case for number, case in numbers}


def statuses_of(signals: Collection[int]) -> dict[int, str]:
    """The DDAS status of each of these signals; a signal that triage has not seen is absent."""
    return dict(Taking.objects.filter(signal__in=signals).values_list("signal_id", "status"))


@dataclass(frozen=True)
class CaseUrgency:
    """How urgent a case is: that of its most urgent signal, with the reasons ({"code", "params"})."""

    urgency: int
    reasons: tuple[dict[str, Any], ...]


def urgency_of(cases: Collection[int]) -> dict[int, CaseUrgency]:
    """The urgency of each case, in one query; a case without signals is absent."""
    found: dict[int, CaseUrgency] = {}
    rows = Taking.objects.filter(case__in=cases, status=SignalStatus.TAKEN_UP).order_by("urgency", "signal_id")
    for case, urgency, reasons in rows.values_list("case_id", "urgency", "urgency_reasons"):
        found[case] = CaseUrgency(urgency, tuple(reasons))
    return found


def decisions_waiting(user: User) -> QuerySet[Taking]:
    """Signals that wait for a person, within this user's walls, most urgent first.

    A doubtful link, somebody who is not in the register, a child: `reasons` says which.
    Only references and reasons; who it is about is read through match's queries with a purpose.
    """
    walls = within(user, organisation="signal__organisation", municipality="signal__link__household__municipality")
    rows = Taking.objects.filter(walls, status=SignalStatus.WAITING, signal__superseded_by=None)
    return rows.select_related("signal__partner", "signal__link").order_by("-urgency", "on", "signal_id")


@dataclass(frozen=True)
class MonthCases:
    """Cases of one month. Single, multiple and successive count cases and may overlap (R08, R09)."""

    cases: int = 0
    single: int = 0
    multiple: int = 0
    successive: int = 0


def month_cases(*, organisation: int, month: date) -> dict[int | None, MonthCases]:
    """Per municipality (its id, None when unknown) the cases with a signal taken up in that month (its first day)."""
    of_month = Taking.objects.filter(
        signal__organisation=organisation, signal__month=month, status=SignalStatus.TAKEN_UP, case__isnull=False
    ).exclude(signal__signal_type="settled")
    counted: dict[int | None, MonthCases] = defaultdict(MonthCases)
    rows = of_month.values("case__municipality").annotate(
        cases=Count("case", distinct=True),
        single=Count("case", filter=Q(single=True), distinct=True),
        multiple=Count("case", filter=Q(multiple=True), distinct=True),
        successive=Count("case", filter=Q(successive=True), distinct=True),
    )
    for row in rows:
        counted[row["case__municipality"]] = MonthCases(row["cases"], row["single"], row["multiple"], row["successive"])
    return dict(counted)
