"""What creditors do to birth dates. A date stays a possible one: impossible ones are refused where they are typed."""

from __future__ import annotations

import numpy as np

from voordeur.demo.generator.dice import Bools, Ints
from voordeur.demo.generator.sheet import Sheet


def birth_missing(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No birth date."""
    sheet.put("year", rows, 0)


def birth_unknown(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """1 January of the year; of one in five of 1900."""
    rows = rows[_known(sheet, rows)]
    sheet.put("month_of_birth", rows, 1)
    sheet.put("day", rows, 1)
    sheet.put("year", rows[rng.random(len(rows)) < 0.2], 1900)


def birth_transposed(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """Day and month in each other's place, where the day can be a month."""
    month, day = sheet.at("month_of_birth", rows), sheet.at("day", rows)
    able = (day <= 12).to_numpy()
    sheet.put("month_of_birth", rows[able], day.filter(day <= 12))
    sheet.put("day", rows[able], month.filter(day <= 12))


def birth_year(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """One year off, ten years off, or the last two digits in each other's place (one off where they are alike)."""
    rows = rows[_known(sheet, rows)]
    year = sheet.at("year", rows).to_numpy()
    step = np.where(rng.random(len(rows)) < 0.5, -1, 1)
    turned = year // 100 * 100 + year % 10 * 10 + year // 10 % 10
    usable = (turned != year) & (turned < 2008) & (turned > 1900)
    kind = rng.integers(0, 4, len(rows))
    wrong = np.where(kind == 2, year + 10 * np.where(year > 1996, -1, step), year + step)
    sheet.put("year", rows, np.where((kind == 3) & usable, turned, wrong))


def birth_digit(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """A wrong day, of one in four a wrong month."""
    rows = rows[_known(sheet, rows)]
    months = rng.random(len(rows)) < 0.25
    month = sheet.at("month_of_birth", rows[months]).to_numpy()
    sheet.put("month_of_birth", rows[months], (month - 1 + rng.integers(1, 12, len(month))) % 12 + 1)
    others = rows[~months]
    day = sheet.at("day", others).to_numpy()
    step = np.array([1, -1, 10, -10, 2, 7])[rng.integers(0, 6, len(others))]
    sheet.put("day", others, (day - 1 + step) % 28 + 1)
    # A February keeps a day that it has.
    sheet.put("day", rows[months], np.minimum(sheet.at("day", rows[months]).to_numpy(), 28))


def birth_partner(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The birth date of somebody else of the household."""
    rows = rows[(sheet.at("_mate", rows) >= 0).to_numpy() & _known(sheet, rows)]
    for part in ("year", "month_of_birth", "day"):
        sheet.put(part, rows, sheet.at(f"_mate_{part}", rows))


def _known(sheet: Sheet, rows: Ints) -> Bools:
    known: Bools = (sheet.at("year", rows) > 0).to_numpy()
    return known
