"""Files of signals as the linking commands take them: CSV in UTF-8 with a column signal_id."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from voordeur.stages.match.rules.columns import COMPARED, SIGNAL

BEGINNING = 1 << 16  # bytes in which the first line stands
SHOWN = 400  # signs of a list of columns that a message shows
READ = (SIGNAL, *COMPARED, "month")


class Refused(Exception):
    """Something that the user can mend; the text says what to do."""


def read(files: Sequence[Path]) -> pl.DataFrame:
    """The columns that count of some CSV files, as text, one file after the other. Raises `Refused`."""
    frames = [_read(file) for file in files]
    return frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal")


def _read(file: Path) -> pl.DataFrame:
    _lines(file)
    try:
        header = pl.read_csv(file, n_rows=0, infer_schema=False, glob=False).columns
        return pl.read_csv(file, columns=_wanted(file, header), infer_schema=False, glob=False, empty_string_is_null=False)
    except pl.exceptions.NoDataError as error:
        raise Refused(f"{file} is empty; a first line with column names is needed.") from error
    except pl.exceptions.PolarsError as error:
        raise Refused(f"{file} cannot be read as CSV in UTF-8: {str(error).splitlines()[0]}.") from error


def _lines(file: Path) -> None:
    """See that a file is text in lines as CSV has them. Raises `Refused` and `OSError`."""
    with file.open("rb") as opened:
        start = opened.read(BEGINNING)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused(f"{file} is in UTF-16; save it as CSV in UTF-8.")
    if b"\r" in start.split(b"\n")[0].removesuffix(b"\r"):
        raise Refused(f"The lines of {file} end in a lone carriage return; save it with the usual line ends.")


def _wanted(file: Path, header: list[str]) -> list[str]:
    """The columns to read, each of which may stand there once. Raises `Refused`."""
    if SIGNAL not in header:
        apart = " Its fields must be parted by commas." if len(header) == 1 and re.search("[;\t|]", header[0]) else ""
        raise Refused(f"{file} has no column signal_id; its columns are: {', '.join(header)[:SHOWN]}.{apart}")
    for name in READ:
        if any(re.fullmatch(rf"{name}_duplicated_\d+", each) for each in header):
            raise Refused(f"{file} has the column {name} twice; leave one.")
    return [name for name in header if name in READ]
