"""Signals and a register for the tests of the matching's actions; everybody is invented."""

from __future__ import annotations

from datetime import date
from itertools import count

from conftest import Cast
from connections.brp.people import row
from voordeur.connections.brp import Address, FoundPerson, RegisterPerson, RegisterUnavailable
from voordeur.connections.brp.stand_in import Register
from voordeur.record.models import Partner
from voordeur.stages.deliver.models import Delivery, Line, Signal

TODAY = date(2026, 10, 25)
_number = count(1)

# A couple, their son, a neighbour, and somebody who moved away, died or lives elsewhere.
REGISTER = [
    row("999900006", given="Arend Jan", surname="Berkhout", birth="19510312", sex="M", p_surname="Wilders"),
    row("999900018", given="Cora", surname="Wilders", birth="19530405", p_surname="Berkhout", name_use="P"),
    row("999900031", given="Alwin", surname="Berkhout", birth="19850607", sex="M", number="99"),
    row("999900043", given="Dina", surname="Meijer", birth="19900102", number="20", secrecy="7"),
    row("999900055", given="Emil", surname="Deurzen", birth="19450505", sex="M", number="22", suspended="O",
        suspended_on="20250110", died_on="20250109"),
    row("999900067", given="Fenna", surname="Hoekema", birth="19770707", municipality="0014", postcode="9711AA", number="3"),
    row("999900079", given="Gerda", surname="Twijnstra", birth="19660606", suspended="E", number="", postcode="", street="",
        municipality="1999"),
    row("999900080", given="Marie", surname="Tweeling", birth="19941129", number="30"),
    row("999900092", given="Marga", surname="Tweeling", birth="19941129", number="30"),
]  # fmt: skip


def signal(cast: Cast, *, partner: Partner | None = None, number: str = "14", month: int = 10, **fields: object) -> Signal:
    """A signal about somebody at that number in the Merelstraat."""
    partner = partner or cast.thuisgoed
    on = date(2026, month, 25)
    delivery, _ = Delivery.objects.get_or_create(
        partner=partner, organisation=partner.receiver, month=on.replace(day=1), on=on, sha256=f"{partner.code}{month}"
    )
    usual = {
        "kind": partner.kind, "signal_type": "first", "on": on, "month": on.replace(day=1), "street": "Merelstraat",
        "house_number": number, "postcode": "9001AB", "city": "Waterstad", "amount_cents": 50_000,
    }  # fmt: skip
    line = Line.objects.create(delivery=delivery, number=next(_number), verdict="accepted")
    return Signal.objects.create(
        line=line, delivery=delivery, partner=partner, organisation=partner.receiver, **{**usual, **fields}
    )


class Counted:
    """A register that answers at once from rows, counts its questions, and can fall silent."""

    def __init__(self, rows: list[dict[str, str]] | None = None) -> None:
        self._app = Register(rows or REGISTER)
        self.silent = False
        self.calls = 0

    def _rows(self, **question: object) -> list[dict[str, str]]:
        if self.silent:
            raise RegisterUnavailable("stil")
        self.calls += 1
        return self._app._people.answer({"fields": ["naam"], "inclusiefOverledenPersonen": True, **question})

    def by_bsn(self, bsns):
        """See `PersonRegister`."""
        if not bsns:
            return {}
        if self.silent:
            raise RegisterUnavailable("stil")
        self.calls += 1
        return {r["bsn"]: _person(r) for r in self._app._people._bsn({"burgerservicenummer": list(bsns)})}

    def at_address(self, postcode, number, letter="", addition="", born=None):
        """See `PersonRegister`."""
        if not postcode or not number:
            return []
        return [_found(r) for r in self._rows(type="ZoekMetPostcodeEnHuisnummer", postcode=postcode, huisnummer=int(number))]

    def by_name_and_birth(self, surname, birth, prefix=""):
        """See `PersonRegister`."""
        kind = "ZoekMetGeslachtsnaamEnGeboortedatum"
        return [_found(r) for r in self._rows(type=kind, geslachtsnaam=surname, geboortedatum=birth)]

    def by_name_in_municipality(self, surname, given_names, municipality, prefix=""):
        """See `PersonRegister`."""
        return []


def _date(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if text else ""


def _known(r: dict[str, str]) -> dict[str, object]:
    return {
        "bsn": r["bsn"], "given_names": r["given"], "prefix": r["prefix"], "surname": r["surname"], "birth": _date(r["birth"]),
        "sex": r["sex"], "suspension": r["suspended"], "secrecy": r["secrecy"] != "0",
    }  # fmt: skip


def _found(r: dict[str, str]) -> FoundPerson:
    return FoundPerson(**_known(r))


def _person(r: dict[str, str]) -> RegisterPerson:
    home = Address(r["street"], r["number"], r["letter"], r["addition"], r["postcode"], r["city"])
    return RegisterPerson(
        **_known(r), name_use=r["name_use"], partner_surname=r["p_surname"], address=home, municipality=r["municipality"],
        died_on=_date(r["died_on"]), suspended_on=_date(r["suspended_on"]),
    )  # fmt: skip
