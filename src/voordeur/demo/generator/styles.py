"""How each creditor writes: not errors, but habits of five computer systems, the same for all its records."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from voordeur.demo.generator.damage_address import addition_in_number
from voordeur.demo.generator.damage_names import capitals
from voordeur.demo.generator.dice import Dice, Ints
from voordeur.demo.generator.kinship import OWN_PARTNERS
from voordeur.demo.generator.rates import Rates
from voordeur.demo.generator.sheet import Sheet


def _plain(sheet: Sheet, rows: Ints) -> None:
    """Initials with dots, digits alone, postcodes without a space: as made."""


def _old_mainframe(sheet: Sheet, rows: Ints) -> None:
    """Capitals, initials without dots: an insurer's older system."""
    capitals(sheet, rows, np.random.default_rng(0))
    sheet.put("initials", rows, sheet.at("initials", rows).str.replace_all(".", "", literal=True))


def _spaced(sheet: Sheet, rows: Ints) -> None:
    """`A. B.`, `1234 AB`, +31 6…, double names with spaces around the hyphen."""
    sheet.put("initials", rows, sheet.at("initials", rows).str.replace_all(".", ". ", literal=True).str.strip_chars_end())
    sheet.put("postcode", rows, sheet.at("postcode", rows).str.replace(r"^(.{4})(.+)$", "$1 $2"))
    sheet.put("phone", rows, sheet.at("phone", rows).str.replace(r"^0(\d)", "+31 $1 "))
    sheet.put("surname", rows, sheet.at("surname", rows).str.replace("-", " - ", literal=True))


def _one_field(sheet: Sheet, rows: Ints) -> None:
    """One field for number, letter and addition; phones with a hyphen; small letters in prefixes kept."""
    addition_in_number(sheet, rows, np.random.default_rng(0))
    sheet.put("phone", rows, sheet.at("phone", rows).str.replace(r"^(06|0\d{3})", "$1-"))


def _careful(sheet: Sheet, rows: Ints) -> None:
    """Prefixes with a capital, 0031, e-mail in capitals as people type it, married names with e/v."""
    prefix = sheet.at("prefix", rows)
    sheet.put("prefix", rows, prefix.str.slice(0, 1).str.to_uppercase() + prefix.str.slice(1))
    sheet.put("phone", rows, sheet.at("phone", rows).str.replace(r"^0", "0031"))
    email = sheet.at("email", rows)
    sheet.put("email", rows, email.str.slice(0, 1).str.to_uppercase() + email.str.slice(1))
    own_first = (sheet.at("_usual", rows) == OWN_PARTNERS).to_numpy()
    some = rows[own_first]
    sheet.put("surname", some, sheet.at("surname", some).str.replace("-", " e/v ", literal=True))


STYLES: tuple[Callable[[Sheet, Ints], None], ...] = (_plain, _old_mainframe, _spaced, _one_field, _careful)


def write_in_style(sheet: Sheet, rates: Rates, dice: Dice) -> None:
    """Each creditor in its own style, or plainly when it has none."""
    own = dice.of("styles").random(len(STYLES)) < rates.own_style
    partner = sheet.columns["partner"].to_numpy()
    for number, style in enumerate(STYLES):
        if own[number]:
            style(sheet, np.flatnonzero(partner == number))
