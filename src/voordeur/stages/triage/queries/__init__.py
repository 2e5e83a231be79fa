"""Reads of triage: what the rules need, what other rooms ask, and the words for its reasons."""

from voordeur.stages.triage.queries.cases import (
    CaseUrgency,
    MonthCases,
    cases_by_customer,
    decisions_waiting,
    month_cases,
    residents_of,
    signals_of,
    statuses_of,
    urgency_of,
)
from voordeur.stages.triage.queries.words import sentence, status_label

__all__ = [
    "CaseUrgency", "MonthCases", "cases_by_customer", "decisions_waiting", "month_cases", "residents_of", "sentence",
    "signals_of", "status_label", "statuses_of", "urgency_of",
]  # fmt: skip
