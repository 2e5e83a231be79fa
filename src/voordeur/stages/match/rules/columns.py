"""The columns in which signals come to the matching; any may be absent or empty but the first."""

from __future__ import annotations

from typing import Final

import polars as pl

SIGNAL: Final = "signal_id"
COMPARED: Final = (
    "partner", "customer_number", "initials", "first_names", "prefix", "surname", "birth_date", "sex", "street", "house_number",
    "house_letter", "addition", "postcode", "city", "phone", "email", "bsn", "partner_surname",
)  # fmt: skip


class NoSignalColumn(ValueError):
    """The input has no column ``signal_id``; `columns` is what it has instead."""

    def __init__(self, columns: list[str]) -> None:
        super().__init__(f"no column signal_id among: {', '.join(columns)}")
        self.columns = columns


def compared(signals: pl.DataFrame) -> pl.DataFrame:
    """Only what is compared, of the columns that are there, as text, nothing null. Raises `NoSignalColumn`."""
    if SIGNAL not in signals.columns:
        raise NoSignalColumn(signals.columns)
    there = [signals[name].cast(pl.String) for name in COMPARED if name in signals.columns]
    if not there:
        return pl.DataFrame({COMPARED[0]: pl.repeat("", len(signals), dtype=pl.String, eager=True)})
    return pl.DataFrame([column.fill_null("") if column.null_count() else column for column in there])


def whole(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of `compared` with every column; what was not there is empty."""
    return rows.with_columns(pl.lit("").alias(name) for name in COMPARED if name not in rows.columns)
