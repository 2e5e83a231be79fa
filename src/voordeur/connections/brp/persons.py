"""What the population register tells of a person, as frozen values.

Dates are ISO text whose unknown parts are zero ("1958-00-00", "1958-04-00", "" when nothing is known), because the register
knows dates of which a part is unknown (LO-BRP, incomplete dates).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Suspension(StrEnum):
    """Why a person list is no longer kept (opschorting bijhouding, LO-BRP table 67); "" while it is kept."""

    NONE = ""
    DECEASED = "O"
    EMIGRATED = "E"
    MINISTERIAL = "M"
    REGISTERED_ABROAD = "R"  # RNI: register of non-residents
    ERROR = "F"  # the list was a mistake: nobody
    UNKNOWN = "."


@dataclass(frozen=True)
class Address:
    """A Dutch address as the register writes it; all parts text, "" when absent."""

    street: str = ""
    number: str = ""
    letter: str = ""
    addition: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True)
class FoundPerson:
    """A person as a search gives them: enough to recognise somebody by, no address and no municipality."""

    bsn: str
    given_names: str = ""
    initials: str = ""
    prefix: str = ""
    surname: str = ""
    birth: str = ""
    sex: str = ""  # M, V, O or ""
    suspension: Suspension = Suspension.NONE
    secrecy: bool = False
    in_investigation: bool = False


@dataclass(frozen=True)
class RegisterPerson(FoundPerson):
    """A person as the call by BSN gives them, with the present address and the name of the partner.

    `name_use` is E (own), P (partner's), V (partner's before own), N (own before partner's). `municipality` is the four-digit
    code of the municipality of registration (1999: the register of non-residents). `address_name` is how post is addressed.
    """

    name_use: str = "E"
    partner_prefix: str = ""
    partner_surname: str = ""
    address: Address = field(default_factory=Address)
    moved_in: str = ""
    municipality: str = ""
    suspended_on: str = ""
    died_on: str = ""
    address_name: str = ""
