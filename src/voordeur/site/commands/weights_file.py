"""The table of weights on disk: a row for each agreement of a field."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from voordeur.site.commands.signal_files import Refused
from voordeur.stages.match.rules.agree import LEVELS
from voordeur.stages.match.rules.estimate_weights import Measured
from voordeur.stages.match.rules.weights import OFTEN, WEIGHTS, Table

HEAVIEST = 60.0  # bits


def write(file: Path, rows: Sequence[Measured]) -> None:
    """The table, whole or not at all."""
    table = pl.DataFrame(
        {
            "field": [row.field for row in rows], "agreement": [row.agreement for row in rows],
            "m": [round(row.m, 6) for row in rows], "u": [float(f"{row.u:.3g}") for row in rows],
            "bits": [round(row.bits, 1) for row in rows], "pairs": [round(row.seen) for row in rows],
            "origin": [row.origin for row in rows],
        }
    )  # fmt: skip
    beside = file.with_name(f".{file.name}.part")
    table.write_csv(beside)
    beside.replace(file)


def load(file: Path) -> Table:
    """A table that was written, the built-in weights for what is not in it. Raises `Refused`."""
    try:
        told = pl.read_csv(file, schema_overrides={"m": pl.Float64, "bits": pl.Float64}, glob=False)
        rows = list(told.select("field", "agreement", "m", "bits").iter_rows())
    except pl.exceptions.PolarsError as error:
        raise Refused(f"{file} is no table of weights (field, agreement, m, bits): {str(error).splitlines()[0]}.") from error
    for field, agreement, m, bits in rows:
        if agreement not in LEVELS.get(field, ()):
            raise Refused(f"{file}: no field has this agreement: {field} {agreement}.")
        if m is None or bits is None or not 0 < m <= 1 or not abs(bits) <= HEAVIEST:
            raise Refused(f"{file}: {field} {agreement} needs m above 0 up to 1, and bits not beyond {HEAVIEST:.0f}.")
    bits_of = {(field, agreement): bits for field, agreement, _, bits in rows}
    often = {(field, agreement): m for field, agreement, m, _ in rows}
    return Table({**WEIGHTS, **bits_of}, {**OFTEN, **often})
