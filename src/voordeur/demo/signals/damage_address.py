"""What creditors do to addresses."""

from __future__ import annotations

import numpy as np
import polars as pl

from voordeur.demo.signals.dice import Ints
from voordeur.demo.signals.sheet import ADDRESS, Sheet
from voordeur.demo.signals.typing_errors import mistyped

SHORTER: tuple[tuple[str, str], ...] = (
    ("straat", "str."), ("laan", "ln"), ("plein", "pln"), ("weg", "wg"), ("singel", "sngl"), ("gracht", "gr."), ("dreef", "dr."),
    ("Burgemeester", "Burg."), ("Prinses", "Pr."), ("Koningin", "Kon."), ("Dokter", "Dr."), ("Generaal", "Gen."), ("Sint", "St."),
)  # fmt: skip
REWRITTEN = {
    "hs": "H", "I": "1", "II": "2", "III": "3", "IV": "4", "1-hoog": "I", "2-hoog": "II", "3-hoog": "3hg", "4-hoog": "4hoog",
    "bis": "b", "bisA": "bis A", "1": "I", "2": "II", "3": "3-hoog", "1-1": "1/1", "2-1": "2/1",
}  # fmt: skip
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
    """One sign another, or two neighbouring signs in each other's place."""
    rows = rows[(sheet.at("postcode", rows).str.len_chars() == 6).to_numpy()]
    digits = np.char.array(sheet.at("postcode", rows).to_list(), itemsize=6, unicode=True)
    signs = np.array(digits).reshape(-1, 1).view("U1").reshape(len(rows), 6).copy() if len(rows) else np.empty((0, 6), "U1")
    place, turn = rng.integers(0, 6, len(rows)), rng.random(len(rows)) < 0.3
    new = np.where(
        place < 4,
        np.array(list("0123456789"))[rng.integers(0, 10, len(rows))],
        np.array(list("ABCDEGHJKLMNPRSTVXZ"))[rng.integers(0, 19, len(rows))],
    )
    at = np.arange(len(rows))
    turned = np.where(place == 5, 4, np.where(place == 3, 2, place))
    left, right = signs[at, turned].copy(), signs[at, turned + 1].copy()
    signs[at, turned] = np.where(turn, right, left)
    signs[at, turned + 1] = np.where(turn, left, right)
    signs[at, place] = np.where(turn, signs[at, place], new)
    sheet.put("postcode", rows, pl.Series(["".join(each) for each in signs], dtype=pl.String))


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
