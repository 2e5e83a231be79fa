"""The files that the demonstration's creditors send each month, each in the shape that such creditors use."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date

import xlsxwriter

from voordeur.demo.generator.typing_errors import text_without_marks
from voordeur.demo.rows import Row

Shape = Callable[[Sequence[Row]], bytes]
COLLECTED = ("Incassofase", "Contactpogingen")


def insurers_csv(rows: Sequence[Row]) -> bytes:
    """Windows-1252, semicolons, decimal comma; every part in a column of its own."""
    header = (
        "Relatienummer", "Voorletters", "Tussenvoegsel", "Achternaam", "Geboortedatum", "Straat", "Huisnummer", "Huisletter",
        "Toevoeging", "Postcode", "Woonplaats", "Telefoonnummer", "Openstaand bedrag", "Aantal maanden", "Oudste vervaldatum",
    )  # fmt: skip
    lines = [
        (
            row.customer, row.initials, row.prefix, row.surname, _dutch(row.born),
            *_address(row), row.phone, _comma(row), row.months, _due(row, "%d-%m-%Y"),
        )
        for row in rows
    ]  # fmt: skip
    return b"".join(_western(letter) for letter in _csv(header, lines, ";"))


def waters_csv(rows: Sequence[Row]) -> bytes:
    """UTF-8 with a byte-order mark, commas; name and address in one field each."""
    header = ("klantnummer", "naam", "adres", "postcode en plaats", "e-mail", "bedrag", "oudste openstaande factuur")
    lines = [
        (
            row.customer, _one_name(row), _one_address(row), _place(row), row.email, _comma(row),
            _due(row, "%Y-%m-%d"),
        )
        for row in rows
    ]  # fmt: skip
    return _csv(header, lines, ",").encode("utf-8-sig")


def corporations_sheet(rows: Sequence[Row]) -> bytes:
    """A spreadsheet with a title above the header, dates and amounts as cells, and the steps attested line by line."""
    header = (
        "Huurdernummer", "Naam huurder", "Voorl.", "Voorv.", "Geboortedatum", "Straatnaam", "Nr", "Hltr", "Toev.", "Postcode",
        "Woonplaats", "Tel", "E-mail", "Achterstand", "Maanden", "Sinds", "Aanbod doorgeven gegevens", "Bezwaar",
        *(COLLECTED if (collected := _tells_collection(rows)) else ()),
    )  # fmt: skip
    lines = [
        (
            row.customer, row.surname, row.initials, row.prefix, row.born or "", *_address(row), row.phone, row.email,
            _cell_amount(row), row.months, "31-02-2026" if row.broken == "bad_date" else row.oldest_due, "ja", "nee",
            *((row.stage, row.attempts) if collected else ()),
        )
        for row in rows
    ]  # fmt: skip
    return _sheet(["Overzicht huurachterstanden", "Vertrouwelijk", ""], header, lines)


def landlords_sheet(rows: Sequence[Row]) -> bytes:
    """A private landlord's own list: no customer numbers, everything as text."""
    header = ("Huurder", "Geboren", "Adres", "PC", "Plaats", "Telefoon", "Huurschuld", "Vanaf", "4 stappen gedaan")
    lines = [
        (
            " ".join(part for part in (row.initials, row.prefix, row.surname) if part), _dutch(row.born),
            _one_address(row), "" if row.broken == "no_address" else row.address.postcode, row.address.city, row.phone,
            f"€ {_comma(row)}", _due(row, "%d-%m-%Y"), "ja",
        )
        for row in rows
    ]  # fmt: skip
    return _sheet([], header, lines)


