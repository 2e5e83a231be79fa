"""In which order a pair walks: the most urgent first, then street by street. (Travel times come later.)"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Address:
    """One door to be ordered: `key` is the caller's own, `urgency` the highest of its due steps."""

    key: int
    postcode: str
    house_number: str
    rest: str = ""  # letter and addition
    urgency: int = 0


def walk(doors: Iterable[Address]) -> list[int]:
    """The keys in walking order: urgency downward, then postcode, number as a number, letter and addition."""
    return [door.key for door in sorted(doors, key=_place)]


def _place(door: Address) -> tuple[int, str, int, str, int]:
    number = _NUMBER.search(door.house_number)
    return (-door.urgency, door.postcode.replace(" ", "").upper(), int(number[0]) if number else 0, door.rest, door.key)
