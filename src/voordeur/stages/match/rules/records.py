"""Records: what signals say of people, cleaned, in columns, each different one once.

A text is kept as the hash of its cleaned form, so that comparing two is comparing two numbers; the texts themselves stand once in
`words`. Nought means: not known. The hash is that of the frame library, stable within one version of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from voordeur.stages.match.rules.words import Words, all_words, words_of

Hashes = npt.NDArray[np.uint64]
Index = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

# Hashes of cleaned texts; `source` is the creditor's, where a record is too thin to be one person with another's alike.
TEXTS: Final = (
    "surname", "surname2", "sound", "sound2", "head", "tail", "partner", "partner_sound", "given", "street", "city", "extra",
    "building", "phone", "email", "account", "bsn", "source",
)  # fmt: skip
# Whole numbers: the birth date with a digit in every four bits (0x19800131), up to four initials and a postcode of up to
# eight signs packed in one number.
PACKED: Final = ("initials", "postcode")
SMALL: Final = ("number",)
SCHEMA: Final[dict[str, type[pl.DataType]]] = (
    dict.fromkeys(TEXTS, pl.UInt64)
    | dict.fromkeys(PACKED, pl.UInt64)
    | dict.fromkeys(SMALL, pl.Int32)
    | {"birth": pl.UInt32, "sex": pl.UInt8}
)
FIELDS: Final = tuple(SCHEMA)
MALE, FEMALE = 1, 2
WORKERS: Final = 2  # threads among which the work on many records or pairs is divided


@dataclass(frozen=True)
class Records:
    """`columns`: an array per field, all of one length. `words`: the texts among them."""

    columns: dict[str, npt.NDArray]
    words: Words

    def __len__(self) -> int:
        return len(self.columns["birth"])

    def __getitem__(self, field: str) -> npt.NDArray:
        return self.columns[field]

    def take(self, rows: npt.NDArray[np.integer]) -> Records:
        """Some of these records, in that order."""
        taken = pl.DataFrame(self.columns)[rows]
        return Records({field: taken[field].to_numpy() for field in self.columns}, self.words)

    def content(self) -> Hashes:
        """One number per record that tells it from every other, whatever its place in the file."""
        frame = pl.DataFrame({field: self.columns[field] for field in FIELDS})
        return frame.hash_rows(seed=7).to_numpy()


def together(parts: Sequence[Records]) -> Records:
    """Records one after the other."""
    if len(parts) == 1:
        return parts[0]
    columns = {field: np.concatenate([part[field] for part in parts]) for field in FIELDS}
    return Records(columns, all_words([part.words for part in parts]))


def empty() -> Records:
    """No records."""
    columns = {field: pl.Series(field, [], dtype=kind).to_numpy() for field, kind in SCHEMA.items()}
    return Records(columns, words_of([]))
