"""The present link of signals, without personal data: what later stages decide on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from voordeur.stages.match.models import Link, RegisterStatus


@dataclass(frozen=True)
class LinkFacts:
    """Whom a signal is linked to and what the register said; no personal data, so that no look need be logged."""

    signal: int
    resident: int
    household: int
    verdict: str
    register_status: str
    municipality: int | None
    secrecy: bool
    died_on: date | None


def link_facts(signals: Collection[int]) -> dict[int, LinkFacts]:
    """By signal id; one query. A signal that is not linked yet is missing."""
    rows = Link.objects.filter(signal_id__in=signals).values_list(
        "signal_id", "resident_id", "household_id", "verdict", "register_status",
        "household__municipality_id", "resident__secrecy", "resident__died_on",
    )  # fmt: skip
    return {row[0]: LinkFacts(*row) for row in rows}


def waiting_for_register(*, limit: int = 500) -> list[int]:
    """Signals whose person the register has not been asked about yet, oldest first."""
    waiting = Link.objects.filter(register_status=RegisterStatus.NOT_ASKED).order_by("signal_id")
    return list(waiting.values_list("signal_id", flat=True)[:limit])
