"""From the register's JSON to our values, and back for dates; the one place that knows the field names of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from voordeur.connections.brp.persons import Address, FoundPerson, RegisterPerson, Suspension

Json = Mapping[str, Any]

# What a search asks for: enough to recognise somebody by, no more (AVG art. 5(1)(c)).
SEARCH_FIELDS = (
    "burgerservicenummer",
    "geboorte.datum",
    "geslacht",
    "naam.voornamen",
    "naam.voorletters",
    "naam.voorvoegsel",
    "naam.geslachtsnaam",
)
# What the call by BSN asks for: the above, where the person lives and what post is to be addressed to.
PERSON_FIELDS = (
    *SEARCH_FIELDS,
    "naam.aanduidingNaamgebruik",
    "partners.naam.voorvoegsel",
    "partners.naam.geslachtsnaam",
    "adressering.aanschrijfwijze",
    "verblijfplaats",
    "gemeenteVanInschrijving",
    "overlijden.datum",
)


def read_found(person: Json) -> FoundPerson:
    """A person out of the answer to a search."""
    return FoundPerson(**_common(person))


def read_person(person: Json) -> RegisterPerson:
    """A person out of the answer to a call by BSN."""
    partners = person.get("partners") or [{}]
    partner = partners[0].get("naam", {})
    stay = person.get("verblijfplaats", {})
    return RegisterPerson(
        **_common(person),
        name_use=person.get("naam", {}).get("aanduidingNaamgebruik", {}).get("code", "E"),
        partner_prefix=partner.get("voorvoegsel", ""),
        partner_surname=partner.get("geslachtsnaam", ""),
        address=_address(stay),
        moved_in=read_date(stay.get("datumVan", {})),
        municipality=person.get("gemeenteVanInschrijving", {}).get("code", ""),
        suspended_on=read_date(person.get("opschortingBijhouding", {}).get("datum", {})),
        died_on=read_date(person.get("overlijden", {}).get("datum", {})),
        address_name=person.get("adressering", {}).get("aanschrijfwijze", {}).get("naam", ""),
    )


def _common(person: Json) -> dict[str, Any]:
    name = person.get("naam", {})
    reason = person.get("opschortingBijhouding", {}).get("reden", {}).get("code", "")
    return {
        "bsn": person.get("burgerservicenummer", ""),
        "given_names": name.get("voornamen", ""),
        "initials": name.get("voorletters", ""),
        "prefix": name.get("voorvoegsel", ""),
        "surname": name.get("geslachtsnaam", ""),
        "birth": read_date(person.get("geboorte", {}).get("datum", {})),
        "sex": person.get("geslacht", {}).get("code", ""),
        "suspension": Suspension(reason) if reason in set(Suspension) else Suspension.UNKNOWN,
        "secrecy": bool(person.get("geheimhoudingPersoonsgegevens", False)),
        "in_investigation": bool(person.get("inOnderzoek")),
    }


def _address(stay: Json) -> Address:
    """The address where there is one; a location, a foreign or an unknown place has none."""
    if stay.get("type") != "Adres":
        return Address()
    place = stay.get("verblijfadres", {})
    number = place.get("huisnummer", "")
    return Address(
        street=place.get("officieleStraatnaam", "") or place.get("korteStraatnaam", ""),
        number=str(number) if number else "",
        letter=place.get("huisletter", ""),
        addition=place.get("huisnummertoevoeging", ""),
        postcode=place.get("postcode", ""),
        city=place.get("woonplaats", ""),
    )


def read_date(value: Json) -> str:
    """The API's four kinds of date as ISO text with zeros for what is unknown; "" when all of it is."""
    kind = value.get("type", "")
    if kind == "Datum":
        return str(value["datum"])
    if kind == "JaarMaandDatum":
        return f"{value['jaar']:04d}-{value['maand']:02d}-00"
    if kind == "JaarDatum":
        return f"{value['jaar']:04d}-00-00"
    return ""
