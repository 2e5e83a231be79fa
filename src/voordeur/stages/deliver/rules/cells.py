"""A cell of a delivered file, as plain as it comes: text, number, date or yes/no."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date
Row = tuple[Cell, ...]

# Control characters, halves of characters, and marks that turn the reading direction and so disguise what follows.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"[\s\u00a0\u2007\u202f\u200b]+")
# What people type where nothing is known.
_NOTHING = {"", "-", "--", "n/a", "na", "nvt", "n.v.t.", "n.v.t", "onbekend", "unknown", "null", "none", "leeg", "geen", "?"}


def clean(value: object) -> Cell:
    """One raw value as a cell: whole floats become integers, midnights become dates, control characters disappear."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | date):
        return value
    if isinstance(value, time | timedelta):
        # A zero that is shaped as a date or a time: the spreadsheet's way to say nothing.
        return str(value) if value not in (time(0), timedelta(0)) else ""
    return clean_text(str(value))


def clean_text(value: str) -> str:
    """Text without control characters, outer spaces and doubled spaces."""
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    return _SPACE.sub(" ", _CONTROL.sub("", value)).strip()


def as_text(cell: Cell) -> str:
    """The cell as a creditor would read it: dates as ISO, no trailing ``.0``."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def as_words(cell: Cell) -> str:
    """The cell's text, "" where it only says that nothing is known (`n.v.t.`, `onbekend`, `-`)."""
    text = as_text(cell)
    return "" if text.lower() in _NOTHING else text


def is_blank(row: Row) -> bool:
    """Whether no cell of the row says anything."""
    return all(cell == "" for cell in row)
