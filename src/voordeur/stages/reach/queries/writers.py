"""Who writes to residents and can be called: what the resident's page may say of the municipality (P14, P15, P18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from voordeur.accounts.models import Municipality, Organisation, OrganisationKind
from voordeur.channels.card import forbidden_words
from voordeur.record.models import Case
from voordeur.record.queries import parameter_book


@dataclass(frozen=True)
class Writer:
    """The team that wrote; "" where nothing was filled in."""

    municipality: str
    department: str
    contact: str  # a person's name
    phone: str
    hours: str
    check_phone: str  # the municipality's own number, to ask whether a message is real


@dataclass(frozen=True)
class TownNumber:
    """A municipality and its own number: what may be told to anybody."""

    municipality: str
    check_phone: str


def writer_of(case: Case, *, today: date) -> Writer:
    """Who writes about this case; a team or name with a word in it that betrays (P17) is not shown."""
    office, town = case.organisation, case.municipality
    held = _sender(office, town, today)
    name = town.name if town else office.name
    return Writer(
        municipality=name,
        department=_silent(held["department"]) or name,
        contact=_silent(held["contact"] or office.contact_name),
        phone=held["phone"] or office.phone,
        hours=held["hours"],
        check_phone=held["check_phone"] or office.phone,
    )


def town_numbers(*, today: date) -> list[TownNumber]:
    """Every municipality that this installation works for, with its number, by name; no personal data."""
    found: dict[str, str] = {}
    offices = Organisation.objects.exclude(kind=OrganisationKind.PARTNER).prefetch_related("municipalities")
    for office in offices:
        for town in office.municipalities.all():
            held = _sender(office, town, today)
            found[town.name] = found.get(town.name) or held["check_phone"] or office.phone
    return [TownNumber(name, phone) for name, phone in sorted(found.items()) if phone]


def _sender(office: Organisation, town: Municipality | None, today: date) -> dict[str, Any]:
    book = parameter_book(["sender"], organisation=office, on=today)
    held: dict[str, Any] = book.value("sender", town.pk if town else None)
    return held


def _silent(name: str) -> str:
    """The name, "" when a housemate could read from it what this is about."""
    return "" if forbidden_words(name) else name
