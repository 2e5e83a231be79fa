"""Where the fictional town lies: in the middle of the IJsselmeer, so that no door of it is anybody's."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

from voordeur.demo.town import Address
from voordeur.stages.visit.rules.addresses import AddressLine, address_key

MIDDLE = 52.72, 5.33  # water
_METRES_PER_DEGREE = 111_320.0
_BLOCK, _DOOR, _DOORS = 110.0, 6.0, 15  # metres between two postcodes and between two doors; doors in a postcode


def address_file(homes: Collection[Address]) -> Iterator[AddressLine]:
    """Every front door of a town with a place: postcodes in rows of a square, neighbours side by side."""
    codes = sorted({home.postcode for home in homes})
    place = {code: number for number, code in enumerate(codes)}
    across = max(1, math.isqrt(len(codes)))
    seen = set()
    for home in sorted(homes, key=lambda one: (one.postcode, one.street, len(one.number), one.number, one.letter, one.addition)):
        key = address_key(home.postcode, home.number, home.letter, home.addition)
        if key in seen:
            continue
        seen.add(key)
        row, column = divmod(place[home.postcode], across)
        along = (int(home.number) % _DOORS) * _DOOR
        yield AddressLine(*key, *_degrees((column - across / 2) * _BLOCK + along, (row - across / 2) * _BLOCK))


def _degrees(east: float, north: float) -> tuple[float, float]:
    latitude = MIDDLE[0] + north / _METRES_PER_DEGREE
    return round(latitude, 6), round(MIDDLE[1] + east / (_METRES_PER_DEGREE * math.cos(math.radians(MIDDLE[0]))), 6)
