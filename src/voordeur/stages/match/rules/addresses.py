"""Dutch addresses made comparable: postcode, house number, and one canonical form for letter and addition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from voordeur.stages.match.rules.names import fold

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_GROUND = {"hs", "huis", "h", "bg", "bel", "beneden"}
_BIS = {"bs", "bis"}
_NUMBER = re.compile(r"\s*(\d{1,5})\s*(.*)$")
_STREET_END = re.compile(
    r"^(.*\S)\s+(\d{1,5})\s*(-?\s*[a-z][a-z0-9]{0,5}(?:\s+[a-z0-9]{1,5})?|-\s*\d{1,4}[a-z]?)?$", re.IGNORECASE
)
# ``Kerkstraat 12 2``: the last number is the addition; a year (``Boulevard 1945 144``) belongs to the street.
_TWO_NUMBERS = re.compile(r"^(.*\D)\s+(\d{1,3})$")
_SHORT = (("str", "straat"), ("ln", "laan"), ("pln", "plein"), ("wg", "weg"), ("sngl", "singel"), ("kd", "kade"))


@dataclass(frozen=True)
class Place:
    """An address made comparable. `extra` is letter and addition as one canonical text; "" where there are none."""

    postcode: str = ""
    number: str = ""
    extra: str = ""
    street: str = ""
    city: str = ""

    @property
    def door(self) -> str:
        """Postcode, number and the rest as one key; "" without a postcode."""
        return f"{self.postcode}|{self.number}|{self.extra}" if self.postcode and self.number else ""

    @property
    def known(self) -> bool:
        """Whether there is enough to compare by."""
        return bool(self.number and (self.postcode or self.street))


@dataclass(frozen=True)
class Parts:
    """Postcode and house number as a register wants to be asked: letter and addition apart, nothing glued on."""

    postcode: str
    number: str
    rest: str
    street: str


def split(street: str, number: str, rest: str, postcode: str) -> Parts:
    """Take the number out of the street, and letter and addition out of the number, where a creditor wrote them there."""
    if not number and (found := _STREET_END.match(street.strip())):
        street, number, rest = found.group(1), found.group(2), f"{found.group(3) or ''} {rest}"
        if again := _TWO_NUMBERS.match(street):
            street, number, rest = again.group(1), again.group(2), f"{number} {rest}"
    if found := _NUMBER.match(number):
        number, rest = found.group(1).lstrip("0"), f"{found.group(2)} {rest}"
    return Parts(re.sub(r"[^0-9A-Z]", "", postcode.upper()), number, rest.strip(), street.strip())


@lru_cache(maxsize=50_000)
def extra(letter: str, addition: str = "") -> str:
    """Letter and addition as one word: ``A``+``hoog`` and ``a hoog`` alike; ``III`` is ``3``, ``huis`` ``hs``, ``-2`` ``2``."""
    words = [w for w in re.split(r"[^a-z0-9]+", fold(f"{letter} {addition}")) if w]
    plain = [_word(w) for w in words]
    if len(plain) > 1:
        plain = [w for w in plain if w not in ("hoog", "verd", "etage")]
    return "".join(plain)


def _word(word: str) -> str:
    if word in _GROUND:
        return "hs"
    if word in _BIS:
        return "bis"
    return _ROMAN.get(word, word)


@lru_cache(maxsize=50_000)
def place(postcode: str, number: str, letter: str, addition: str, street: str = "", city: str = "") -> Place:
    """An address from its parts, wherever a creditor put them."""
    parts = split(street, number, f"{letter} {addition}", postcode)
    return Place(parts.postcode, parts.number, extra(parts.rest), _street(parts.street), fold(city))


def _street(street: str) -> str:
    return whole_street(re.sub(r"[^a-z0-9]", "", fold(street)))


def whole_street(street: str) -> str:
    """A street in lower case with its last word written out: ``kerkstr`` becomes ``kerkstraat``."""
    for short, whole in _SHORT:
        if street.endswith(short):
            return street[: -len(short)] + whole
    return street
