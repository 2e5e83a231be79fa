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
from voordeur.stages.match.rules.contacts import contacts
from voordeur.stages.match.rules.people import Claim, Known, Written

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
    birth = signal.birth_date.isoformat() if signal.birth_date else ""
    written = Written(
        initials=signal.initials,
        prefix=signal.prefix,
        surname=signal.surname,
        birth_date=birth,
        sex=_SEX.get(signal.sex.strip().lower(), ""),
        street=signal.street,
        house_number=signal.house_number,
        house_letter=signal.house_letter,
        addition=signal.addition,
        postcode=signal.postcode,
        city=signal.city,
        phone=signal.phone,
        email=signal.email,
        bsn=signal.bsn,
    )
    return Claim(
        signal=signal.id,
        written=written,
        customer=customer_key(signal.partner_id, signal.customer_number),
        shown=shown(
            surname=" ".join(filter(None, (signal.prefix, signal.surname))),
            initials=signal.initials or ".".join(written.name.initials).upper(),
            birth=birth,
            sex=signal.sex,
            address=_written(signal.street, signal.house_number, signal.house_letter, signal.addition, signal.postcode),
            phone=signal.phone,
            email=signal.email,
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


def known_of(
    person: RegisterPerson, customers: Collection[str] = (), earlier: Collection[str] = (), reached: Collection[str] = ()
) -> Known:
    """A person in the register as a candidate. `reached`: the contacts of signals surely about them."""
    address = person.address
    return Known(
        key=f"bsn:{person.bsn}",
        written=Written(
            initials="" if person.given_names else person.initials,
            first_names=person.given_names,
            prefix=person.prefix,
            surname=person.surname,
            partner_surname=person.partner_surname,
            birth_date=person.birth,
            sex=person.sex if person.sex in ("M", "V") else "",
            street=address.street,
            house_number=address.number,
            house_letter=address.letter,
            addition=address.addition,
            postcode=address.postcode,
            city=address.city,
            bsn=person.bsn,
        ),
        customers=frozenset(customers),
        earlier=frozenset(earlier),
        contacts=frozenset(reached),
        given_names_known=bool(person.given_names),
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


def known_resident(resident: Resident, customers: Collection[str] = (), reached: Collection[str] = ()) -> Known:
    """A person on record, whom the register does not know or was not asked about, as a candidate.

    How somebody in the register can be reached was learned from signals, and is a whole household's as often: it is not compared.
    """
    home = resident.household
    contact = ("", "") if resident.in_register else (resident.phone, resident.email)
    return Known(
        key=f"resident:{resident.pk}",
        written=Written(
            initials="" if resident.given_names else resident.initials,
            first_names=resident.given_names,
            prefix=resident.prefix,
            surname=resident.surname,
            birth_date=resident.birth_date,
            sex=resident.sex if resident.sex in ("M", "V") else "",
            street=home.street,
            house_number=home.house_number,
            house_letter=home.house_letter,
            addition=home.addition,
            postcode=home.postcode,
            city=home.city,
            phone=contact[0],
            email=contact[1],
            bsn=resident.bsn,
        ),
        customers=frozenset(customers),
        contacts=frozenset(reached),
        given_names_known=resident.in_register and bool(resident.given_names),
        shown=shown(
            surname=" ".join(filter(None, (resident.prefix, resident.surname))),
            initials=resident.given_names or resident.initials,
            birth=resident.birth_date,
            sex=resident.sex,
            address=_written(home.street, home.house_number, home.house_letter, home.addition, home.postcode),
            phone=contact[0],
            email=contact[1],
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


def owners_of_contacts(organisation: int, claims: Iterable[Claim], *, asked_only: bool = False) -> dict[str, Resident]:
    """Whose the phone numbers and addresses for mail of these claims are: the one resident of all sure links with that one.

    A household's, an administrator's or a filler's is nobody's in particular and is left out. `asked_only`: see above.
    """
    wanted = {contact for claim in claims for contact in claim.contacts}
    phones = {claim.written.phone for claim in claims} - {""}
    emails = {claim.written.email for claim in claims} - {""}
    told = Q(signal__phone__in=phones) | Q(signal__email__in=emails)
    links = Link.objects.filter(told, signal__organisation=organisation, signal__forgotten_on=None)
    links = links.exclude(verdict=LinkVerdict.REVIEW).select_related("resident__household", "signal")
    if asked_only:
        links = links.exclude(register_status=RegisterStatus.NOT_ASKED)
    owners: dict[str, dict[int, Resident]] = defaultdict(dict)
    for link in links:
        for contact in contacts(link.signal.phone, link.signal.email) & wanted:
            owners[contact][link.resident_id] = link.resident
    return {contact: next(iter(people.values())) for contact, people in owners.items() if len(people) == 1}


def born_on(organisation: int, claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Who on record was born on the days of these claims: BSNs of the register by birth date."""
    births = {claim.birth for claim in claims if claim.birth}
    people = Resident.objects.filter(
        household__organisation=organisation, in_register=True, forgotten_on=None, birth_date__in=births
    )
    found: dict[str, set[str]] = defaultdict(set)
    for birth, bsn in people.values_list("birth_date", "bsn"):
        found[birth].add(bsn)
    return found


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