def suppliers_json(rows: Sequence[Row]) -> bytes:
    """JSON under a heading of its own, with nulls for what is not known."""
    signals = [
        {
            "klantnummer": row.customer, "voorletters": row.initials or None, "voorvoegsel": row.prefix or None,
            "achternaam": row.surname, "geboortedatum": row.born.isoformat() if row.born else None,
            **dict(zip(("straat", "huisnummer", "huisletter", "huisnummertoevoeging", "postcode", "woonplaats"),
                       (part or None for part in _address(row)), strict=True)),
            "telefoon": row.phone or None, "email": row.email or None, "bedrag": _cell_amount(row),
            "oudste_vervaldatum": _due(row, "%Y-%m-%d"), "signaaltype": "eerste",
            **({"incassofase": row.stage, "contactpogingen": row.attempts} if row.stage else {}),
        }
        for row in rows
    ]  # fmt: skip
    return json.dumps({"soort": "vroegsignalering", "signalen": signals}, ensure_ascii=False, indent=1).encode()


def newcomers_csv(rows: Sequence[Row]) -> bytes:
    """UTF-8, tabs; headers of its own making, of which a person has to say what some mean."""
    header = ("Ref", "Contractant", "VL", "Leveradres", "PC", "WPL", "Saldo", "Vervaldag", "Mobiel", "Termijnen", "Regio")
    lines = [
        (
            row.customer, f"{row.prefix} {row.surname}".strip(), row.initials, _one_address(row), row.address.postcode,
            row.address.city, _comma(row), _due(row, "%d-%m-%Y"), row.phone, row.months, "Midden",
        )
        for row in rows
    ]  # fmt: skip
    return _csv(header, lines, "\t").encode()


# By what a creditor is: its file's ending, and its shape.
SHAPES: dict[str, tuple[str, Shape]] = {
    "insurer": ("csv", insurers_csv),
    "corporation": ("xlsx", corporations_sheet),
    "water": ("csv", waters_csv),
    "supplier": ("json", suppliers_json),
    "landlord": ("xlsx", landlords_sheet),
}


def _tells_collection(rows: Sequence[Row]) -> bool:
    return any(row.stage for row in rows)


def _address(row: Row) -> tuple[str, str, str, str, str, str]:
    home = row.address
    if row.broken == "no_address":
        return ("", "", "", "", "", "")
    return (home.street, home.number, home.letter, home.addition, home.postcode, home.city)


def _one_address(row: Row) -> str:
    home = row.address
    if row.broken == "no_address":
        return ""
    number = f"{home.number}{home.letter}"
    return f"{home.street} {number}{'-' if home.addition else ''}{home.addition}"


def _place(row: Row) -> str:
    if row.broken == "no_address":
        return ""
    return f"{row.address.postcode[:4]} {row.address.postcode[4:]} {row.address.city}"


def _one_name(row: Row) -> str:
    first = " ".join(part for part in (row.initials, row.prefix) if part)
    return f"{row.surname}, {first}" if first else row.surname


def _western(letter: str) -> bytes:
    """A letter as an old system keeps it: "ń" becomes "n"."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return text_without_marks(letter).encode("cp1252", errors="replace")


def _dutch(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def _due(row: Row, form: str) -> str:
    if row.broken == "bad_date":
        return form.replace("%d", "31").replace("%m", "02").replace("%Y", "2026")
    return row.oldest_due.strftime(form)


def _comma(row: Row) -> str:
    if row.broken == "no_amount":
        return "n.v.t."
    return "0,00" if row.broken == "zero" else f"{row.cents // 100},{row.cents % 100:02}"


def _cell_amount(row: Row) -> float | str:
    if row.broken == "no_amount":
        return "n.v.t."
    return 0.0 if row.broken == "zero" else row.cents / 100


def _csv(header: Sequence[str], lines: Sequence[Sequence[object]], separator: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()


def _sheet(above: Sequence[str], header: Sequence[str], lines: Sequence[Sequence[object]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd-mm-yyyy", "strings_to_formulas": False})
    page = book.add_worksheet("Achterstanden")
    for number, cells in enumerate([*([text] for text in above), header, *lines]):
        for column, cell in enumerate(cells):
            page.write(number, column, cell)
    book.close()
    return target.getvalue()
