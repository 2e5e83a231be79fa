"""What somebody types in a search field, read: an address, a phone number, or a name. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

SHORTEST = 2
_POSTCODE = re.compile(r"^\s*(\d{4})\s?([a-z]{2})(?:[\s,]+(\d+)\s*\S*)?\s*$", re.IGNORECASE)
_HOUSE = re.compile(r"(\d{1,5})([a-z]?)(?:-(\w{1,4}))?", re.IGNORECASE)
_PHONE = re.compile(r"^[\d\s\-+()]{6,}$")
# A Dutch number is recognised by its last nine digits: with or without country code or leading zero.
_PHONE_DIGITS = 9


@dataclass(frozen=True)
class Asked:
    """What is looked for: one of address, phone or words; nothing at all when `too_short` or empty."""

    postcode: str = ""
    number: str = ""
    phone: str = ""
    words: tuple[str, ...] = ()
    too_short: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.postcode or self.phone or self.words)


def read(text: str) -> Asked:
    """What is asked: ``1234 AB 14`` an address, six digits or more a phone number, anything else words of a name or street."""
    text = text.strip()
    if not text:
        return Asked()
    if found := _POSTCODE.match(text):
        return Asked(postcode=f"{found[1]}{found[2].upper()}", number=found[3] or "")
    if _PHONE.match(text) and len(digits := re.sub(r"\D", "", text)) >= 6:
        return Asked(phone=digits[-_PHONE_DIGITS:])
    words = tuple(word for word in re.split(r"[\s,]+", text) if len(word) >= SHORTEST or word.isdecimal())
    if all(len(word) < SHORTEST for word in words):
        return Asked(too_short=True)
    return Asked(words=words[:6])


def house(word: str) -> tuple[str, str, str] | None:
    """Number, letter and addition of a word such as ``14``, ``14a`` or ``14a-2``, as addresses are shown; None for any other."""
    found = _HOUSE.fullmatch(word)
    return (found[1], found[2].upper(), found[3] or "") if found else None
