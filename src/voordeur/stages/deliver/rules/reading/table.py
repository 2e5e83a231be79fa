"""A table out of a file, and where its header stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from voordeur.stages.deliver.rules.cells import Cell, Row, as_text, is_blank
from voordeur.stages.deliver.rules.findings import Finding, Unreadable
from voordeur.stages.deliver.rules.mapping.headers import is_known

MOST_COLUMNS = 300
MOST_LINES = 500_000
# The header stands among the first rows; titles and blank rows may come before it.
_LOOK_AT = 50
_TITLES = 20
_ENOUGH_KNOWN = 3
_DATA_LIKE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}.*|[1-9]\d{3}\s?[A-Z]{2}(\s.*)?|[^\s@]+@[^\s@]+\.\w+|€.*\d|-?[\d.]*\d[.,]\d{1,2}|\+?0?\d{8,}"
)


@dataclass(frozen=True)
class Table:
    """A creditor's table. `read` begins anew at the first line under the header each time it is called."""

    columns: tuple[str, ...]
    read: Callable[[], Iterator[Row]]
    source: str  # csv, xlsx, json …
    notices: tuple[Finding, ...] = ()


def table_of(rows: Callable[[], Iterator[Row]], source: str, notices: tuple[Finding, ...] = ()) -> Table:
    """Find the header among the first rows and stand everything under it. Raises `Unreadable` where there is no table."""
    first = list(islice(rows(), _LOOK_AT))
    if all(is_blank(row) for row in first):
        raise Unreadable("empty_file")
    place = _header_place(first)
    headless = _is_data(first[place])
    width = max(len(_trimmed(row)) for row in first[place:])
    if width > MOST_COLUMNS:
        raise Unreadable("too_many_columns", limit=MOST_COLUMNS)
    if width < 2:
        raise Unreadable("not_a_table")
    header = () if headless else _trimmed(first[place])
    columns = _named(header, max(width if headless else len(header), 1))
    skip = place + (0 if headless else 1)

    def lines() -> Iterator[Row]:
        return _lines(islice(rows(), skip, None), len(columns))

    if next(lines(), None) is None:
        raise Unreadable("no_lines")
    return Table(columns, lines, source, notices)


def _lines(rows: Iterable[Row], width: int) -> Iterator[Row]:
    """Every row that says something, as wide as the header; cells beyond it stay, for the judge to see."""
    for row in rows:
        if is_blank(row):
            continue
        if len(row) < width:
            yield row + ("",) * (width - len(row))
        else:
            yield row if len(row) == width or not is_blank(row[width:]) else row[:width]


def _trimmed(row: Row) -> Row:
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return row[:end]


def _header_place(rows: list[Row]) -> int:
    """The row with the most names of columns that we know; else the first about as wide as the table gets."""
    known = [sum(isinstance(cell, str) and is_known(cell) for cell in row) for row in rows[:_TITLES]]
    return known.index(max(known)) if max(known) >= _ENOUGH_KNOWN else _first_wide_row(rows)


def _first_wide_row(rows: list[Row]) -> int:
    widths = [sum(cell != "" for cell in row) for row in rows]
    enough = max(2, max(widths) * 0.6)
    return next((i for i, width in enumerate(widths) if width >= enough), 0)


def _is_data(row: Row) -> bool:
    """Whether a row holds values rather than names of columns."""
    said = [cell for cell in row if cell != ""]
    values = sum(not isinstance(cell, str) or bool(_DATA_LIKE.fullmatch(cell)) for cell in said)
    whole_numbers = all(isinstance(cell, int) and not isinstance(cell, bool | date) for cell in said)
    return values > 0 and not whole_numbers


def _named(header: Row, width: int) -> tuple[str, ...]:
    """Names for every column: the header's own, a letterless one where it is empty, numbered where it repeats."""
    names: list[str] = []
    seen: dict[str, int] = {}
    cells: tuple[Cell, ...] = header + ("",) * (width - len(header))
    for place, cell in enumerate(cells, start=1):
        name = as_text(cell)[:120] or f"kolom {place}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)
