"""Where the fictional town lies: in the middle of the IJsselmeer, so that no door of it is anybody's."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

from voordeur.demo.town import Address
from voordeur.stages.visit.rules.addresses import AddressLine, address_key
from voordeur.stages.visit.rules.rounds.evening import Place
from voordeur.stages.visit.rules.streets import BORDER, STREET, StreetLine

MIDDLE = 52.72, 5.33  # water
_METRES_PER_DEGREE = 111_320.0
_BLOCK, _DOOR, _DOORS = 110.0, 6.0, 15  # metres between two postcodes and between two doors; doors in a postcode
_PAVEMENT = 13.0  # metres from a door to the middle of its street


def address_file(homes: Collection[Address]) -> Iterator[AddressLine]:
    """Every front door of a town with a place: postcodes in rows of a square, neighbours side by side."""
    blocks = _blocks(homes)
    seen = set()
    for home in sorted(homes, key=lambda one: (one.postcode, one.street, len(one.number), one.number, one.letter, one.addition)):
        key = address_key(home.postcode, home.number, home.letter, home.addition)
        if key in seen:
            continue
        seen.add(key)
        east, north = blocks[home.postcode]
        yield AddressLine(*key, *_degrees(east + (int(home.number) % _DOORS) * _DOOR, north))


def town_map(homes: Collection[Address]) -> Iterator[StreetLine]:
    """The streets of a town, past the doors of each postcode and from row to row, and the border around it."""
    blocks, names = _blocks(homes), {home.postcode: home.street for home in homes}
    for code, (east, north) in blocks.items():
        corner, ahead = _degrees(east - _PAVEMENT, north - _PAVEMENT), _degrees(east - _PAVEMENT + _BLOCK, north - _PAVEMENT)
        yield StreetLine(STREET, names[code], (corner, ahead))
        yield StreetLine(STREET, "", (corner, _degrees(east - _PAVEMENT, north - _PAVEMENT - _BLOCK)))
    easts, norths = [east for east, _ in blocks.values()], [north for _, north in blocks.values()]
    west, east, south, north = min(easts) - _BLOCK, max(easts) + 2 * _BLOCK, min(norths) - 2 * _BLOCK, max(norths) + _BLOCK
    around = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    yield StreetLine(BORDER, next(iter(homes)).city, tuple(_degrees(x, y) for x, y in around))


def _blocks(homes: Collection[Address]) -> dict[str, tuple[float, float]]:
    """Where each postcode begins: metres east and north of the middle."""
    codes = sorted({home.postcode for home in homes})
    across = max(1, math.isqrt(len(codes)))
    at = ((code, *divmod(number, across)) for number, code in enumerate(codes))
    return {code: ((column - across / 2) * _BLOCK, (row - across / 2) * _BLOCK) for code, row, column in at}


def _degrees(east: float, north: float) -> Place:
    latitude = MIDDLE[0] + north / _METRES_PER_DEGREE
    return round(latitude, 6), round(MIDDLE[1] + east / (_METRES_PER_DEGREE * math.cos(math.radians(MIDDLE[0]))), 6)
