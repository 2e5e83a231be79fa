"""What the matching itself reads: signals as claims, and people on record as candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q

from voordeur.connections.brp import Address, RegisterPerson, Suspension
from voordeur.record.models import Resident
from voordeur.stages.deliver.queries import Delivered, delivered
from voordeur.stages.match.models import Link, LinkVerdict, RegisterStatus
from voordeur.stages.match.rules.addresses import place
from voordeur.stages.match.rules.compare import Claim, Known
from voordeur.stages.match.rules.names import Name, claimed_name, registered_name

_SEX = {"m": "M", "man": "M", "v": "V", "vrouw": "V"}


def unlinked(ids: Collection[int]) -> list[Delivered]:
    """The signals of these that have no link yet, in order of id; two queries."""
    linked = set(Link.objects.filter(signal__in=ids).values_list("signal_id", flat=True))
    return delivered([pk for pk in ids if pk not in linked])


def unasked(ids: Collection[int]) -> list[Delivered]:
    """The signals of these that were linked without the register."""
    waiting = Link.objects.filter(signal__in=ids, register_status=RegisterStatus.NOT_ASKED)
    return delivered(list(waiting.values_list("signal_id", flat=True)))


def claim_of(signal: Delivered) -> Claim:
    """What a signal says of its person, made comparable."""
    name = claimed_name(signal.surname, signal.prefix, signal.initials)
    birth = signal.birth_date.isoformat() if signal.birth_date else ""
    where = place(
        signal.postcode, signal.house_number, signal.house_letter, signal.addition, street=signal.street, city=signal.city
    )
    return Claim(
        signal=signal.id,
        name=name,
        birth=birth,
        sex=_SEX.get(signal.sex.strip().lower(), ""),
        place=where,
        bsn=signal.bsn,
        customer=customer_key(signal.partner_id, signal.customer_number),
        shown=shown(
            surname=" ".join(filter(None, (signal.prefix, signal.surname))),
            initials=signal.initials or ".".join(name.initials).upper(),
            birth=birth,
            sex=signal.sex,
            address=_written(signal.street, signal.house_number, signal.house_letter, signal.addition, signal.postcode),
            bsn=signal.bsn,
            customer=signal.customer_number,
        ),
    )


def customer_key(partner: int, number: str) -> str:
    """A customer number is one creditor's: the key says whose."""
    plain = "".join(number.split()).upper()
    return f"{partner}:{plain}" if plain else ""


def shown(**fields: str) -> tuple[tuple[str, str], ...]:
    """How each field reads to a worker, for the reasons."""
    return tuple(fields.items())


def _written(street: str, number: str, letter: str, addition: str, postcode: str) -> str:
    door = f"{number}{letter}" + (f" {addition}" if addition else "")
    return ", ".join(filter(None, (" ".join(filter(None, (street, door))), postcode)))


def known_of(person: RegisterPerson, customers: Collection[str] = (), earlier: Collection[str] = ()) -> Known:
    """A person in the register as a candidate."""
    address = person.address
    return Known(
        key=f"bsn:{person.bsn}",
        name=registered_name(person.surname, person.prefix, person.given_names, person.initials),
        partner=registered_name(person.partner_surname, person.partner_prefix, "") if person.partner_surname else Name(),
        birth=person.birth,
        sex=person.sex if person.sex in ("M", "V") else "",
        place=place(address.postcode, address.number, address.letter, address.addition, street=address.street, city=address.city),
        bsn=person.bsn,
        customers=frozenset(customers),
        earlier=frozenset(earlier),
        shown=shown(
            surname=" ".join(filter(None, (person.prefix, person.surname)))
            + (f" ({person.partner_surname})" if person.partner_surname else ""),
            initials=person.given_names or person.initials,
            birth=person.birth,
            sex=person.sex,
            address=_written(address.street, address.number, address.letter, address.addition, address.postcode),
            bsn=person.bsn,
        ),
    )


def stored_person(stored: Mapping[str, Any]) -> RegisterPerson:
    """A person in the register as a candidate keeps them (`Candidate.person`)."""
    fields = {**stored, "address": Address(**stored["address"]), "suspension": Suspension(stored["suspension"])}
    return RegisterPerson(**fields)


