"""From the columns as creditors write them to records that can be compared."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import polars as pl

from voordeur.stages.match.rules.clean_names import clean_names
from voordeur.stages.match.rules.clean_places import clean_places
from voordeur.stages.match.rules.columns import SIGNAL, compared, whole
from voordeur.stages.match.rules.records import FEMALE, FIELDS, MALE, SCHEMA, WORKERS, Index, Mask, Records
from voordeur.stages.match.rules.words import by_value, hashed, mix, words_of

NAMES: Final = ("surname", "partner_surname", "initials", "first_names")
PLACES: Final = ("street", "house_number", "house_letter", "addition", "city", "postcode")
_SEXES: Final = {"m": MALE, "man": MALE, "v": FEMALE, "f": FEMALE, "w": FEMALE, "vrouw": FEMALE}
# What systems write where they must have a date and know none.
_NO_DATE: Final = (0x19000101, 0x18991230, 0x18000101, 0x00010101, 0x99991231, 0x11111111)
_NO_PHONE: Final = r"^(?:.0{8}|1{9}|9{9}|612345678)$|[^0-9]"
_PHONE: Final = 9  # digits that tell a number: 06-…, +31 6 … and 0031 6 … alike


@dataclass(frozen=True)
class Cleaned:
    """The different records among some signals, in order of first appearance, and for each signal which it is."""

    records: Records
    which: Index


@dataclass(frozen=True)
class Collapsed:
    """The different rows among some signals, for each signal which it is, and the names and months of the signals."""

    rows: pl.DataFrame
    which: Index
    names: pl.Series
    months: Index


def collapse(signals: pl.DataFrame) -> Collapsed:
    """Rows alike in all that is compared, once. Raises `NoSignalColumn`."""
    columns = compared(signals).get_columns()
    names, months = signals[SIGNAL], months_of(signals)
    del signals
    different, which = repeats(_row_hashes(pl.DataFrame(columns, height=len(names))))
    first = pl.Series(different)
    # One column at a time, each let go when it is done: a large file is never there twice.
    kept = [columns.pop(0).filter(first) for _ in range(len(columns))]
    return Collapsed(pl.DataFrame(kept, height=int(different.sum())), which, names, months)


def _row_hashes(rows: pl.DataFrame) -> pl.Series:
    return rows.hash_rows() if rows.width else pl.repeat(0, len(rows), dtype=pl.UInt64, eager=True)


def months_of(signals: pl.DataFrame) -> Index:
    """The month of each signal as a number that rises with time; nought where there is none."""
    if "month" not in signals.columns:
        return np.zeros(len(signals), np.int64)
    return by_value(signals["month"].cast(pl.String).fill_null(""), _months)["month"].to_numpy()


def _months(values: pl.Series) -> pl.DataFrame:
    digits = values.str.replace_all(r"[^0-9]", "").str.head(8)
    return pl.DataFrame({"month": digits.str.to_integer(strict=False, dtype=pl.Int64).fill_null(0)})


def clean(signals: pl.DataFrame | Collapsed) -> Cleaned:
    """Signals as records, those that come out alike once. Raises `NoSignalColumn`."""
    collapsed = signals if isinstance(signals, Collapsed) else collapse(signals)
    return once(clean_rows(collapsed.rows), collapsed.which, collapsed.names)


def once(records: Records, which: Index, names: pl.Series) -> Cleaned:
    """Records that are alike once each. Lines that name nobody are no repeats of each other, however alike: each stands for
    itself,
    by the name of its signal."""
    content, rows, source = records.content(), np.arange(len(records)), records["source"]
    nobody = _nobody(records)
    if nobody.any():
        alone = np.flatnonzero(nobody[which])
        own = names.gather(alone).cast(pl.String).fill_null("").hash(seed=11).to_numpy()
        named = np.flatnonzero(~nobody)
        rows = np.concatenate([named, which[alone]])
        source = np.concatenate([source[named], own])
        content = np.concatenate([content[named], mix(content[which[alone]], own)])
        which = (np.cumsum(~nobody) - 1)[which]
        which[alone] = len(named) + np.arange(len(alone))
    first, again = repeats(pl.Series(content))
    kept = np.flatnonzero(first)
    taken = records.take(rows[kept])
    taken.columns["source"] = source[kept]
    return Cleaned(taken, again[which])


def _nobody(records: Records) -> Mask:
    """Which records have no number of somebody's own, nor two of a name, a birth date and a house."""
    own: Mask = np.zeros(len(records), dtype=bool)
    for field in ("account", "bsn", "phone", "email"):
        own |= records[field] != 0
    named = (records["surname"] != 0) | (records["given"] != 0) | (records["initials"] != 0)
    told = named.astype(np.int8) + (records["birth"] != 0) + (records["number"] != 0)
    nobody: Mask = ~own & (told < 2)
    return nobody


