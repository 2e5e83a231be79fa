"""Who writes to residents and can be called: for post, messages and the resident's own page (P14, P15, P18)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from voordeur.accounts.models import Municipality, Organisation, OrganisationKind
from voordeur.channels.sender import Sender
from voordeur.channels.text_check import forbidden_words
from voordeur.record.models import Case
from voordeur.record.queries import ParameterBook, parameter_book


@dataclass(frozen=True)
class TownNumber:
    """A municipality and its own number: what may be told to anybody."""

    municipality: str
    check_phone: str


def sender_held(book: ParameterBook, organisation: Organisation, municipality: Municipality | None) -> Sender:
    """The dated parameter ``sender``, filled up with the organisation's own name and number; a field may still be empty."""
    held = book.value("sender", municipality.pk if municipality else None)
    town = municipality.name if municipality else organisation.name
    back = held["return_address"] or town
    return Sender(
        municipality=town,
        department=held["department"],
        return_address=back,
        contact=held["contact"] or organisation.contact_name,
        phone=held["phone"] or organisation.phone,
        hours=held["hours"],
        check_phone=held["check_phone"] or organisation.phone,
        dpo=held["dpo"] or back,
    )


def writer_of(case: Case, *, today: date) -> Sender:
    """Who writes about this case; a team or name with a word in it that betrays (P17) is not shown."""
    book = parameter_book(["sender"], organisation=case.organisation, on=today)
    sender = sender_held(book, case.organisation, case.municipality)
    return replace(sender, department=_silent(sender.department) or sender.municipality, contact=_silent(sender.contact))


def town_numbers(*, today: date) -> list[TownNumber]:
    """Every municipality that this installation works for and that has a number, by name; no personal data."""
    found: dict[str, str] = {}
    for office in Organisation.objects.exclude(kind=OrganisationKind.PARTNER).prefetch_related("municipalities"):
        book = parameter_book(["sender"], organisation=office, on=today)
        for town in office.municipalities.all():
            found[town.name] = found.get(town.name) or sender_held(book, office, town).check_phone
    return [TownNumber(name, phone) for name, phone in sorted(found.items()) if phone]


def _silent(name: str) -> str:
    """The name, "" when a housemate could read from it what this is about."""
    return "" if forbidden_words(name) else name
