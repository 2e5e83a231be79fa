"""What creditors do to names. Each function changes a sheet at the rows that are struck."""

from __future__ import annotations

import numpy as np
import polars as pl

from voordeur.demo.generator.dice import Ints
from voordeur.demo.generator.sheet import Sheet
from voordeur.demo.generator.typing_errors import LETTERS, mistyped, respelled, without_marks

NAMES: tuple[str, ...] = ("initials", "first_names", "prefix", "surname")
TRADES: tuple[str, ...] = (
    "Bakkerij", "Schildersbedrijf", "Kapsalon", "Autobedrijf", "Klussenbedrijf", "Eetcafé", "Bloemsierkunst",
    "Rijschool", "Stukadoorsbedrijf", "Taxi", "Schoonmaakbedrijf", "Hoveniersbedrijf", "Administratiekantoor", "Fysiotherapie",
    "Koeriersdienst",
)  # fmt: skip
ENDINGS: tuple[str, ...] = ("", "", "", " V.O.F.", " en Zn.", " Services", " h.o.d.n.")
TITLES: tuple[str, ...] = ("Dhr.", "Mevr.", "Mw.", "De heer", "Fam.", "Erven", "Drs.")
SHORT = {
    "van der": "v.d.", "van den": "v.d.", "van de": "v.d.", "van": "v.", "van 't": "v.'t", "de": "d.", "in 't": "i.'t",
    "op den": "o.d.", "ten": "t.", "ter": "t.", "van het": "v.h.", "uit den": "u.d.", "op 't": "o.'t", "de la": "d.l.",
}  # fmt: skip


def surname_typo(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """A letter inserted, left out, replaced or changed places."""
    sheet.put("surname", rows, mistyped(sheet.at("surname", rows), rng))


def spelling_twin(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The surname as it sounds the same, and now and then the given names too."""
    sheet.put("surname", rows, respelled(sheet.at("surname", rows), rng))
    some = rows[rng.random(len(rows)) < 0.3]
    sheet.put("first_names", some, respelled(sheet.at("first_names", some), rng))


def marks_stripped(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No diacritics in any part of the name."""
    for name in NAMES:
        sheet.put(name, rows, _plain(sheet.at(name, rows)))


def initials_only(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No given names."""
    sheet.put("first_names", rows, "")


def called_name(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The called name; of four in ten also the initial of it."""
    called = sheet.at("_called", rows)
    sheet.put("first_names", rows, called)
    also = rng.random(len(rows)) < 0.4
    sheet.put("initials", rows[also], called.filter(pl.Series(also)).str.slice(0, 1) + ".")


def first_only(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """Only the first given name."""
    sheet.put("first_names", rows, sheet.at("first_names", rows).str.split(" ").list.first())


def one_initial(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """Only the first initial."""
    sheet.put("initials", rows, sheet.at("initials", rows).str.slice(0, 2))


def wrong_initial(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """A letter by chance, or the initials of somebody else of the household."""
    letters = pl.Series(list(LETTERS.upper())).gather(rng.integers(0, len(LETTERS), len(rows))) + "."
    sheet.put("initials", rows, letters)
    mates = sheet.at("_mate_initials", rows)
    known = (mates != "").to_numpy() & (rng.random(len(rows)) < 0.5)
    sheet.put("initials", rows[known], mates.filter(pl.Series(known)))
    sheet.put("first_names", rows, "")


def initials_missing(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No initials."""
    sheet.put("initials", rows, "")


def given_typo(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """A typo in the given names, where there are any."""
    rows = rows[(sheet.at("first_names", rows) != "").to_numpy()]
    sheet.put("first_names", rows, mistyped(sheet.at("first_names", rows), rng))


def other_name(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """Another of the four forms than the usual one, for those with a partner's name."""
    rows = rows[sheet.at("_married", rows).to_numpy()]
    usual = sheet.at("_usual", rows).to_numpy()
    form = (usual + rng.integers(1, 4, len(rows))) % 4
    for number in range(4):
        some = rows[form == number]
        for part in ("prefix", "surname"):
            sheet.put(part, some, sheet.at(f"_{part}_{number}", some))


def swapped(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """Given name and surname in each other's field, where both are there."""
    rows = rows[(sheet.at("first_names", rows) != "").to_numpy()]
    first, surname = sheet.at("first_names", rows), sheet.at("surname", rows)
    sheet.put("first_names", rows, surname)
    sheet.put("surname", rows, first)


def prefix_lost(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No prefix."""
    sheet.put("prefix", rows, "")


def prefix_glued(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The prefix before the surname in its field; of three in ten without spaces."""
    rows = _prefixed(sheet, rows)
    prefix, surname = sheet.at("prefix", rows), sheet.at("surname", rows)
    apart = prefix.str.slice(0, 1).str.to_uppercase() + prefix.str.slice(1) + " " + surname
    sheet.put("surname", rows, apart)
    close = rng.random(len(rows)) < 0.3
    together = prefix.str.replace_all(" ", "", literal=True) + surname
    sheet.put("surname", rows[close], together.filter(pl.Series(close)))
    sheet.put("prefix", rows, "")


def prefix_behind(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The prefix behind the surname, of half after a comma."""
    rows = _prefixed(sheet, rows)
    comma = pl.Series([" ", ", "]).gather(rng.integers(0, 2, len(rows)))
    sheet.put("surname", rows, sheet.at("surname", rows) + comma + sheet.at("prefix", rows))
    sheet.put("prefix", rows, "")


def prefix_short(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The prefix abbreviated: with points, with a slash or bare."""
    rows = _prefixed(sheet, rows)
    short = sheet.at("prefix", rows).replace(SHORT)
    form = rng.integers(0, 3, len(rows))
    sheet.put("prefix", rows, short)
    for number, between in ((1, "/"), (2, "")):
        some = form == number
        made = short.filter(pl.Series(some)).str.strip_chars_end(".").str.replace_all(".", between, literal=True)
        sheet.put("prefix", rows[some], made)


def firm(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The name of a one-man firm; seven in ten also without birth date, and never with a sex."""
    trade = pl.Series(TRADES).gather(rng.integers(0, len(TRADES), len(rows)))
    ending = pl.Series(ENDINGS).gather(rng.integers(0, len(ENDINGS), len(rows)))
    whole = (sheet.at("prefix", rows) + " " + sheet.at("surname", rows)).str.strip_chars_start()
    sheet.put("surname", rows, trade + " " + whole + ending)
    for name in ("initials", "first_names", "prefix", "sex"):
        sheet.put(name, rows, "")
    sheet.put("year", rows[rng.random(len(rows)) < 0.7], 0)


def title(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """A form of address before the surname, or the heirs of somebody."""
    sheet.put(
        "surname", rows, pl.Series(TITLES).gather(rng.integers(0, len(TITLES), len(rows))) + " " + sheet.at("surname", rows)
    )


def capitals(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """Name, street and place in capitals."""
    for name in (*NAMES, "street", "city"):
        sheet.put(name, rows, sheet.at(name, rows).str.to_uppercase())


def sex_missing(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No sex."""
    sheet.put("sex", rows, "")


def sex_wrong(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The other sex, where one is given."""
    sheet.put("sex", rows, sheet.at("sex", rows).replace({"M": "V", "V": "M"}))


def _prefixed(sheet: Sheet, rows: Ints) -> Ints:
    kept: Ints = rows[(sheet.at("prefix", rows) != "").to_numpy()]
    return kept


def _plain(texts: pl.Series) -> pl.Series:
    return pl.DataFrame([texts.alias("text")]).select(without_marks(pl.col("text"))).to_series()
