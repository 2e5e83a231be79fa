"""What a keyboard and an ear do to a text: one letter more, fewer, other or elsewhere, and other spellings of the same sound."""

from __future__ import annotations

from unicodedata import combining, normalize

import numpy as np
import polars as pl

from voordeur.demo.generator.dice import Ints

# Letters that are no letter with a mark.
MARKLESS = {"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "d"}
LETTERS = "eeennaatirodslgvkmubpjhcfw"
NEXT_DOOR = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl",
    "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb",
    "w": "qe", "x": "zc", "y": "tu", "z": "ax",
}  # fmt: skip
# Spellings of one sound, or of one letter in another alphabet's transcription.
TWINS: tuple[tuple[str, str], ...] = (
    ("ij", "y"), ("y", "ij"), ("ij", "ei"), ("ei", "ij"), ("ss", "s"), ("s", "ss"), ("ck", "k"), ("ks", "x"), ("x", "ks"),
    ("ff", "f"), ("th", "t"), ("ae", "aa"), ("aa", "ae"), ("ou", "au"), ("au", "ou"), ("dt", "d"), ("sch", "s"), ("gh", "g"),
    ("ph", "f"), ("tt", "t"), ("nn", "n"), ("mm", "m"), ("ll", "l"), ("rr", "r"), ("kk", "k"), ("oo", "o"), ("ee", "e"),
    ("uy", "ui"), ("ui", "uij"), ("oe", "ou"), ("sz", "s"), ("dd", "d"), ("c", "k"), ("kh", "ch"), ("ou", "u"), ("cz", "ch"),
    ("z", "s"), ("iy", "i"), ("ii", "i"), ("q", "k"), ("ü", "ue"), ("ö", "oe"), ("ui", "uy"), ("gt", "cht"),
)  # fmt: skip


def without_marks(column: pl.Expr) -> pl.Expr:
    """Letters without diacritics; those that have none to take off by their nearest Latin letter."""
    plain = column.str.replace_many(list(MARKLESS), list(MARKLESS.values()))
    return plain.str.normalize("NFD").str.replace_all(r"\p{M}", "")


def text_without_marks(text: str) -> str:
    """The same for one text: "Wójcik" gives "Wojcik"."""
    plain = "".join(letter for letter in normalize("NFD", text) if not combining(letter))
    return "".join(MARKLESS.get(letter, letter) for letter in plain)


def mistyped(texts: pl.Series, rng: np.random.Generator) -> pl.Series:
    """Each text with one slip of the keyboard; texts of fewer than two letters get a letter more."""
    count = len(texts)
    length = texts.str.len_chars().to_numpy().astype(np.int64)
    place = np.minimum((rng.random(count) * length).astype(np.int64), np.maximum(length - 1, 0))
    slip = rng.integers(0, 4, count)
    more = np.array(list(LETTERS))[rng.integers(0, len(LETTERS), count)]
    frame = pl.DataFrame(
        {"text": texts.alias("text"), "place": place, "slip": slip, "more": more, "side": rng.integers(0, 2, count)}
    )
    before, here = pl.col("text").str.slice(0, pl.col("place")), pl.col("text").str.slice(pl.col("place"), 1)
    after, rest = pl.col("text").str.slice(pl.col("place") + 1, 1), pl.col("text").str.slice(pl.col("place") + 2)
    frame = frame.with_columns(before=before, here=here, after=after, rest=rest, size=pl.col("text").str.len_chars())
    low = pl.col("here").str.to_lowercase()
    beside = [low.replace_strict({own: near[at % len(near)] for own, near in NEXT_DOOR.items()}, default="e") for at in (0, 1)]
    other = pl.when(pl.col("side") == 0).then(beside[0]).otherwise(beside[1])
    other = pl.when(low == pl.col("here")).then(other).otherwise(other.str.to_uppercase())
    less = pl.concat_str("before", "after", "rest")
    added = pl.concat_str("before", "here", "more", "after", "rest")
    turned = pl.concat_str("before", "after", "here", "rest")
    return frame.select(
        pl.when((pl.col("slip") == 0) | (pl.col("size") < 2)).then(added)
        .when(pl.col("slip") == 1).then(less)
        .when((pl.col("slip") == 2) & (pl.col("after") != "") & (low != pl.col("after"))).then(turned)
        .otherwise(pl.concat_str(pl.col("before"), other, pl.col("after"), pl.col("rest")))
        .alias(texts.name)
    ).to_series()  # fmt: skip


def respelled(texts: pl.Series, rng: np.random.Generator) -> pl.Series:
    """Each text with one sound spelled otherwise, where it has one of those sounds; otherwise as it was."""
    score = np.zeros((len(texts), len(TWINS)))
    for at, (own, _) in enumerate(TWINS):
        has = texts.str.contains(own, literal=True).to_numpy()
        score[:, at] = np.where(has, rng.random(len(texts)), 0.0)
    chosen: Ints = score.argmax(axis=1).astype(np.int64)
    able = score.max(axis=1, initial=0.0) > 0
    made = texts
    for at, (own, other) in enumerate(TWINS):
        rows = np.flatnonzero(able & (chosen == at))
        if len(rows):
            made = made.clone().scatter(rows, texts.gather(rows).str.replace(own, other, literal=True))
    return made


def digit_changed(texts: pl.Series, rng: np.random.Generator) -> pl.Series:
    """Each text with its last digit or one of its last three another; texts without digits as they were."""
    back = rng.integers(0, 3, len(texts))
    frame = pl.DataFrame({"text": texts.alias("text"), "back": back, "step": rng.integers(1, 10, len(texts))})
    size = pl.col("text").str.len_chars().cast(pl.Int64)
    place = (size - 1 - pl.col("back")).clip(0)
    digit = pl.col("text").str.slice(place, 1)
    value = ((digit.cast(pl.Int64, strict=False) + pl.col("step")) % 10).cast(pl.String)
    made = pl.col("text").str.slice(0, place) + value + pl.col("text").str.slice(place + 1)
    return frame.select(pl.coalesce(made, pl.col("text")).alias(texts.name)).to_series()
