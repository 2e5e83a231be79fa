"""A municipality's address file: one line per front door, with where it lies."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

COLUMNS = ("postcode", "house_number", "house_letter", "addition", "lat", "lon")
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
# The European part of the Kingdom; what lies outside was mistyped, or latitude and longitude changed places.
_SOUTH, _NORTH, _WEST, _EAST = 50.7, 53.7, 3.2, 7.3


class AddressError(ValueError):
    """A line of an address file cannot be read; the message names the line and what to write."""


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
    """The addresses in a CSV with the header ``postcode,house_number,house_letter,addition,lat,lon``. Raises AddressError."""
    rows = csv.DictReader(lines)
    if missing := set(COLUMNS) - set(rows.fieldnames or ()):
        raise AddressError(f"line 1 lacks {', '.join(sorted(missing))}; write the header {','.join(COLUMNS)}")
    for number, row in enumerate(rows, start=2):
        key = address_key(*((row[name] or "") for name in COLUMNS[:4]))
        if not _POSTCODE.fullmatch(key[0]) or not key[1].isdigit():
            raise AddressError(f"line {number} has no postcode such as 1234AB, or no house number in figures")
        yield AddressLine(*key, *_degrees(row, number))


def _degrees(row: dict[str, str], number: int) -> tuple[float, float]:
    try:
        latitude, longitude = float(row["lat"]), float(row["lon"])
    except (TypeError, ValueError):
        latitude = longitude = 0.0
    if not (_SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST):
        raise AddressError(f"line {number} does not lie in the Netherlands: lat and lon are degrees, such as 52.16 and 4.49")
    return latitude, longitude
