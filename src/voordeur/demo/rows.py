"""One line of a creditor's file, before it is written in that creditor's own shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voordeur.demo.town import Address


@dataclass(frozen=True)
class Row:
    """A line about one arrear. Texts stand as delivered."""

    customer: str
    initials: str
    prefix: str
    surname: str
    born: date | None
    address: Address
    phone: str
    email: str
    cents: int
    months: int
    oldest_due: date
    stage: str = ""  # how far collection came, in the creditor's words
    attempts: int = 0  # how often the creditor tried by itself; 0: it does not say
    broken: str = ""  # no_amount, zero, no_address, bad_date: a line that nobody can accept
