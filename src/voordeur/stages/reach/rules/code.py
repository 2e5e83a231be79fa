"""The code on a letter, card or message: nine signs in groups of three (`K7P-4MX-9TR`), easy to read aloud and to type. Pure.

Twenty-three signs that nobody takes for another: no 0 and O, no 1, I and L, none of B, S and Z beside 8, 5 and 2, and no
vowel, so that no code ever spells a word. The last sign checks the others: as 23 is prime, one wrong sign or two that changed
places are always noticed.
"""

from __future__ import annotations

import unicodedata

ALPHABET = "23456789CDFGHJKMNPRTVWX"
LENGTH = 9
_BASE = len(ALPHABET)
_GROUP = 3
# What a hand writes for a sign of ours, and what a Cyrillic keyboard gives for the same letter.
_MEANT = str.maketrans("BSZUСНКМРТХВЅ", "852VCHKMPTX85")


def spell(chance: bytes) -> str:
    """The code that belongs to these bytes (eight or more, from a keyed hash), grouped: 23**8 codes, each as likely."""
    number = int.from_bytes(chance, "big")
    signs = []
    for _ in range(LENGTH - 1):
        number, rest = divmod(number, _BASE)
        signs.append(rest)
    code = "".join(ALPHABET[sign] for sign in (*signs, _check(signs)))
    return "-".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def read(typed: str) -> str:
    """The code that somebody typed, "" when it can be none: with or without lines, in any alphabet that looks alike."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_MEANT)
    signs = "".join(str(unicodedata.digit(sign, sign)) for sign in plain if sign.isalnum())
    if len(signs) != LENGTH or not set(signs) <= set(ALPHABET):
        return ""
    values = [ALPHABET.index(sign) for sign in signs]
    if _check(values[:-1]) != values[-1]:
        return ""
    return "-".join(signs[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def _check(values: list[int]) -> int:
    """The last sign: with it, the values weighed by their places add up to a multiple of 23."""
    total = sum(place * value for place, value in enumerate(values, start=1))
    return -total * pow(LENGTH, -1, _BASE) % _BASE
