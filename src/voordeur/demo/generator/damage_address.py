"""What creditors do to addresses."""

from __future__ import annotations

import numpy as np
import polars as pl

from voordeur.demo.generator.dice import Ints
from voordeur.demo.generator.sheet import ADDRESS, Sheet
from voordeur.demo.generator.typing_errors import mistyped

SHORTER: tuple[tuple[str, str], ...] = (
    ("straat", "str."), ("laan", "ln"), ("plein", "pln"), ("weg", "wg"), ("singel", "sngl"), ("gracht", "gr."), ("dreef", "dr."),
    ("Burgemeester", "Burg."), ("Prinses", "Pr."), ("Koningin", "Kon."), ("Dokter", "Dr."), ("Generaal", "Gen."), ("Sint", "St."),
)  # fmt: skip
REWRITTEN = {
    "hs": "H", "I": "1", "II": "2", "III": "3", "IV": "4", "1-hoog": "I", "2-hoog": "II", "3-hoog": "3hg", "4-hoog": "4hoog",
    "bis": "b", "bisA": "bis A", "1": "I", "2": "II", "3": "3-hoog", "1-1": "1/1", "2-1": "2/1",
}  # fmt: skip
# What a postcode is made of: digits, and the letters after them.
SIGNS: tuple[str, ...] = ("0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
OTHER_PLACES: tuple[str, ...] = ("Lindermeer", "Meerwijk", "Gemeente Lindermeer", "LINDERMEER", "Lindermer")


def old_address(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The former address, of people who moved."""
    rows = rows[sheet.at("_moved", rows).to_numpy()]
    for part in ADDRESS:
        sheet.put(part, rows, sheet.at(f"_former_{part}", rows))


def street_typo(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """A typo in the street."""
    sheet.put("street", rows, mistyped(sheet.at("street", rows), rng))


def street_short(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The street abbreviated."""
    made = sheet.at("street", rows)
    for whole, short in SHORTER:
        made = made.str.replace(whole, short, literal=True)
    sheet.put("street", rows, made)


def number_wrong(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """Another house number: a neighbour's, or ten off."""
    number = sheet.at("house_number", rows).cast(pl.Int64, strict=False).fill_null(1).to_numpy()
    step = np.array([2, -2, 10, 1])[rng.integers(0, 4, len(rows))]
    sheet.put("house_number", rows, pl.Series(np.maximum(number + step, 1)).cast(pl.String))


def number_in_street(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """Number, letter and addition behind the street in its field."""
    whole = sheet.at("street", rows) + " " + _number(sheet, rows)
    sheet.put("street", rows, whole.str.strip_chars_end())
    for part in ("house_number", "house_letter", "addition"):
        sheet.put(part, rows, "")


def addition_in_number(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """Letter and addition within the number's field."""
    sheet.put("house_number", rows, _number(sheet, rows))
    for part in ("house_letter", "addition"):
        sheet.put(part, rows, "")


def addition_lost(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No letter and no addition."""
    for part in ("house_letter", "addition"):
        sheet.put(part, rows, "")


def addition_mixed(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """Letter and addition in each other's field; where both are there, both as addition."""
    letter, addition = sheet.at("house_letter", rows), sheet.at("addition", rows)
    both = ((letter != "") & (addition != "")).to_numpy()
    together = letter + addition
    sheet.put("house_letter", rows, addition)
    sheet.put("addition", rows, letter)
    sheet.put("house_letter", rows[both], "")
    sheet.put("addition", rows[both], together.filter(pl.Series(both)))


def addition_rewritten(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The addition in another form, and letters in small ones."""
    sheet.put("addition", rows, sheet.at("addition", rows).replace(REWRITTEN))
    sheet.put("house_letter", rows, sheet.at("house_letter", rows).str.to_lowercase())


def postcode_slip(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """One sign another, or two neighbouring signs in each other's place where they differ."""
    rows = rows[(sheet.at("postcode", rows).str.len_chars() == 6).to_numpy()]
    if not len(rows):
        return
    signs = np.array([list(code) for code in sheet.at("postcode", rows)])
    each, place, step = np.arange(len(rows)), rng.integers(0, 6, len(rows)), rng.integers(1, 10, len(rows))
    # The last digit and the last letter have no neighbour of their kind behind them: they turn with the one before.
    left = np.where(place == 5, 4, np.where(place == 3, 2, place))
    turn = (rng.random(len(rows)) < 0.3) & (signs[each, left] != signs[each, left + 1])
    other = signs.copy()
    other[each, left], other[each, left + 1] = signs[each, left + 1], signs[each, left]
    replaced = signs.copy()
    replaced[each, place] = [_another(sign, by) for sign, by in zip(signs[each, place], step, strict=True)]
    slipped = np.where(turn[:, None], other, replaced)
    sheet.put("postcode", rows, pl.Series(["".join(code) for code in slipped]))


def _another(sign: str, by: int) -> str:
    kind = next(kind for kind in SIGNS if sign in kind)
    return kind[(kind.index(sign) + by) % len(kind)]


def postcode_missing(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No postcode."""
    sheet.put("postcode", rows, "")


def city_wrong(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The municipality or a neighbouring village."""
    sheet.put("city", rows, pl.Series(OTHER_PLACES).gather(rng.integers(0, len(OTHER_PLACES), len(rows))))


def city_missing(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No place."""
    sheet.put("city", rows, "")


def _number(sheet: Sheet, rows: Ints) -> pl.Series:
    """Number, letter and addition in one: 12A, 12-3, 12 hs."""
    parts = pl.DataFrame({part: sheet.at(part, rows) for part in ("house_number", "house_letter", "addition")})
    signs = [_sign(pl.col(part)) for part in ("house_letter", "addition")]
    return parts.select(pl.concat_str("house_number", signs[0], "house_letter", signs[1], "addition")).to_series()


def _sign(part: pl.Expr) -> pl.Expr:
    """What stands before a letter or addition: digits need a hyphen, words a space, one letter nothing."""
    return (
        pl.when(part.str.contains(r"^[A-Za-z]?$")).then(pl.lit(""))
        .when(part.str.contains(r"^\d")).then(pl.lit("-"))
        .otherwise(pl.lit(" "))
    )  # fmt: skip
