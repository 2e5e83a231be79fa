"""Dates, however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from voordeur.stages.deliver.rules.cells import Cell, as_words

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february febr", "mrt maart mar march maa", "apr april", "mei may",
            "jun juni june", "jul juli july", "aug augustus august", "sep sept september", "okt oktober oct october",
            "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_PARTS = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2}|[a-z]{3,9}\.?)\s*[-/. ,]\s*(\d{1,4})(?:[ t,].*)?")
_ENGLISH = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WEEKDAY = re.compile(
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_LAST_SERIAL = 80_000


class DateOrder(StrEnum):
    """What stands first in dates of which the order cannot be seen."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True)
class ReadDate:
    """What a cell says as a date: `value` when there is one; `impossible` when it is no day that exists; `incomplete` when parts
    are given as zero, as registers do for what is unknown. All empty: the cell says nothing."""

    value: date | None = None
    impossible: bool = False
    incomplete: bool = False


_NOTHING = ReadDate()
_IMPOSSIBLE = ReadDate(impossible=True)


def date_of(cell: Cell, *, order: DateOrder = DateOrder.DAY_FIRST, century_before: int = 2030) -> ReadDate:
    """Read a date. Two-digit years fall in the hundred years that end with `century_before`."""
    if isinstance(cell, bool):
        return _IMPOSSIBLE
    if isinstance(cell, date):
        return ReadDate(cell)
    if isinstance(cell, int | float):
        return _of_number(cell)
    text = as_words(cell).lower().strip("'")
    if not text:
        return _NOTHING
    if text.isdigit() and text.isascii():
        return _of_number(int(text[:12]))
    if weekday := _WEEKDAY.match(text):
        text = text[weekday.end() :]
    if english := _ENGLISH.fullmatch(text):
        month = _MONTHS.get(english[1])
        return _made(int(english[3]), month, int(english[2])) if month else _IMPOSSIBLE
    parts = _PARTS.fullmatch(text)
    return _of_parts(parts[1], parts[2], parts[3], order, century_before) if parts else _IMPOSSIBLE


def _of_number(number: float) -> ReadDate:
    """A spreadsheet's day number, or ``yyyymmdd``."""
    if number == 0:
        return _NOTHING
    if 1 <= number <= _LAST_SERIAL:
        return ReadDate(_SPREADSHEET_EPOCH + timedelta(days=int(number)))
    compact = _COMPACT.fullmatch(f"{number:.0f}") if number == number and abs(number) < 1e9 else None
    return _made(int(compact[1]), int(compact[2]), int(compact[3])) if compact else _IMPOSSIBLE


def _of_parts(first: str, middle: str, last: str, order: DateOrder, century_before: int) -> ReadDate:
    word = middle.rstrip(".")
    month = int(word) if word.isdigit() else _MONTHS.get(word)
    if month is None:
        return _IMPOSSIBLE
    if len(first) >= 3:
        return _made(int(first), month, int(last))
    day, year = int(first), int(last)
    if len(last) <= 2:
        year += century_before // 100 * 100
        year -= 100 if year > century_before else 0
    if order == DateOrder.MONTH_FIRST and word.isdigit():
        day, month = month, day
    return _made(year, month, day)


def _made(year: int, month: int, day: int) -> ReadDate:
    if year and (month == 0 or day == 0) and month <= 12 and day <= 31:
        return ReadDate(incomplete=True)
    try:
        return ReadDate(date(year, month, day)) if year >= 1800 else _IMPOSSIBLE
    except ValueError:
        return _IMPOSSIBLE


def order_of(cells: list[Cell]) -> DateOrder:
    """Which order a column uses: month first only where more of its dates demand that than forbid it."""
    demands = forbids = 0
    for cell in cells:
        parts = re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}", cell) if isinstance(cell, str) else None
        if parts:
            demands += int(parts[1]) <= 12 < int(parts[2]) <= 31
            forbids += int(parts[2]) <= 12 < int(parts[1]) <= 31
    return DateOrder.MONTH_FIRST if demands > forbids else DateOrder.DAY_FIRST
