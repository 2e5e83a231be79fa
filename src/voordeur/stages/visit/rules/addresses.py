"""A municipality's address file: one line per front door, with where it lies."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from voordeur.stages.reach.rules.said import Words
from voordeur.stages.visit.rules.degrees import MapFileError, degrees

# What a column may be called, the first being ours; x and y in place of lon and lat are metres of the Dutch grid.
COLUMNS = {
    "postcode": ("postcode",),
    "house_number": ("house_number", "huisnummer"),
    "house_letter": ("house_letter", "huisletter"),
    "addition": ("addition", "huisnummertoevoeging", "toevoeging"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "longitude", "x"),
}
HEADER = ",".join(COLUMNS)
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_LONGEST = 10  # characters of a number, a letter or an addition


class AddressError(MapFileError):
    """A line of an address file cannot be read."""


@dataclass(frozen=True)
class AddressLine:
    """One front door: degrees in ETRS89 (WGS84 differs by less than a metre)."""

    postcode: str
    house_number: str
    house_letter: str
    addition: str
    latitude: float
    longitude: float

    @property
    def key(self) -> tuple[str, str, str, str]:
        """By which a household finds it."""
        return address_key(self.postcode, self.house_number, self.house_letter, self.addition)


def address_key(postcode: str, number: str, letter: str = "", addition: str = "") -> tuple[str, str, str, str]:
    """An address without differences of writing."""
    return postcode.replace(" ", "").upper(), number.strip(), letter.strip().upper(), addition.strip().upper()


def read_addresses(lines: Iterable[str]) -> Iterator[AddressLine]:
    """The addresses in a CSV (comma or semicolon) with a header as `COLUMNS` name them. Raises AddressError; reads as it goes."""
    source = iter(lines)
    first = next(source, "")
    rows = csv.reader(chain([first], source), delimiter=";" if first.count(";") > first.count(",") else ",")
    at = _places(next(rows, []))
    most = max(at)
    for row in rows:
        if not any(row):
            continue
        if len(row) <= most:
            raise AddressError(_cut_short(rows.line_num))
        postcode, number, letter, addition, latitude, longitude = (row[place] for place in at)
        key = address_key(postcode, number, letter, addition)
        if not _POSTCODE.fullmatch(key[0]) or not key[1].isdigit() or max(map(len, key[1:])) > _LONGEST:
            raise AddressError(_no_address(rows.line_num))
        yield AddressLine(*key, *_degrees(longitude, latitude, rows.line_num))


def _places(header: Sequence[str]) -> list[int]:
    """In which column each of ours stands."""
    names = [name.strip().lower() for name in header]
    found = {ours: next((names.index(name) for name in theirs if name in names), None) for ours, theirs in COLUMNS.items()}
    if missing := [ours for ours, place in found.items() if place is None]:
        what = ", ".join(missing)
        raise AddressError(
            Words(
                f"Regel 1 mist {what}; schrijf als eerste regel {HEADER}",
                f"line 1 lacks {what}; write the header {HEADER}",
            )
        )
    return [place for place in found.values() if place is not None]


def _degrees(x: str, y: str, line: int) -> tuple[float, float]:
    try:
        found = degrees(float(x.replace(",", ".")), float(y.replace(",", ".")))
    except ValueError:
        found = None
    if found is None:
        raise AddressError(
            Words(
                f"Regel {line} ligt niet in Nederland: schrijf graden, zoals 52.16 en 4.49, of meters van het rijksdriehoeksnet",
                f"line {line} does not lie in the Netherlands: lat and lon are degrees, such as 52.16 and 4.49",
            )
        )
    return found


def _no_address(line: int) -> Words:
    return Words(
        f"Regel {line} heeft geen postcode zoals 1234AB, of geen huisnummer in cijfers",
        f"line {line} has no postcode such as 1234AB, or no house number in figures",
    )


def _cut_short(line: int) -> Words:
    return Words(f"Regel {line} houdt te vroeg op: er mist een kolom", f"line {line} ends too soon: a column is missing")
