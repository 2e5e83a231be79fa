"""Tables to spreadsheet files: CSV as Dutch spreadsheets open it, and XLSX. No cell ever comes out as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

import xlsxwriter

Cell = str | int | float | date | None
# A spreadsheet reads a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe(cell: Cell) -> str | int | float:
    """A cell as it may be written: days as ISO text, nothing as "", and text that looks like a formula behind an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        text = cell.replace("\x00", "")
        return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
    return cell


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV with semicolons and a byte-order mark, as spreadsheets in the Netherlands expect it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in header])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, on: date) -> bytes:
    """An XLSX with one sheet named `title` (cut to 31 signs), dated `on`: the same rows give the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": title, "created": datetime.combine(on, time())})
    sheet = book.add_worksheet("".join(c for c in title if c not in "[]:*?/\\")[:31] or "Blad1")
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, list(header), bold)
    sheet.freeze_panes(1, 0)
    widths = [len(cell) for cell in header]
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            value = safe(cell)
            (sheet.write_string if isinstance(value, str) else sheet.write_number)(number, column, value)
            widths[column] = max(widths[column], min(len(str(value)), 60))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width + 2)
    book.close()
    return out.getvalue()
