"""What the demonstration's creditors made of names, birth dates and addresses: the damage of the generator of signals, milder."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from voordeur.demo.generator.dice import Dice
from voordeur.demo.generator.generate import damage
from voordeur.demo.generator.kinship import OWN, OWN_PARTNERS, PARTNERS, PARTNERS_OWN
from voordeur.demo.generator.rates import undamaged
from voordeur.demo.generator.sheet import ADDRESS, Sheet, name_forms
from voordeur.demo.rows import Row
from voordeur.demo.town import Address, Person

# Milder than practice: a demonstration shows each damage a few times among lines that link by themselves.
RATES = replace(
    undamaged(), initials_missing=0.12, one_initial=0.10, birth_missing=0.15, birth_year=0.05, birth_transposed=0.01,
    other_name=0.20, surname_typo=0.12, spelling_twin=0.05, prefix_lost=0.03, prefix_glued=0.03, marks_stripped=0.04,
    capitals=0.05, old_address=0.80, postcode_slip=0.03,
)  # fmt: skip
# The register's letters for how somebody goes by a partner's name.
NAME_USE = {"E": OWN, "P": PARTNERS, "V": PARTNERS_OWN, "N": OWN_PARTNERS}


def as_written(rows: Sequence[Row], people: Sequence[Person], *, seed: int) -> list[Row]:
    """Each row, about the person beside it, as its creditor has it. The same rows and seed give the same."""
    sheet = Sheet(_frame(rows, people))
    damage(sheet, RATES, Dice(seed), "account")
    return [_row(row, found) for row, found in zip(rows, sheet.frame().iter_rows(named=True), strict=True)]


def _frame(rows: Sequence[Row], people: Sequence[Person]) -> pl.DataFrame:
    """The columns that the damage of RATES reads and writes."""
    plain = pl.DataFrame([_columns(row, person) for row, person in zip(rows, people, strict=True)])
    own = [
        {
            "own_prefix": person.prefix, "own_surname": person.surname, "other_prefix": person.partner_prefix,
            "other_surname": person.partner_surname, "married": bool(person.partner_surname),
        }
        for person in people
    ]  # fmt: skip
    return pl.concat([plain, name_forms(pl.DataFrame(own))], how="horizontal")


def _columns(row: Row, person: Person) -> dict[str, str | int | bool]:
    born = row.born or person.born
    former = _address(person.earlier[-1] if person.earlier else row.address)
    return {
        "initials": row.initials, "first_names": "", "prefix": row.prefix, "surname": row.surname,
        "year": born.year, "month_of_birth": born.month, "day": born.day,
        "_married": bool(person.partner_surname), "_usual": NAME_USE[person.name_use], "_moved": bool(person.earlier),
        **_address(row.address), **{f"_former_{part}": text for part, text in former.items()},
    }  # fmt: skip


def _address(home: Address) -> dict[str, str]:
    return dict(zip(ADDRESS, (home.street, home.number, home.letter, home.addition, home.postcode, home.city), strict=True))


def _row(row: Row, found: dict[str, str | int | bool]) -> Row:
    text = {name: str(value) for name, value in found.items()}
    home = replace(
        row.address, street=text["street"], number=text["house_number"], letter=text["house_letter"], addition=text["addition"],
        postcode=text["postcode"], city=text["city"],
    )  # fmt: skip
    born = _day(*(int(found[part]) for part in ("year", "month_of_birth", "day")))
    return replace(row, initials=text["initials"], prefix=text["prefix"], surname=text["surname"], born=born, address=home)


def _day(year: int, month: int, day: int) -> date | None:
    """The date, or the last of the month where it has no such day; None in year 0."""
    return date(year, month, min(day, monthrange(year, month)[1])) if year else None
