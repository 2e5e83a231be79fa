"""Clean each different value of a column once, and give every row what came of it.

A file of a million signals has some hundred thousand surnames and a few thousand additions: the work goes into those, in columns
where it can, and value by value only for what is written out of the ordinary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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
    if len(first) == len(column):
        return cleaned[np.argsort(first.to_numpy())] if not first.is_sorted() else cleaned
    known = cleaned.with_columns(hashes.gather(first).alias("_value"))
    return pl.DataFrame({"_value": hashes}).join(known, on="_value", how="left", maintain_order="left").drop("_value")


def hashed(text: str | pl.Expr) -> pl.Expr:
    """The hash of a text, nought for "" (and never nought for anything else)."""
    expr = pl.col(text) if isinstance(text, str) else text
    return pl.when(expr == "").then(NONE).otherwise(expr.hash(seed=11).clip(lower_bound=1))


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
    "eij": "y", "ei": "y", "ey": "y", "ij": "y", "ck": "k", "q": "k", "ph": "f", "th": "t", "dt": "t", "ks": "x", "gh": "g", "ch": "g",
    "ouw": "ou", "auw": "ou", "au": "ou", "ue": "u", "ae": "a", "z": "s", "ce": "se", "ci": "si", "cy": "sy",
}  # fmt: skip
_DOUBLES: Final = {letter * 2: letter for letter in "abdefghijklmnopqrstuvwxy"}


def sound(text: pl.Expr) -> pl.Expr:
    """A name as it sounds, so that ij/y, ck/k, ss/s, dt/t, z/s and doubled letters do not differ."""
    text = text.str.replace_many(list(_SOUNDS), list(_SOUNDS.values()), leftmost=True)
    text = text.str.replace_many(["c"], ["k"]).str.replace_many(list(_DOUBLES), list(_DOUBLES.values()))
    return pl.when(text.str.ends_with("d")).then(text.str.head(-1) + "t").otherwise(text)


@dataclass(frozen=True)
class Words:
    """The texts behind hashes, in order of hash."""

    hashes: npt.NDArray[np.uint64]
    texts: pl.Series

    def look_up(self, asked: npt.NDArray[np.uint64]) -> list[str]:
        """The texts behind hashes; "" for nought. Every other hash must be known."""
        if not len(self.hashes):
            return [""] * len(asked)
        places = np.minimum(np.searchsorted(self.hashes, asked), len(self.hashes) - 1)
        found: list[str] = self.texts.gather(places).to_list()
        return found if asked.all() else [text if hash_ else "" for text, hash_ in zip(found, asked, strict=True)]

    def hash_of(self, text: str) -> int:
        """The hash of one text as it stands here."""
        return int(pl.select(hashed(pl.lit(text))).item())


def words_of(texts: Iterable[pl.Series]) -> Words:
    """Every different text among these."""
    every = pl.concat([pl.Series("text", [], dtype=pl.String), *(text.rename("text") for text in texts)]).unique()
    table = pl.DataFrame({"text": every.filter(every != "")}).select(hashed("text").alias("hash"), "text").sort("hash")
    return Words(table["hash"].to_numpy(), table["text"])


def all_words(parts: Sequence[Words]) -> Words:
    """The words of several, once each."""
    table = pl.concat([pl.DataFrame({"hash": part.hashes, "text": part.texts}) for part in parts]).unique("hash").sort("hash")
    return Words(table["hash"].to_numpy(), table["text"])
