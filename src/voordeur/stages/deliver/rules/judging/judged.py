"""The outcome of judging one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from voordeur.stages.deliver.rules.findings import Finding


class Verdict(StrEnum):
    """What became of a line."""

    ACCEPTED = "accepted"
    WARNED = "warned"
    REFUSED = "refused"


@dataclass(frozen=True)
class Values:
    """What an accepted line says, in the terms of `Signal`; text fields are "" where nothing is known."""

    kind: str
    signal_type: str
    amount_cents: int
    customer_number: str = ""
    bsn: str = ""
    initials: str = ""
    prefix: str = ""
    surname: str = ""
    birth_date: date | None = None
    sex: str = ""
    street: str = ""
    house_number: str = ""
    house_letter: str = ""
    addition: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    months: Decimal | None = None
    oldest_due: date | None = None
    warm_handover: bool = False
    collection_stage: str = ""
    own_attempts: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class Judged:
    """Line `number` (1 is the first under the header), verdict, findings (the refusal first), values when accepted."""

    number: int
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    values: Values | None = None
