"""Amounts of money and counts of months, however they are written."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from voordeur.stages.deliver.rules.cells import Cell, as_text

_WRAPPING = re.compile(r"(?i)(€|\beuro?s?\b|[\s\u00a0\u202f'’])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ROUND_TAIL = re.compile(r"[.,](?:-{1,2}|–|=)?$")
# No arrear of a household has more digits; more would not fit the database either.
_MOST_DIGITS = 12
_CENTS = Decimal("0.01")


def cents_of(cell: Cell) -> int | None:
    """The amount in cents (may be zero or negative), None where the cell is no number.

    Reads ``1.234,56`` ``1,234.56`` ``1 234,56`` ``€ 1.234`` ``12,-`` ``-5,00`` ``5,00-`` ``(5,00)`` and numbers. One
    separator followed by exactly three digits groups thousands.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        number = Decimal(repr(cell)) if cell == cell and abs(cell) < 10**_MOST_DIGITS else None
    else:
        number = number_of(as_text(cell))
    return None if number is None else int((number.quantize(_CENTS, ROUND_HALF_UP) * 100).to_integral_value())


def number_of(text: str) -> Decimal | None:
    """A written number, None for anything else."""
    bare = _WRAPPING.sub("", text)
    negative = bare.startswith(("-", "−", "(")) or (bare.endswith("-") and not bare.endswith((",-", ".-", "--")))
    bare = _ROUND_TAIL.sub("", bare.strip("()+−").removeprefix("-")).rstrip("-")
    if not bare.isascii() or not _NUMBER.fullmatch(bare) or len(bare) > _MOST_DIGITS + 6:
        return None
    plain = _with_point(bare)
    if plain is None or len(plain.partition(".")[0]) > _MOST_DIGITS:
        return None
    return -Decimal(plain) if negative else Decimal(plain)


def _with_point(bare: str) -> str | None:
    """Digits with one decimal point at most; None where the separators contradict each other."""
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma < 0 and point < 0:
        return bare
    mark = "," if comma > point else "."
    other = "." if mark == "," else ","
    whole, _, fraction = bare.rpartition(mark)
    mixed = other in whole
    grouping = (len(fraction) == 3 and not mixed) or mark in whole
    if grouping:
        groups = bare.split(mark)
        good = not mixed and 0 < len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
        return "".join(groups) if good and groups[0] != "0" else (bare.replace(",", ".") if bare.count(mark) == 1 else None)
    if mixed and not all(len(group) == 3 for group in whole.split(other)[1:]):
        return None
    return f"{whole.replace(other, '')}.{fraction}"


def months_of(cell: Cell) -> Decimal | None:
    """A count of months to one decimal, None where it is no number between 0 and 999 ("3 mnd" counts as 3)."""
    if isinstance(cell, bool):
        return None
    text = re.sub(r"(?i)\s*(maanden|maand|mnd|months?|x)\.?$", "", as_text(cell))
    number = number_of(text) if text else None
    if number is None or not 0 <= number <= 999:
        return None
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)
