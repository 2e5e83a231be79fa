"""Names in columns: surnames in two parts with how they sound, given names, initials."""

from __future__ import annotations

from typing import Final

import polars as pl

from voordeur.stages.match.rules import names
from voordeur.stages.match.rules.words import by_value, folded, hashed, sound, where_else

_ALONE: Final = "|".join(sorted(names.PREFIX_WORDS | names.TITLES, key=lambda word: (-len(word), word)))
_BEFORE: Final = rf"^(?:(?:{_ALONE})\s+)+(\S.*)$"
_BEHIND: Final = rf"^(\S.*?),?\s+(?:(?:{_ALONE})\s*)+$"
_GLUED: Final = r"^(?:vanden|vander|vande|vd)([a-z]{4,})$"
_SHORT: Final = {
    "'s-": " ",
    "’s-": " ",
    "--": "-",
    "v/d ": "vd ",
    "v/d": "vd ",
    "v.d.": "vd ",
    "v.d ": "vd ",
    "'": " ",
    "’": " ",
    "–": "-",
    "—": "-",
    " e/v ": "-",
    "/": "-",
}
# What has to be read value by value: initials or a comma in the surname's field, maiden names in words.
_ODD: Final = r"[.,()0-9]|\bgeb\b|\bgehuwd\b|\be\.v\."
_LETTERS_ONLY: Final = r"^(?:[A-Za-z][.\s-]+)*[A-Za-z][.\s]*$"
_CAPITALS: Final = r"^[A-Z]{2,3}$"
_WRITTEN_OUT: Final = r"^[A-Za-z]{3,}(?:[\s-]+[A-Za-z]+)*$"
_PARTS: Final = ("surname", "surname2", "sound", "sound2", "head", "tail")
ENDS: Final = 2  # letters of the head and the tail of a name as it sounds
_BITS: Final = 16  # of one sign in a packed number


def clean_names(rows: pl.DataFrame, words: list[pl.Series]) -> pl.DataFrame:
    """Every name field of the records; the texts are added to `words`."""
    surname = by_value(rows["surname"], lambda values: _surnames(values, words))
    initials = by_value(rows["initials"], lambda values: _given(values, words))
    first = by_value(rows["first_names"], lambda values: _given(values, words))
    told = pl.DataFrame(
        {
            "a": first["given"], "b": initials["given"], "c": surname["given"],
            "d": initials["letters"], "e": first["letters"], "f": surname["letters"],
        }
    ).select(_first_known("a", "b", "c").alias("given"), _first_known("d", "e", "f").alias("initials"))  # fmt: skip
    return pl.concat([surname.select(_PARTS), _partner(rows["partner_surname"], words), told], how="horizontal")


def _partner(column: pl.Series, words: list[pl.Series]) -> pl.DataFrame:
    partner = by_value(column, lambda values: _surnames(values, words))
    return partner.select(pl.col("surname").alias("partner"), pl.col("sound").alias("partner_sound"))


def _first_known(*columns: str) -> pl.Expr:
    return pl.coalesce(pl.when(pl.col(column) != 0).then(pl.col(column)) for column in columns).fill_null(0)