def repeats(hashes: pl.Series) -> tuple[Mask, Index]:
    """Where each different value stands first, and for every row the place of its value among those."""
    value = (hashes.rank("dense").to_numpy() - 1).astype(np.int64)
    rows = np.arange(len(value))
    first = np.empty(int(value.max(initial=-1)) + 1, dtype=np.int64)
    first[value[::-1]] = rows[::-1]  # the last one written is the first in the file
    begins = np.zeros(len(value), dtype=bool)
    begins[first] = True
    return begins, (np.cumsum(begins) - 1)[first][value]


def clean_rows(rows: pl.DataFrame) -> Records:
    """Rows of `columns.compared` as records, one for each."""
    words: list[pl.Series] = []
    rows = whole(rows)
    source = _source(rows["partner"])
    work = [
        partial(clean_names, rows.select(NAMES), words),
        partial(clean_places, rows.select(PLACES), words),
        partial(by_value, rows["birth_date"], _births),
        partial(by_value, rows["sex"], _sexes),
        partial(by_value, rows["phone"], _phones),
        partial(by_value, rows["email"], _emails),
        partial(_numbers, rows.select("partner", "customer_number", "bsn")),
    ]
    del rows  # each part lets go of its columns when it is done
    with ThreadPoolExecutor(WORKERS) as pool:
        parts = [pool.submit(work.pop(0)) for _ in range(len(work))]
        frame = pl.concat([part.result() for part in parts], how="horizontal")
    frame = frame.with_columns(source.alias("source"))
    frame = frame.with_columns(pl.when(_tells_enough()).then(pl.lit(0, dtype=pl.UInt64)).otherwise("source").alias("source"))
    columns = {field: frame[field].cast(SCHEMA[field]).to_numpy() for field in FIELDS}
    return Records(columns, words_of(words))


def _numbers(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(_account().alias("account"), hashed(pl.col("bsn").str.strip_chars()).alias("bsn"))


def _source(partners: pl.Series) -> pl.Series:
    return pl.DataFrame({"partner": partners.str.strip_chars().str.to_lowercase()}).select(hashed("partner")).to_series()


def _tells_enough() -> pl.Expr:
    """Whether two lines alike in everything are surely about one person. Where not (a surname with only an address or a birth
    date, say), only those of one creditor are."""
    known = {name: pl.col(name) != 0 for name in ("surname", "initials", "birth", "email", "account", "bsn", "phone", "number")}
    named = known["surname"] & known["initials"] & (known["number"] | known["phone"])
    placed = known["initials"] | known["number"] | known["phone"] | known["email"]
    born = known["birth"] & placed
    return (known["surname"] & (born | known["email"])) | named | known["account"] | known["bsn"]


def _births(values: pl.Series) -> pl.DataFrame:
    """The date, a digit in every four bits, zeros for what is unknown; a date that cannot be is compared as it stands."""
    digits = values.str.slice(0, 10).str.replace_all(r"[^0-9]", "").str.head(8)
    number = digits.str.to_integer(base=16, strict=False, dtype=pl.Int64).fill_null(0)
    return pl.DataFrame({"birth": number.set(number.is_in(list(_NO_DATE)), 0)})


def _sexes(values: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"sex": pl.Series([_SEXES.get(value.strip().lower(), 0) for value in values], dtype=pl.UInt8)})


def _phones(values: pl.Series) -> pl.DataFrame:
    """The last digits; too few, or the same all over, are no number."""
    digits = values.str.replace_many([" ", "-", "+", "(", ")", ".", "/", "–", "\u00a0"], [""]).str.tail(_PHONE)
    known = (digits.str.len_bytes() == _PHONE) & ~digits.str.contains(_NO_PHONE)
    return pl.DataFrame({"d": digits.set(~known, "")}).select(hashed("d").alias("phone"))


def _emails(values: pl.Series) -> pl.DataFrame:
    address = values.str.strip_chars().str.to_lowercase()
    return pl.DataFrame({"e": address.set(~address.str.contains("@", literal=True), "")}).select(hashed("e").alias("email"))


def _account() -> pl.Expr:
    """A customer number is one creditor's: the account says whose."""
    number = pl.col("customer_number").str.to_uppercase().str.replace_all(r"\s", "")
    whose = pl.concat_str(pl.col("partner").str.strip_chars().str.to_lowercase(), number, separator="\x1f")
    return pl.when(number == "").then(pl.lit(0, dtype=pl.UInt64)).otherwise(hashed(whose))
