"""What the matching needs of accepted lines: who they say that they are about, as values."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date

from voordeur.stages.deliver.models import Signal


@dataclass(frozen=True)
class Delivered:
    """One signal as it was delivered. Text is "" where the creditor left it out."""

    id: int
    organisation_id: int
    partner_id: int
    customer_number: str
    bsn: str
    initials: str
    prefix: str
    surname: str
    birth_date: date | None
    sex: str
    street: str
    house_number: str
    house_letter: str
    addition: str
    postcode: str
    city: str
    phone: str
    email: str


def delivered(signals: Collection[int]) -> list[Delivered]:
    """These signals in order of id, in one query; forgotten ones are left out. The caller logs the look."""
    names = [field.name for field in fields(Delivered)]
    rows = Signal.objects.filter(pk__in=signals, forgotten_on=None).order_by("pk").values_list(*names)
    return [Delivered(*row) for row in rows]
