"""An address: street, number, letter, addition, postcode and place, also out of one field."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voordeur.stages.deliver.rules.cells import Cell, as_words
from voordeur.stages.deliver.rules.values.contact import split_postcode_city

_NUMBERS = re.compile(r"(?<=[\s,.])(\d{1,5})(?=\D|$)")
_GLUED = re.compile(r"([^\W\d_].*[^\W\d_.])(\d{1,5})(.*)")
_NUMBER_FIRST = re.compile(r"(\d{1,5}[A-Za-z]?)\s*,?\s+([^\W\d_].*)")
_RANK = re.compile(r"\d+(?:e|ste|de|th|st|nd)\b", re.IGNORECASE)
_LETTER = re.compile(r"([A-Za-z])(?:[\s\-/.]+(.*)|(\d.*))?")
_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3}\s?[A-Za-z]{2}(?![A-Za-z])")


@dataclass(frozen=True)
class HouseNumber:
    """The number with what comes after it; each may be ""."""

    number: str = ""
    letter: str = ""
    addition: str = ""


@dataclass(frozen=True)
class Address:
    """An address in parts; each may be ""."""

    street: str = ""
    house: HouseNumber = HouseNumber()
    postcode: str = ""
    city: str = ""


def house_number_of(cell: Cell) -> HouseNumber:
    """``1``, ``12A``, ``103-3``, ``4-A``, ``400L Toe`` or ``12 bis`` in parts; "0" and text without a number are nothing."""
    text = as_words(cell).strip(" .,-#")
    found = re.match(r"(?:nr\.?|no\.?)?\s*0*([1-9]\d{0,4})(?!\d)(.*)", text, re.IGNORECASE)
    return HouseNumber(found[1], *split_addition(found[2])) if found else HouseNumber()


def split_addition(text: str) -> tuple[str, str]:
    """What follows a number as letter and addition. A dash before a letter makes it an addition (``4-A``)."""
    bare = text.strip(" ,.-/")
    found = _LETTER.fullmatch(bare)
    if not bare or not found or text.strip(" ").startswith(("-", "/")):
        return "", bare
    return found[1], (found[2] or found[3] or "").strip(" -/")


def full_address_of(cell: Cell) -> Address:
    """``Sweelinckplein 84``, ``Korte Beestenmarkt 4-A``, ``'t Haantje 86``, ``Dam 1, 1012 JS Amsterdam`` in parts."""
    text = re.sub(r"\s+", " ", as_words(cell)).strip(" ,;")
    postcode = city = ""
    found = _POSTCODE.search(text)
    # "Laan 1234 AB" without a number before it is a number with an addition, not a postcode.
    if found and re.search(r"\d", text[: found.start()]):
        postcode, city = split_postcode_city(text[found.start() :])
        text = text[: found.start()].strip(" ,;")
    elif "," in text and re.search(r"\d[^,]*,", text):
        text, _, city = (part.strip() for part in text.partition(","))
    street, house = _street_and_number(text)
    return Address(street, house, postcode, city)


def _street_and_number(text: str) -> tuple[str, HouseNumber]:
    numbers = [m for m in _NUMBERS.finditer(text) if not _RANK.match(text, m.start())]
    if len(numbers) > 1 and _part_of_street(text, numbers[0], numbers[1]):
        numbers = numbers[1:]
    if numbers:
        at = numbers[0].start()
        return text[:at].strip(" ,"), house_number_of(text[at:])
    if (turned := _NUMBER_FIRST.fullmatch(text)) and not _RANK.match(text):
        return turned[2], house_number_of(turned[1])
    if glued := _GLUED.fullmatch(text):
        return glued[1].strip(" ,"), house_number_of(glued[2] + glued[3])
    # Neither street nor number by itself says where a letter on its own ("A", "I") would be.
    return (text, HouseNumber()) if len(text) > 3 else ("", HouseNumber())


def _part_of_street(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """``Plein 1813 4`` and ``Laan 1940-1945 12``: a year belongs to the street when a number follows."""
    gap = text[first.end() : second.start()].strip()
    return 1500 <= int(first[1]) <= 2100 and (not gap or bool(re.fullmatch(r"-\d{4}|mei", gap)))
