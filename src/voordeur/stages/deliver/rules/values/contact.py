"""Phone numbers, e-mail addresses, citizen service numbers, postcodes."""

from __future__ import annotations

import re

from voordeur.stages.deliver.rules.cells import Cell, as_text, as_words

_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+\.[^\s@,;<>\"().]{2,}")
_POSTCODE = re.compile(r"([1-9]\d{3})\s*-?\s*([A-Za-z]{2})")
_NOT_DIGIT = re.compile(r"\D")
_LONGEST_EMAIL = 254


def phone_of(cell: Cell) -> str | None:
    """A phone number with digits only (``0612345678``, abroad ``+49…``); "" for nothing, None for nonsense.

    A spreadsheet eats leading zeros: nine digits get theirs back. `cell` may hold two numbers apart by ``/`` or ``;``.
    """
    words = as_words(cell)
    if not words or words == "0":
        return ""
    found = [_one_phone(part) for part in re.split(r"[/;,]| of | en ", words) if part.strip()]
    return None if not found or None in found else " / ".join(dict.fromkeys(number for number in found if number))


def _one_phone(text: str) -> str | None:
    abroad = text.strip().startswith(("+", "00"))
    digits = _NOT_DIGIT.sub("", text.replace("(0)", ""))
    if re.search(r"[A-Za-z]{4,}", text):
        return None
    digits = digits.removeprefix("00")
    if abroad and not digits.startswith("31"):
        return f"+{digits}" if 8 <= len(digits) <= 15 and digits[0] != "0" else None
    if digits.startswith("31") and len(digits) in (11, 12):
        digits = digits[2:].removeprefix("0")
    if len(digits) == 9 and digits[0] != "0":
        digits = f"0{digits}"
    return digits if len(digits) == 10 and digits[0] == "0" and digits[1] != "0" else None


def email_of(cell: Cell) -> str | None:
    """An e-mail address, "" for nothing, None for nonsense. Whether it receives mail is not asked."""
    text = as_words(cell).removeprefix("mailto:").strip("<> ")
    if not text:
        return ""
    return text if len(text) <= _LONGEST_EMAIL and _EMAIL.fullmatch(text) else None


def bsn_of(cell: Cell) -> str | None:
    """A citizen service number of nine digits that passes the eleven test, "" for nothing, None for nonsense."""
    text = as_words(cell)
    digits = re.sub(r"[\s.\-]", "", text)
    if not digits or not digits.strip("0"):
        return ""
    # A spreadsheet eats one leading zero; a shorter number is no such number.
    digits = f"0{digits}" if len(digits) == 8 else digits
    return digits if passes_eleven(digits) else None


def passes_eleven(digits: str) -> bool:
    """The eleven test of the citizen service number: 9·a + 8·b + … + 2·h − i is a multiple of eleven."""
    if len(digits) != 9 or not (digits.isascii() and digits.isdigit()) or digits == "0" * 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def postcode_of(cell: Cell) -> str | None:
    """A postcode as ``1234AB``, "" for nothing, None for nonsense."""
    text = as_words(cell)
    if not text:
        return ""
    found = _POSTCODE.fullmatch(text)
    return f"{found[1]}{found[2].upper()}" if found else None


def split_postcode_city(cell: Cell) -> tuple[str, str]:
    """``2593 HW 's-Gravenhage`` as postcode and place; either may be ""; the order may be turned round."""
    text = as_words(cell)
    found = re.search(r"(?<![\w])([1-9]\d{3})\s?([A-Za-z]{2})(?![A-Za-z])", text)
    if not found:
        return "", as_text(text).strip(" ,")
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,")
    return f"{found[1]}{found[2].upper()}", rest
