"""What the register's answer means for a signal (R05-R07, R31)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Where somebody stands: the values of `RegisterStatus`."""

    RESIDENT = "resident"
    MOVED_WITHIN = "moved_within"
    ELSEWHERE = "elsewhere"
    EMIGRATED = "emigrated"
    DECEASED = "deceased"


@dataclass(frozen=True)
class Registration:
    """The parts of a registration that decide: suspension code, date of death, municipality code."""

    suspension: str
    died_on: str
    municipality: str


def standing(registration: Registration, *, served: Collection[str], address: str) -> Standing:
    """Where somebody stands, seen from an organisation that serves these municipality codes.

    `address` is the agreement of the delivered address (see `compare.address_agreement`). A suspension for a reason that
    the register does not know counts as no longer resident: nobody is written to on a closed list.
    """
    if registration.suspension == "O" or registration.died_on:
        return Standing.DECEASED
    if registration.suspension:
        return Standing.EMIGRATED
    if registration.municipality not in served:
        return Standing.ELSEWHERE
    here = address in ("same", "no_extra", "street", "slip")
    return Standing.RESIDENT if here else Standing.MOVED_WITHIN


def home_key(postcode: str, number: str, letter: str, addition: str, *, person: str, shared: Collection[str] = ()) -> str:
    """What makes a household: the address where people are registered now, or one person.

    Without a postcode there is no address to share. At a shared address (student house, care home, shelter; `shared` holds
    such keys) a household is one person (P03).
    """
    key = "|".join(part.strip().upper() for part in (postcode, number, letter, addition))
    if not postcode or not number:
        return f"person:{person}"
    return f"{key}|{person}" if key in shared else key
