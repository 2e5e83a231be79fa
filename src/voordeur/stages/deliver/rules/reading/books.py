"""Spreadsheets: XLSX (and its ancestor XLS), each with its guards before anything is parsed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Any

import python_calamine

from voordeur.stages.deliver.rules.cells import Row, clean
from voordeur.stages.deliver.rules.findings import Finding, Unreadable
from voordeur.stages.deliver.rules.reading.span import Span
from voordeur.stages.deliver.rules.reading.table import MOST_COLUMNS, MOST_LINES, Table, table_of

_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 400_000_000
_WORST_RATIO = 200
_SMALL = 20_000_000
_CHUNK = 1 << 20
# A spreadsheet is unpacked as one rectangle; this many cells keep it inside a quarter of a gigabyte.
_MOST_CELLS = 8_000_000
_LARGEST_OLD = 30_000_000


def workbook(content: IO[bytes]) -> Table:
    """The table in an XLSX file. Macros are never run; that they were there becomes a notice."""
    notices: list[Finding] = []
    try:
        with zipfile.ZipFile(content) as archive:
            names = _kind_checked(archive)
            for info in archive.infolist():
                _unpack(archive, info)
        if any(name.endswith("vbaProject.bin") for name in names):
            notices.append(Finding("macros_ignored"))
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise Unreadable("half_file" if isinstance(error, zipfile.BadZipFile | EOFError) else "locked") from error
    return _table(content, "xlsx", notices)


def old_workbook(content: IO[bytes], size: int) -> Table:
    """The table in an XLS file of before 2007; the same container also holds protected and foreign files."""
    if size > _LARGEST_OLD:
        raise Unreadable("too_large", limit=_LARGEST_OLD // 1_000_000)
    return _table(content, "xls", [])


def _kind_checked(archive: zipfile.ZipFile) -> set[str]:
    """The names in the archive. Raises `Unreadable` for what is no spreadsheet, or claims sizes beyond reason."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > _MOST_ENTRIES:
        raise Unreadable("bomb")
    if "xl/workbook.xml" not in names:
        found = "DOCX" if "word/document.xml" in names else "ODS/ODT" if "mimetype" in names else "ZIP"
        raise Unreadable("wrong_kind", found="XLSB" if "xl/workbook.bin" in names else found)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > _MOST_UNPACKED or (unpacked > _SMALL and unpacked > _WORST_RATIO * packed):
        raise Unreadable("bomb")
    return names


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Unpack one entry to nowhere, trusting no size it claims, and measure the rectangle that its cells span.

    Any entry may be a sheet: the workbook says which, under whatever name.
    """
    claimed, info.file_size = info.file_size, _MOST_UNPACKED + 1
    size, span = 0, Span()
    with archive.open(info) as entry:
        while chunk := entry.read(_CHUNK):
            size += len(chunk)
            if size > max(claimed, _SMALL):
                raise Unreadable("bomb")
            span.add(chunk)
    if not span.sheet:
        return
    if span.disguised:
        raise Unreadable("locked")
    if span.width > 4 * MOST_COLUMNS:
        raise Unreadable("too_many_columns", limit=MOST_COLUMNS)
    if span.width * span.height > _MOST_CELLS:
        raise Unreadable("too_many_lines", limit=min(MOST_LINES, _MOST_CELLS // span.width))


def _table(content: IO[bytes], source: str, notices: list[Finding]) -> Table:
    """The first visible sheet that holds a table."""
    content.seek(0)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(content)
        visible = [m.name for m in book.sheets_metadata if m.visible == python_calamine.SheetVisibleEnum.Visible]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable("locked") from error
    trouble: Unreadable | None = None
    for name in visible:
        try:
            table = _sheet(book, name, source)
        except Unreadable as error:
            trouble = trouble or error
            continue
        others = [other for other in visible if other != name]
        if others:
            notices.append(Finding("sheets_ignored", "", {"used": name, "others": ", ".join(others)[:200]}))
        return Table(table.columns, table.read, source, tuple(notices))
    raise trouble or Unreadable("not_a_table")


def _sheet(book: Any, name: str, source: str) -> Table:
    try:
        sheet = book.get_sheet_by_name(name)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable("locked") from error
    if sheet.total_height == 0:
        raise Unreadable("empty_file")

    def rows() -> Iterator[Row]:
        for row in sheet.iter_rows():
            yield tuple(map(clean, row))

    return table_of(rows, source)
