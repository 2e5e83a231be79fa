"""Fictional arrears, and the many shapes in which creditors write them down."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import xlsxwriter

from voordeur.programmes.parameters import national
from voordeur.stages.deliver.rules.judging import Policy

TODAY = date(2026, 10, 22)
_SURNAMES = [
    "Bakelaar",
    "Duinhof",
    "Eikema",
    "Fonteijn",
    "Geelhand",
    "Hazelaar",
    "IJzerman",
    "Jaspers",
    "Kruidhof",
    "Lindeboom",
    "Merelaar",
    "Noordeloos",
    "Oostrum",
    "Poelstra",
    "Quispel",
    "Rietveldt",
    "Sparreboom",
    "Terpstra",
    "Uilenburg",
    "Vlierboom",
    "Wilgenhof",
    "Zandstra",
    "Boterbloem",
    "Öztürk",
    "Molenkamp",
    "Kwikstra",
]
_STREETS = [
    "Merelstraat",
    "Sparrenlaan",
    "Kerkweg",
    "Waterplein",
    "Molenpad",
    "Veengracht",
    "Dorpsstraat",
    "Zonnedijk",
    "Bloemhof",
    "Havenkade",
]
_CITIES = ("Zwolle", "Meppel", "Emmen", "'s-Gravenhage", "Hoogeveen", "Coevorden")


@dataclass(frozen=True)
class Arrear:
    """What one line is about, whatever its shape."""

    customer: str
    initials: str
    prefix: str
    surname: str
    birth: date
    street: str
    number: int
    letter: str
    postcode: str
    city: str
    phone: str
    email: str
    cents: int
    months: int
    due: date


def arrears(count: int = 60, seed: int = 7) -> list[Arrear]:
    """Arrears of nobody."""
    chance = random.Random(seed)
    found = []
    for i in range(count):
        surname = chance.choice(_SURNAMES)
        due = TODAY - timedelta(days=chance.randint(35, 95))
        found.append(
            Arrear(
                customer=f"K{10_000 + i * 37}",
                initials=chance.choice(["A.", "J.C.", "M.", "P.W.A.", "S."]),
                prefix=chance.choice(["", "", "", "van", "de", "van der"]),
                surname=surname,
                birth=date(1940 + chance.randint(0, 64), chance.randint(1, 12), chance.randint(1, 28)),
                street=chance.choice(_STREETS),
                number=chance.randint(1, 320),
                letter=chance.choice(["", "", "", "", "A", "B"]),
                postcode=f"{chance.randint(1000, 9999)}{chance.choice('ABCDEGHJ')}{chance.choice('KLMNPRTV')}",
                city=chance.choice(_CITIES),
                phone=f"06000{i:05d}",
                email=f"{surname.lower()}{i}@voorbeeld.test",
                cents=chance.randint(5_100, 240_000),
                months=max(1, (TODAY - due).days // 30),
                due=due,
            )
        )
    return found


def policy(**more: Any) -> Policy:
    """The national policy for a housing corporation that attests all its lines."""
    fields = {"kind": "Huur", "on": TODAY, "attested": True, "partner_names": ("thuisgoed", "Thuisgoed Wonen"), **more}
    return Policy.of(lambda key: national(key, fields["on"]).value, **fields)


def dutch(cents: int) -> str:
    """1.234,56"""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", ".") + f",{rest:02d}"


def csv_of(header: Sequence[str], rows: Sequence[Sequence[Any]], *, separator: str = ";", encoding: str = "utf-8") -> bytes:
    """A separated text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_of(header: Sequence[str], rows: Sequence[Sequence[Any]], *, titles: Sequence[str] = ()) -> bytes:
    """A spreadsheet with dates and numbers as cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet = book.add_worksheet("Export")
    for place, title in enumerate(titles):
        sheet.write_string(place, 0, title)
    top = len(titles) + (1 if titles else 0)
    for number, row in enumerate([header, *rows], start=top):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)  # type: ignore[arg-type]
            else:
                sheet.write(number, place, cell)
    book.close()
    return out.getvalue()


Column = tuple[str, Callable[[Arrear], Any]]


def _name(a: Arrear) -> str:
    return " ".join(part for part in (a.prefix, a.surname) if part)


CORE: list[Column] = [
    ("Achternaam", lambda a: a.surname),
    ("Postcode", lambda a: a.postcode),
    ("Huisnummer", lambda a: a.number),
    ("Bedrag", lambda a: dutch(a.cents)),
    ("Vervaldatum", lambda a: a.due.strftime("%d-%m-%Y")),
]
SHAPES: dict[str, list[Column]] = {
    "eight fields": [
        ("Debiteurnr", lambda a: a.customer),
        ("Voorl.", lambda a: a.initials),
        ("Tussenv.", lambda a: a.prefix),
        ("Achternaam", lambda a: a.surname),
        ("Geb. dat.", lambda a: a.birth.strftime("%d-%m-%Y")),
        ("Straat", lambda a: a.street),
        ("Huisnr.", lambda a: a.number),
        ("Huisletter", lambda a: a.letter),
        ("Postcode", lambda a: a.postcode),
        ("Woonplaats", lambda a: a.city),
        ("Mobiel", lambda a: a.phone),
        ("E-mailadres", lambda a: a.email),
        ("Openstaand saldo", lambda a: dutch(a.cents)),
        ("Aantal maanden", lambda a: a.months),
        ("Achterstand sinds", lambda a: a.due.strftime("%d-%m-%Y")),
    ],
    "English, other order": [
        ("Amount due", lambda a: f"{a.cents / 100:,.2f}"),
        ("Due date", lambda a: a.due.isoformat()),
        ("Zip code", lambda a: a.postcode),
        ("House number", lambda a: f"{a.number}{a.letter}"),
        ("Street", lambda a: a.street),
        ("City", lambda a: a.city),
        ("Last name", lambda a: _name(a)),
        ("Initials", lambda a: a.initials),
        ("Date of birth", lambda a: a.birth.isoformat()),
        ("Phone number", lambda a: f"+31 {a.phone[1:]}"),
        ("Customer ID", lambda a: a.customer),
        ("Months in arrears", lambda a: a.months),
    ],
    "all in one": [
        ("Naam", lambda a: f"{a.surname}, {a.initials} {a.prefix}".strip()),
        ("Adres", lambda a: f"{a.street} {a.number}{a.letter}, {a.postcode[:4]} {a.postcode[4:]} {a.city}"),
        ("Schuld", lambda a: f"€ {dutch(a.cents)}"),
        ("Oudste factuur", lambda a: a.due.strftime("%Y%m%d")),
    ],
    "spoken names": [
        ("Huurder", lambda a: " ".join(part for part in (a.initials, a.prefix, a.surname) if part)),
        ("Straat en huisnummer", lambda a: f"{a.street} {a.number}-{a.letter}".rstrip("-")),
        ("Postcode/plaats", lambda a: f"{a.postcode[:4]} {a.postcode[4:]} {a.city}"),
        ("Totaal", lambda a: f"{a.cents / 100:.2f}"),
        ("Vanaf", lambda a: f"{a.due.day}/{a.due.month}/{a.due.year}"),
        ("Geboren", lambda a: f"{a.birth.day}/{a.birth.month}/{a.birth.year}"),
    ],
}


def rows_of(shape: Sequence[Column], found: Sequence[Arrear]) -> list[list[Any]]:
    """The cells of each arrear in a shape."""
    return [[cell(arrear) for _name_, cell in shape] for arrear in found]


def json_of(shape: Sequence[Column], found: Sequence[Arrear]) -> bytes:
    """A list of objects inside one object."""
    lines = [{name: cell(arrear) for name, cell in shape} for arrear in found]
    return json.dumps({"afzender": "Thuisgoed", "regels": lines}, default=str).encode()
