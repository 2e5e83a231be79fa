"""Addresses in columns: postcode, number, and letter and addition as one; wherever a creditor put them."""

from __future__ import annotations

from typing import Final

import polars as pl

from voordeur.stages.match.rules import addresses
from voordeur.stages.match.rules.addresses import extra as door_word
from voordeur.stages.match.rules.words import by_value, folded, hashed

_STREET_ENDS: Final = r"(?:str|ln|pln|wg|sngl|kd)$"
_BUILDING: Final = r"\p{L}{5}"  # an addition that is the name of a flat, a park or a boat
_STREET_NUMBER: Final = r"^(.*[^\d\s])\s+(\d{1,5})\s*(-?\s*[A-Za-z][A-Za-z0-9]{0,5})?$"


def clean_places(rows: pl.DataFrame, words: list[pl.Series]) -> pl.DataFrame:
    """Every address field of the records; the texts are added to `words`."""
    told = _number_in_street(rows.select("street", "house_number", "house_letter", "addition"))
    numbers = by_value(told["house_number"], _numbers)
    rest = pl.DataFrame({"tail": numbers["tail"], "letter": told["house_letter"], "addition": told["addition"]})
    extras = rest.select(pl.concat_str(pl.all(), separator=" ").str.strip_chars()).to_series()
    return pl.concat(
        [
            numbers.select("number"),
            by_value(extras, lambda values: _extras(values, words)),
            by_value(told["street"], lambda values: _streets(values, words)),
            by_value(rows["city"], lambda values: _cities(values, words)),
            by_value(rows["postcode"], _postcodes),
        ],
        how="horizontal",
    )


def _number_in_street(told: pl.DataFrame) -> pl.DataFrame:
    """The number taken out of the street where it has no column of its own."""
    without = ((told["house_number"].str.strip_chars() == "") & told["street"].str.contains(r"\d")).arg_true()
    if not len(without):
        return told
    some = told[without]
    split = by_value(some["street"], _streets_apart)
    columns = {
        "street": split["street"],
        "house_number": split["number"],
        "house_letter": pl.repeat("", len(some), dtype=pl.String, eager=True),
        "addition": split["rest"] + " " + some["house_letter"] + " " + some["addition"],
    }
    return pl.DataFrame({name: told[name].scatter(without, columns[name]) for name in told.columns})


def _streets_apart(values: pl.Series) -> pl.DataFrame:
    """Street, number and the rest; what is out of the ordinary is read value by value."""
    street = values.str.strip_chars()
    simple = street.str.contains(_STREET_NUMBER)
    parts = [street.str.extract(_STREET_NUMBER, place).fill_null("") for place in (1, 2, 3)]
    told = pl.DataFrame(dict(zip(("street", "number", "rest"), parts, strict=True)))
    odd = (~simple).arg_true()
    read = [addresses.split(value, "", "", "") for value in values.gather(odd)]
    for name in told.columns:
        told = told.with_columns(told[name].scatter(odd, pl.Series([getattr(part, name) for part in read], dtype=pl.String)))
    return told


def _numbers(values: pl.Series) -> pl.DataFrame:
    """The house number, and what is written behind it in the same field."""
    return pl.DataFrame({"v": values}).select(
        pl.col("v").str.extract(r"^\s*0*(\d{1,6})", 1).str.to_integer(strict=False).fill_null(0).cast(pl.Int32).alias("number"),
        pl.col("v").str.replace(r"^\s*\d{1,6}", "").str.strip_chars().alias("tail"),
    )


def _extras(values: pl.Series, words: list[pl.Series]) -> pl.DataFrame:
    read = pl.Series("extra", [door_word(value) if value else "" for value in values], dtype=pl.String)
    words.append(read)
    named = pl.when(pl.col("extra").str.contains(_BUILDING)).then(pl.col("extra")).otherwise(pl.lit(""))
    return pl.DataFrame({"extra": read}).select(hashed("extra").alias("extra"), hashed(named).alias("building"))


def _streets(values: pl.Series, words: list[pl.Series]) -> pl.DataFrame:
    street = _bare(values)
    short = street.str.contains(_STREET_ENDS).arg_true()
    street = street.scatter(short, [addresses.whole_street(each) for each in street.gather(short)])
    words.append(street)
    return pl.DataFrame({"street": street}).select(hashed("street").alias("street"))


def _cities(values: pl.Series, words: list[pl.Series]) -> pl.DataFrame:
    city = _bare(values)
    words.append(city)
    return pl.DataFrame({"city": city}).select(hashed("city").alias("city"))


def _bare(values: pl.Series) -> pl.Series:
    """Lower case without accents, spaces or signs."""
    return folded(values).str.replace_all(r"[^\p{L}\p{N}]", "")


def _postcodes(values: pl.Series) -> pl.DataFrame:
    bare = values.str.to_uppercase().str.replace_all(r"[^0-9A-Z]", "")
    return pl.DataFrame({"postcode": pl.Series([pack_postcode(value) for value in bare], dtype=pl.UInt64)})


def pack_postcode(text: str) -> int:
    """Up to eight Latin signs as one number, the first in the highest bits."""
    return int.from_bytes(text.encode("ascii", "ignore")[:8].ljust(8, b"\0"), "big") if text else 0