def known_resident(resident: Resident, customers: Collection[str]) -> Known:
    """A person on record, whom the register does not know or was not asked about, as a candidate."""
    home = resident.household
    return Known(
        key=f"resident:{resident.pk}",
        name=registered_name(resident.surname, resident.prefix, resident.given_names, resident.initials),
        birth=resident.birth_date,
        sex=resident.sex if resident.sex in ("M", "V") else "",
        place=place(home.postcode, home.house_number, home.house_letter, home.addition, street=home.street, city=home.city),
        bsn=resident.bsn,
        customers=frozenset(customers),
        shown=shown(
            surname=" ".join(filter(None, (resident.prefix, resident.surname))),
            initials=resident.given_names or resident.initials,
            birth=resident.birth_date,
            sex=resident.sex,
            address=_written(home.street, home.house_number, home.house_letter, home.addition, home.postcode),
            bsn=resident.bsn,
        ),
    )


def owners_of_customers(organisation: int, claims: Iterable[Claim], *, asked_only: bool = False) -> dict[str, Resident]:
    """To whom the customer numbers of these claims belong already: the one resident of all sure links with that number.

    `asked_only` leaves out links that were made while the register was silent.
    """
    numbers = {claim.customer.split(":", 1)[1] for claim in claims if claim.customer}
    wanted = {claim.customer for claim in claims if claim.customer}
    links = (
        Link.objects.filter(signal__organisation=organisation, signal__customer_number__in=numbers)
        .exclude(verdict=LinkVerdict.REVIEW)
        .select_related("resident__household", "signal")
    )
    if asked_only:
        links = links.exclude(register_status=RegisterStatus.NOT_ASKED)
    owners: dict[str, dict[int, Resident]] = defaultdict(dict)
    for link in links:
        owners[customer_key(link.signal.partner_id, link.signal.customer_number)][link.resident_id] = link.resident
    return {key: next(iter(people.values())) for key, people in owners.items() if key in wanted and len(people) == 1}


def lived_behind(organisation: int, claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Who proved to have lived behind the doors of these claims: BSNs by door, from sure links of people who have moved."""
    postcodes = {claim.place.postcode for claim in claims if claim.place.door}
    links = Link.objects.filter(signal__organisation=organisation, signal__postcode__in=postcodes, resident__in_register=True)
    moved = links.exclude(verdict=LinkVerdict.REVIEW).exclude(register_status=RegisterStatus.RESIDENT)
    doors: dict[str, set[str]] = defaultdict(set)
    for *address, street, bsn in moved.values_list(
        "signal__postcode", "signal__house_number", "signal__house_letter", "signal__addition", "signal__street", "resident__bsn"
    ):
        doors[place(*address, street=street).door].add(bsn)
    return doors


def sure_by_name_only(organisation: int, postcodes: Collection[str]) -> list[Link]:
    """Links that the rules made on name and address, without a birth date, at these postcodes."""
    links = Link.objects.filter(signal__organisation=organisation, signal__postcode__in=postcodes, verdict=LinkVerdict.AUTO)
    named = links.filter(signal__birth_date=None, resident__in_register=True, signal__forgotten_on=None)
    return list(named.select_related("resident__household", "household"))


def residents_nearby(
    organisation: int, claims: Collection[Claim], *, registered: bool, asked_only: bool = False
) -> list[Resident]:
    """People on record whom these claims may be about, by birth date or postcode; `registered`: those in the register too.

    Who stands in review is left out: until a person decides, nobody else is linked to them. `asked_only` also leaves out
    who was made while the register was silent.
    """
    births = {claim.birth for claim in claims if claim.birth}
    postcodes = {claim.place.postcode for claim in claims if claim.place.postcode}
    near = Q(birth_date__in=births) | Q(household__postcode__in=postcodes)
    found = Resident.objects.filter(near, household__organisation=organisation, forgotten_on=None)
    if not registered:
        found = found.filter(in_register=False)
    if asked_only:
        found = found.exclude(links__register_status=RegisterStatus.NOT_ASKED)
    return list(found.exclude(links__verdict=LinkVerdict.REVIEW).select_related("household").order_by("pk").distinct())
