"""Clean each different value of a column once, and give every row what came of it.

A file of a million signals has some hundred thousand surnames and a few thousand additions: the work goes into those, in columns
where it can, and value by value only for what is written out of the ordinary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from voordeur.stages.match.rules.names import fold

NONE: Final = pl.lit(0, dtype=pl.UInt64)
NOT_ASCII: Final = r"[^\x00-\x7F]"


def by_value(column: pl.Series, clean: Callable[[pl.Series], pl.DataFrame]) -> pl.DataFrame:
    """What `clean` makes of the different values of a column, row for row as the values come, spread over the whole column."""
    hashes = column.hash()
    first = hashes.arg_unique()
    cleaned = clean(column.gather(first))
    places = places_of(hashes, hashes.gather(first))
    rows = places.to_numpy()
    return pl.DataFrame(
        {
            name: each.gather(places) if each.dtype == pl.String else each.to_numpy().take(rows)
            for name, each in cleaned.to_dict().items()
        }
    )


def places_of(asked: pl.Series, among: pl.Series) -> pl.Series:
    """For each value asked its place among different values; null where it is not there."""
    rows = pl.DataFrame({"value": among}).with_row_index("place")
    return pl.DataFrame({"value": asked}).join(rows, on="value", how="left", maintain_order="left")["place"]


def hashed(text: str | pl.Expr) -> pl.Expr:
    """The hash of a text, nought for "" (and never nought for anything else)."""
    expr = pl.col(text) if isinstance(text, str) else text
    return pl.when(expr == "").then(NONE).otherwise(expr.hash(seed=11).clip(lower_bound=1))


def mix(*columns: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """One number out of several, the same everywhere and always."""
    mixed = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        mixed ^= column
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(32)
    return mixed


def folded(values: pl.Series) -> pl.Series:
    """Lower case, without accents."""
    odd = values.str.contains(NOT_ASCII)
    lower = values.str.to_lowercase()
    return lower.scatter(odd.arg_true(), [fold(value) for value in values.filter(odd)]) if odd.any() else lower


def where_else(
    values: pl.Series, plain: pl.Series, columns: pl.DataFrame, read: Callable[[str], tuple[object, ...]]
) -> pl.DataFrame:
    """`columns` where values are plain; for the others what `read` makes of each, in the same columns."""
    odd = (~plain).arg_true()
    if not len(odd):
        return columns
    told = [read(value) for value in values.gather(odd)]
    return pl.DataFrame(
        [columns[name].scatter(odd, pl.Series([row[place] for row in told], dtype=columns[name].dtype))
         for place, name in enumerate(columns.columns)]
    )  # fmt: skip


_SOUNDS: Final = {
    "eij": "y", "ei": "y", "ey": "y", "ij": "y", "ck": "k", "q": "k", "ph": "f", "th": "t", "dt": "t", "ks": "x", "gh": "g",
    "ch": "g", "ouw": "ou", "auw": "ou", "au": "ou", "ue": "u", "ae": "a", "z": "s", "ce": "se", "ci": "si", "cy": "sy",
}  # fmt: skip
_DOUBLES: Final = {letter * 2: letter for letter in "abdefghijklmnopqrstuvwxy"}


def sound(text: pl.Expr) -> pl.Expr:
    """A name as it sounds, so that ij/y, ck/k, ss/s, dt/t, z/s and doubled letters do not differ."""
    text = text.str.replace_many(list(_SOUNDS), list(_SOUNDS.values()), leftmost=True)
    text = text.str.replace_all("c", "k", literal=True).str.replace_many(list(_DOUBLES), list(_DOUBLES.values()))
    return pl.when(text.str.ends_with("d")).then(text.str.head(-1) + "t").otherwise(text)


@dataclass(frozen=True)
class Words:
    """The texts behind hashes, in order of hash."""

    hashes: npt.NDArray[np.uint64]
    texts: pl.Series

    @cached_property
    def lengths(self) -> npt.NDArray[np.uint32]:
        """How many letters each has."""
        return self.texts.str.len_chars().to_numpy()

    def look_up(self, asked: npt.NDArray[np.uint64]) -> tuple[list[str], npt.NDArray[np.uint32]]:
        """The texts behind hashes that are known here, and their lengths."""
        places = np.minimum(np.searchsorted(self.hashes, asked), len(self.hashes) - 1)
        return self.texts.gather(places).to_list(), self.lengths.take(places)


def words_of(texts: Iterable[pl.Series]) -> Words:
    """Every different text among these."""
    every = pl.concat([pl.Series("text", [], dtype=pl.String), *(text.rename("text") for text in texts)]).unique()
    table = pl.DataFrame({"text": every.filter(every != "")}).select(hashed("text").alias("hash"), "text").sort("hash")
    return Words(table["hash"].to_numpy(), table["text"])


def all_words(parts: Sequence[Words]) -> Words:
    """The words of several, once each."""
    table = pl.concat([pl.DataFrame({"hash": part.hashes, "text": part.texts}) for part in parts]).unique("hash").sort("hash")
    return Words(table["hash"].to_numpy(), table["text"])
