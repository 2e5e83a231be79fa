"""Residents and households as the register tells of them, or else the signal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from voordeur.accounts.models import Municipality, Organisation
from voordeur.connections.brp import Address, RegisterPerson, Suspension
from voordeur.record.models import Household, Resident
from voordeur.stages.deliver.queries import Delivered
from voordeur.stages.match.queries.shared import SharedBook, shared_book
from voordeur.stages.match.rules.addresses import split
from voordeur.stages.match.rules.people import Claim
from voordeur.stages.match.rules.register import home_key

_FROM_REGISTER = (
    "household_id", "initials", "given_names", "prefix", "surname", "address_name", "birth_date", "sex", "secrecy",
    "in_register", "died_on",
)  # fmt: skip


def registered_residents(organisation: Organisation, people: Sequence[RegisterPerson]) -> dict[str, Resident]:
    """The resident of each of these people, made or brought up to date, by BSN."""
    bsns = [person.bsn for person in people]
    found = Resident.objects.filter(household__organisation=organisation, bsn__in=bsns, in_register=True)
    residents = {resident.bsn: resident for resident in found.select_related("household").order_by("-pk")}
    homes = _homes(organisation, people)
    fresh, stale = [], []
    for person in people:
        home = homes[person.bsn]
        told = _told(person)
        resident = residents.get(person.bsn)
        if resident is None:
            residents[person.bsn] = Resident(household=home, bsn=person.bsn, **told)
            fresh.append(residents[person.bsn])
        elif resident.household_id != home.pk or any(getattr(resident, name) != value for name, value in told.items()):
            resident.household = home
            for name, value in told.items():
                setattr(resident, name, value)
            stale.append(resident)
    Resident.objects.bulk_create(fresh)
    if stale:
        Resident.objects.bulk_update(stale, ["household", *(name for name in _FROM_REGISTER if name != "household_id")])
    return residents


def _told(person: RegisterPerson) -> dict[str, Any]:
    return {
        "initials": person.initials[:30],
        "given_names": person.given_names[:200],
        "prefix": person.prefix[:20],
        "surname": person.surname[:200],
        "address_name": person.address_name[:250],
        "birth_date": person.birth,
        "sex": person.sex,
        "secrecy": person.secrecy,
        "in_register": True,
        "died_on": _day(person),
    }


def _day(person: RegisterPerson) -> date | None:
    """The day somebody died; where the register knows only the month or year, the first day of that, else the suspension."""
    if person.suspension != Suspension.DECEASED and not person.died_on:
        return None
    text = (person.died_on or person.suspended_on).replace("-00", "-01")
    return date.fromisoformat(text) if text else None


def _homes(organisation: Organisation, people: Sequence[RegisterPerson]) -> dict[str, Household]:
    """The household of each person by BSN: those registered at one address share one."""
    alone = _alone(organisation, people)
    keys = {person.bsn: _key(person, alone) for person in people}
    homes = _standing_homes(organisation, people, alone)
    kept = _kept_homes(organisation, people)
    municipalities = {m.code: m for m in Municipality.objects.filter(code__in={p.municipality for p in people})}
    fresh: dict[str, Household] = {}
    for person in people:
        key = keys[person.bsn]
        if person.bsn not in kept and key not in homes and key not in fresh:
            fresh[key] = _home(organisation, person, municipalities.get(person.municipality))
    Household.objects.bulk_create(fresh.values())
    homes |= fresh
    return {bsn: kept.get(bsn) or homes[key] for bsn, key in keys.items()}


@dataclass(frozen=True)
class _Alone:
    """Who is a household of their own: everybody at a shared address (P03), and who lives apart from the others (P04)."""

    book: SharedBook
    apart: frozenset[str]  # BSNs

    def key(self, postcode: str, number: str, letter: str, addition: str, *, person: str) -> str:
        """The key of the household of somebody at an address."""
        door = "|".join(part.strip().upper() for part in (postcode, number, letter, addition))
        single = person in self.apart or self.book.holds(postcode, number, letter, addition)
        return home_key(postcode, number, letter, addition, person=person, shared={door} if single else ())


def _alone(organisation: Organisation, people: Sequence[RegisterPerson]) -> _Alone:
    postcodes = {person.address.postcode for person in people if person.address.postcode}
    bsns = {person.bsn for person in people}
    mine = Q(bsn__in=bsns) | Q(household__postcode__in=postcodes)
    apart = Resident.objects.filter(mine, household__organisation=organisation, in_register=True).exclude(apart_reason="")
    return _Alone(shared_book(organisation), frozenset(apart.values_list("bsn", flat=True)))


def _kept_homes(organisation: Organisation, people: Sequence[RegisterPerson]) -> dict[str, Household]:
    """Who stands at the registered address already keeps that household, by BSN: nobody is put together again by a new month."""
    doors = {person.bsn: _door(person.address) for person in people if person.address.postcode}
    known = Resident.objects.filter(household__organisation=organisation, in_register=True, bsn__in=doors, forgotten_on=None)
    return {
        resident.bsn: resident.household
        for resident in known.select_related("household").order_by("-pk")
        if _written(resident.household) == doors[resident.bsn]
    }


def _door(at: Address) -> tuple[str, ...]:
    return (at.postcode, at.number, at.letter, at.addition)


def _written(home: Household) -> tuple[str, ...]:
    return (home.postcode, home.house_number, home.house_letter, home.addition)


def _standing_homes(organisation: Organisation, people: Sequence[RegisterPerson], alone: _Alone) -> dict[str, Household]:
    """Households of registered people that exist already, by key."""
    postcodes = {person.address.postcode for person in people if person.address.postcode}
    there = Resident.objects.filter(household__organisation=organisation, in_register=True, forgotten_on=None)
    homes: dict[str, Household] = {}
    for resident in there.filter(household__postcode__in=postcodes).select_related("household").order_by("-pk"):
        home = resident.household
        key = alone.key(*_written(home), person=resident.bsn)
        homes[key] = home
    bsns = [person.bsn for person in people if not person.address.postcode]
    for resident in there.filter(bsn__in=bsns, household__postcode="").select_related("household"):
        homes[f"person:{resident.bsn}"] = resident.household
    return homes


def _key(person: RegisterPerson, alone: _Alone) -> str:
    return alone.key(*_door(person.address), person=person.bsn)


def _home(organisation: Organisation, person: RegisterPerson, municipality: Municipality | None) -> Household:
    at = person.address
    return Household(
        organisation=organisation,
        municipality=municipality,
        street=at.street[:120],
        house_number=at.number,
        house_letter=at.letter,
        addition=at.addition,
        postcode=at.postcode,
        city=at.city[:80],
    )


def household_of_claim(organisation: Organisation, signal: Delivered) -> Household:
    """A household at the delivered address, not saved. The municipality is known where the organisation serves only one."""
    parts = split(signal.street, signal.house_number, "", signal.postcode)
    return Household(
        organisation=organisation,
        street=parts.street[:120],
        house_number=parts.number[:10],
        house_letter=signal.house_letter,
        addition=(signal.addition or parts.rest)[:20],
        postcode=parts.postcode[:10],
        city=signal.city,
    )


def resident_of_claim(home: Household, signal: Delivered, claim: Claim) -> Resident:
    """A resident as the signal tells of them, not saved."""
    return Resident(
        household=home,
        bsn=signal.bsn,
        initials=signal.initials[:30],
        prefix=signal.prefix[:20],
        surname=signal.surname,
        birth_date=claim.birth,
        sex=claim.written.sex,
        phone=signal.phone[:40],
        email=signal.email,
    )
