"""Separated text (CSV): encoding, separator, quotes."""

from __future__ import annotations

import codecs
import csv
import io
import math
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import IO

from voordeur.stages.deliver.rules.cells import Row, clean_text
from voordeur.stages.deliver.rules.findings import Finding, Unreadable
from voordeur.stages.deliver.rules.reading.table import MOST_COLUMNS, MOST_LINES, Table, table_of

_CHUNK = 1 << 20
_LONGEST_LINE = 1 << 20
_SEPARATORS = ";,\t|"
_SAMPLE_LINES = 200
csv.field_size_limit(_LONGEST_LINE)


def survey(content: IO[bytes], *, single_line: bool = False) -> tuple[str, tuple[Finding, ...]]:
    """One pass over the bytes: the encoding, and the guards against NUL bytes and endless lines.

    Byte-order mark first, then UTF-8 when every byte fits, else Windows-1252.
    """
    content.seek(0)
    head = content.read(4)
    content.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", ()
    decoder, fits = codecs.getincrementaldecoder("utf-8")(), True
    undefined = False
    length = 0
    while chunk := content.read(_CHUNK):
        if b"\x00" in chunk:
            raise Unreadable("nul_bytes")
        length = _longest(chunk, length, single_line)
        if fits:
            fits = _fits(decoder, chunk)
        undefined = undefined or any(byte in chunk for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))
    fits = fits and _fits(decoder, b"", final=True)
    if fits:
        return "utf-8-sig", ()
    return "cp1252", (Finding("bytes_replaced"),) if undefined else ()


def _fits(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _longest(chunk: bytes, carried: int, single_line: bool) -> int:
    """The length of the unfinished line at the end of the chunk. Raises `Unreadable` for a line beyond all reason."""
    if single_line:
        return 0
    pieces = chunk.replace(b"\r", b"\n").split(b"\n")
    pieces_longest = max(carried + len(pieces[0]), max(map(len, pieces[1:]), default=0))
    if pieces_longest > _LONGEST_LINE:
        raise Unreadable("line_too_long", limit=_LONGEST_LINE // 1024)
    return carried + len(pieces[0]) if len(pieces) == 1 else len(pieces[-1])


def separated(content: IO[bytes], encoding: str, notices: tuple[Finding, ...]) -> Table:
    """The table in a separated text. Raises `Unreadable` where there is none."""
    separator, skip = _separator(list(islice(_lines(content, encoding), _SAMPLE_LINES)))
    quoting = _quoting(content, encoding, separator, skip)

    def rows() -> Iterator[Row]:
        for row, _raw in _rows(content, encoding, separator, skip, quoting):
            yield tuple(map(clean_text, row))

    return table_of(rows, "csv", notices)


def _quoting(content: IO[bytes], encoding: str, separator: str, skip: int) -> int:
    """Whether quotes mean anything here: a lone quote that swallows the lines after it does not.

    Raises `Unreadable` where the last line breaks off inside quotes.
    """
    last: list[str] = []
    for _row, raw in _rows(content, encoding, separator, skip, csv.QUOTE_MINIMAL):
        last = raw
    record = "".join(last)
    opened = record.startswith('"') or f'{separator}"' in record
    if record.count('"') % 2 == 0 or not opened:
        return csv.QUOTE_MINIMAL
    if len(last) == 1:
        raise Unreadable("half_file")
    return csv.QUOTE_NONE


def _lines(content: IO[bytes], encoding: str) -> Iterator[str]:
    content.seek(0)
    wrapper = io.TextIOWrapper(content, encoding=encoding, errors="replace", newline="")
    try:
        # No `yield from`: it would close the file together with this generator.
        for line in wrapper:  # noqa: UP028
            yield line
    finally:
        if not content.closed:
            wrapper.detach()


def _rows(content: IO[bytes], encoding: str, separator: str, skip: int, quoting: int) -> Iterator[tuple[list[str], list[str]]]:
    """Every record with the physical lines that it was read from."""
    raw: list[str] = []

    def feed() -> Iterator[str]:
        for line in islice(_lines(content, encoding), skip, None):
            raw.append(line)
            yield line

    reader = csv.reader(feed(), delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    for _count in range(MOST_LINES + _SAMPLE_LINES):
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable("line_too_long", limit=_LONGEST_LINE // 1024) from error
        if len(row) > 4 * MOST_COLUMNS:
            raise Unreadable("too_many_columns", limit=MOST_COLUMNS)
        yield row, list(raw)
        raw.clear()
    raise Unreadable("too_many_lines", limit=MOST_LINES)


def _separator(sample: list[str]) -> tuple[str, int]:
    """The separator that makes the most even table, and how many lines to skip for a ``sep=;`` line."""
    if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip()) == 5:
        return sample[0][4], 1
    return max(_SEPARATORS, key=lambda separator: _evenness(sample, separator)), 0


def _evenness(sample: list[str], separator: str) -> float:
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=separator) if any(row))
    except csv.Error:
        return 0.0
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / sum(widths.values()) * math.log2(1 + min(width, 20))
