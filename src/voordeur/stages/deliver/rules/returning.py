"""Refused lines back to the creditor: its own columns, then a code and a reason, to be mended and delivered again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from voordeur.stages.deliver.rules.findings import sentence
from voordeur.stages.deliver.rules.trial import CODE_COLUMN, REASON_COLUMN

# What a spreadsheet would take for a formula when it opens a CSV.
_FORMULA = re.compile(r"[=+\-@\t\r]")


@dataclass(frozen=True)
class RefusedLine:
    """A refused line: its cells as they were delivered, and its findings as a line keeps them."""

    number: int
    cells: Sequence[str]
    findings: Sequence[dict[str, Any]]


def harmless(cell: str) -> str:
    """The cell with an apostrophe before whatever a spreadsheet would run as a formula; a plain negative number stays."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_csv(columns: Sequence[str], lines: Iterable[RefusedLine], *, language: str = "nl") -> bytes:
    """The refused lines as CSV with semicolons and a byte-order mark, as Dutch spreadsheets open it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in _rows(columns, lines, language):
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def as_workbook(columns: Sequence[str], lines: Iterable[RefusedLine], *, language: str = "nl") -> bytes:
    """The refused lines as XLSX; every cell is text, so that nothing in it is a formula and no leading zero is lost."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Geweigerd" if language == "nl" else "Refused")
    bold = book.add_format({"bold": True})
    for number, row in enumerate(_rows(columns, lines, language)):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell, bold if number == 0 else None)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _rows(columns: Sequence[str], lines: Iterable[RefusedLine], language: str) -> Iterable[list[str]]:
    """Header first. Our own two columns of an earlier round are left out: the new ones take their place."""
    own = [place for place, name in enumerate(columns) if name not in (CODE_COLUMN, REASON_COLUMN)]
    yield [*(columns[place] for place in own), CODE_COLUMN, REASON_COLUMN]
    for line in lines:
        codes = " ".join(finding["code"] for finding in line.findings)
        reasons = " ".join(sentence(f["code"], f["params"], language, f["column"]) for f in line.findings)
        cells = [line.cells[place] if place < len(line.cells) else "" for place in own]
        yield [*cells, codes, reasons]
