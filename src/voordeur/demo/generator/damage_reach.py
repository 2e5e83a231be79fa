"""What creditors do to phone numbers and e-mail addresses."""

from __future__ import annotations

import numpy as np

from voordeur.demo.generator.dice import Ints
from voordeur.demo.generator.sheet import MAIL, Sheet
from voordeur.demo.generator.typing_errors import digit_changed, mistyped

NO_PHONE = "0600000000"
NO_MAIL = f"geen@{MAIL}"


def phone_missing(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No phone."""
    sheet.put("phone", rows, "")


def phone_old(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """A former number; of half of the households with one the landline."""
    sheet.put("phone", rows, sheet.at("_former_phone", rows))
    land = rows[(sheet.at("_landline", rows) != "").to_numpy() & (rng.random(len(rows)) < 0.5)]
    sheet.put("phone", land, sheet.at("_landline", land))


def phone_family(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The number of another of the household."""
    rows = rows[(sheet.at("_mate", rows) >= 0).to_numpy()]
    sheet.put("phone", rows, sheet.at("_mate_phone", rows))


def phone_digit(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """One of the last three digits wrong."""
    rows = rows[(sheet.at("phone", rows) != "").to_numpy()]
    sheet.put("phone", rows, digit_changed(sheet.at("phone", rows), rng))


def phone_filler(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """A number that stands for none."""
    sheet.put("phone", rows, NO_PHONE)


def email_missing(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """No e-mail."""
    sheet.put("email", rows, "")


def email_old(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """A former address."""
    sheet.put("email", rows, sheet.at("_former_email", rows))


def email_family(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """The address of another of the household."""
    rows = rows[(sheet.at("_mate", rows) >= 0).to_numpy()]
    sheet.put("email", rows, sheet.at("_mate_email", rows))


def email_typo(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """A typo before the at sign."""
    rows = rows[(sheet.at("email", rows) != "").to_numpy()]
    parts = sheet.at("email", rows).str.split("@").list
    sheet.put("email", rows, mistyped(parts.get(0), rng) + "@" + parts.get(1))


def email_filler(sheet: Sheet, rows: Ints, rng: np.random.Generator) -> None:
    """An address that stands for none."""
    sheet.put("email", rows, NO_MAIL)