def _surnames(values: pl.Series, words: list[pl.Series]) -> pl.DataFrame:
    """Two parts of a surname, how they sound, and the initials and given name that stand in the same field."""
    lower = folded(values).str.replace_many(list(_SHORT), list(_SHORT.values()), leftmost=True)
    lower = _without_stops(lower)
    plain = ~lower.str.contains(_ODD)
    pieces = lower.str.split_exact("-", 1).struct.unnest()
    parts = pl.DataFrame({"part": _bare(pieces["field_0"]), "part2": _bare(pieces["field_1"])}).select(
        pl.when(pl.col("part") == "").then("part2").otherwise("part").alias("part"),
        pl.when(pl.col("part") == "").then(pl.lit("")).otherwise("part2").alias("part2"),
        pl.lit(0, dtype=pl.UInt64).alias("letters"),
        pl.lit("").alias("given"),
    )  # fmt: skip
    parts = where_else(values, plain, parts, _one_surname)
    double = (parts["part2"] != "").arg_true()
    heard2 = parts["part2"].scatter(double, parts[double].select(sound(pl.col("part2"))).to_series())
    heard = parts.with_columns(sound(pl.col("part")).alias("heard"), heard2.alias("heard2"))
    words += [heard["part"], heard["part2"], heard["given"]]
    return heard.select(
        hashed("part").alias("surname"),
        hashed("part2").alias("surname2"),
        hashed("heard").alias("sound"),
        hashed("heard2").alias("sound2"),
        hashed(pl.col("heard").str.head(ENDS)).alias("head"),
        hashed(pl.col("heard").str.tail(ENDS)).alias("tail"),
        "letters",
        hashed("given").alias("given"),
    )


def _without_stops(lower: pl.Series) -> pl.Series:
    """Names without what needs no reading: the stop of an abbreviated title, and prefixes behind a comma."""
    some = lower.str.contains(r"[.,]").arg_true()
    return lower.scatter(some, lower.gather(some).str.replace_all(r"([a-z]{2,})\.", "$1").str.replace(_BEHIND, "$1"))


def _bare(part: pl.Series) -> pl.Series:
    """A part without prefixes and titles, before, behind or glued on, and without spaces."""
    part = part.fill_null("").str.strip_chars()
    some = part.str.contains(r"[^a-z]").arg_true()
    bare = part.gather(some).str.replace(_BEFORE, "$1").str.replace(_BEHIND, "$1").str.replace_all(r"[^\p{L}\p{N}]", "")
    part = part.scatter(some, bare)
    glued = part.str.contains(_GLUED).arg_true()
    return part.scatter(glued, part.gather(glued).str.replace(_GLUED, "$1"))


def _one_surname(value: str) -> tuple[str, str, int, str]:
    name = names.claimed_name(value, "", "")
    first, second, *_ = (*name.parts, "", "")
    return first, second, pack("".join(name.initials)), name.given[0] if name.given else ""


def _given(values: pl.Series, words: list[pl.Series]) -> pl.DataFrame:
    """The first given name where it is written out, and the initials, packed."""
    bare = values.str.strip_chars()
    letters_only = bare.str.contains(_LETTERS_ONLY) | (
        bare.str.contains(_CAPITALS) & ~bare.str.to_lowercase().is_in(list(names.SHORT_NAMES))
    )
    written = bare.str.contains(_WRITTEN_OUT) & ~letters_only
    lower = pl.DataFrame({"v": bare.str.to_lowercase(), "letters_only": letters_only, "written": written})
    spelt = pl.col("v").str.replace_all(r"\bij", "y")
    told = lower.select(
        pl.when("written").then(pl.col("v").str.extract(r"^([a-z]+)", 1)).otherwise(pl.lit("")).alias("given"),
        pl.when("letters_only").then(pl.col("v").str.replace_all(r"[^a-z]", ""))
        .when("written").then(spelt.str.replace_all(r"([a-z])[a-z]*[\s-]*", "$1"))
        .otherwise(pl.lit("")).alias("letters"),
    )  # fmt: skip
    told = where_else(values, letters_only | written | (bare == ""), told, _one_given)
    words.append(told["given"])
    packed = {letters: pack(letters) for letters in told["letters"].unique()}
    return told.select(
        hashed("given").alias("given"), pl.Series("letters", [packed[each] for each in told["letters"]], dtype=pl.UInt64)
    )


def _one_given(value: str) -> tuple[str, str]:
    letters, given = names.read_initials(value)
    return given[0] if given else "", "".join(letters)


def pack(text: str) -> int:
    """Up to four signs as one number, the first in the lowest bits."""
    return sum((ord(sign) & 0xFFFF) << (_BITS * place) for place, sign in enumerate(text[:4]))
