"""What the rules are told about one signal, and the policy by which they judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar


@dataclass(frozen=True)
class Reasoned:
    """One reason as a code with person-free parameters (cents, dates, days); a sentence is made of it elsewhere."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The shape in which a reason is stored: ``{"code", "params"}``."""
        return {"code": str(self.code), "params": dict(self.params)}


@dataclass(frozen=True)
class Earlier:
    """An earlier signal of the same partner and the same customer; never one that was superseded or refused."""

    signal: int
    on: date
    month: date
    oldest_due: date | None
    amount_cents: int
    status: str
    case_open: bool = False
    never_reached: bool = False  # its case ended with "Definitief geen contact kunnen krijgen"


@dataclass(frozen=True)
class SignalFacts:
    """One accepted signal as triage sees it. `verdict` and `register` are those of its link (match)."""

    signal: int
    kind: str
    signal_type: str
    on: date
    amount_cents: int
    oldest_due: date | None
    surname: str = ""
    birth_date: date | None = None
    verdict: str = "auto"
    register: str = "resident"
    collection_stage: str = ""
    warm_handover: bool = False
    months: float | None = None
    household_has_case: bool = False
    represented: bool = False
    entrepreneur: bool = False


@dataclass(frozen=True)
class Policy:
    """The dated parameters that hold for one municipality on the day of the signal (programmes/parameters/)."""

    threshold_cents: int
    threshold_closes: bool
    age_from_days: int
    age_to_days: Mapping[str, int]
    age_closes: bool
    repeat_months: int
    successive_months: int
    adult_from_years: int
    young_to_years: int
    end_without_earlier_from: date
    urgency_weights: Mapping[str, int]

    KEYS: ClassVar[tuple[str, ...]] = (
        "threshold_cents", "threshold_closes", "age_from_days", "age_to_days", "age_closes", "repeat_months",
        "successive_months", "adult_from_years", "young_to_years", "end_without_earlier_from", "urgency_weights",
    )  # fmt: skip
