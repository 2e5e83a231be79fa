"""The door: so many signals of one seed, and the truth about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from voordeur.demo.generator import damage_address, damage_birth, damage_names, damage_reach
from voordeur.demo.generator.accounts import PARTNERS, accounts, deliveries
from voordeur.demo.generator.dice import Dice, Ints
from voordeur.demo.generator.population import populate
from voordeur.demo.generator.rates import Rates
from voordeur.demo.generator.sheet import ADDRESS, Sheet, records
from voordeur.demo.generator.styles import write_in_style

COLUMNS: tuple[str, ...] = (
    "signal_id", "partner", "customer_number", "initials", "first_names", "prefix", "surname", "birth_date", "sex", "street",
    "house_number", "house_letter", "addition", "postcode", "city", "phone", "email", "month",
)  # fmt: skip
Strike = Callable[[Sheet, Ints, np.random.Generator], None]
_ROOMS = (damage_names, damage_birth, damage_address, damage_reach)
# In the order in which it happens: what a person tells, what is typed, what a system does to it.
ORDER: tuple[str, ...] = (
    "old_address", "other_name", "called_name", "first_only", "wrong_initial", "one_initial", "initials_missing", "initials_only",
    "marks_stripped", "spelling_twin", "given_typo", "surname_typo", "second_typo", "swapped", "title", "capitals",
    "prefix_lost", "prefix_short", "prefix_glued", "prefix_behind", "firm", "sex_missing", "sex_wrong",
    "birth_partner", "birth_year", "birth_digit", "birth_transposed", "birth_unknown", "birth_missing",
    "street_typo", "street_short", "number_wrong", "postcode_slip", "postcode_missing", "city_wrong", "city_missing",
    "addition_rewritten", "addition_mixed", "addition_lost", "addition_in_number", "number_in_street",
    "phone_old", "phone_family", "phone_digit", "phone_filler", "phone_missing",
    "email_old", "email_family", "email_typo", "email_filler", "email_missing",
)  # fmt: skip


@dataclass(frozen=True)
class Generated:
    """`signals`: COLUMNS, all text, what is missing is empty. `truth`: signal_id, person_id, household_id, one row per signal."""

    signals: pl.DataFrame
    truth: pl.DataFrame


def generate(signals: int, *, seed: int, rates: Rates | None = None, months: int = 5) -> Generated:
    """Exactly so many signals in deliveries of so many months from January 2026, by month and creditor.

    The same seed, rates and versions of numpy and polars give the same files. Changing a rate changes only what it is about.
    """
    rates = rates or Rates()
    dice = Dice(seed)
    sheet, delivered, person = _made(signals, rates, dice, months)
    accounts_of = delivered["account"].to_numpy()
    monthly = Sheet(_gathered(sheet, accounts_of, delivered["at"].to_numpy()))
    _not_yet_moved(monthly)
    damage(monthly, rates.per_delivery(), dice, "delivery")
    write_in_style(monthly, rates, dice)
    return _finished(monthly, person.gather(accounts_of), dice)


def damage(sheet: Sheet, rates: Rates, dice: Dice, level: str) -> None:
    """Let every damage strike each row by its rate; `level` keeps the chance of accounts and deliveries apart."""
    for name in ORDER:
        rng = dice.of(f"{level} {name}")
        rows = np.flatnonzero(rng.random(sheet.height) < getattr(rates, name))
        if len(rows):
            _strike(name)(sheet, rows, rng)


def _strike(name: str) -> Strike:
    if name == "second_typo":
        return damage_names.surname_typo
    found: Strike = next(getattr(room, name) for room in _ROOMS if hasattr(room, name))
    return found


def _made(signals: int, rates: Rates, dice: Dice, months: int) -> tuple[Sheet, pl.DataFrame, pl.DataFrame]:
    """Damaged accounts, their deliveries (exactly as many as asked for) and the truth per account."""
    households = max(40, signals // 3)
    while True:
        population = populate(households, rates, dice, months)
        owed = accounts(population.table, rates, dice)
        delivered = deliveries(owed, months, rates, dice)
        if delivered.height >= signals:
            break
        households = int(households * max(1.1, 1.05 * signals / max(1, delivered.height)))
    delivered = delivered.head(signals)
    owed = owed.head(int(delivered["account"].to_numpy()[-1]) + 1)
    people = records(population)
    rows = owed["row"].to_numpy()
    mates = people[pl.Series(people["_mate"]).clip(0).gather(rows).to_numpy()]
    mate_columns = [
        mates[name].alias(f"_mate_{name}") for name in ("initials", "year", "month_of_birth", "day", "phone", "email")
    ]
    frame = pl.concat([people[rows], pl.DataFrame(mate_columns), owed.select("partner", "number")], how="horizontal")
    lone = pl.col("_mate") < 0
    frame = frame.with_columns(
        pl.when(lone).then(pl.lit("")).otherwise("_mate_initials").alias("_mate_initials"),
        customer_number=_customer_numbers(frame, rates, dice),
    )
    sheet = Sheet(frame)
    damage(sheet, rates, dice, "account")
    return sheet, delivered, frame.select("person", "household")


def _customer_numbers(frame: pl.DataFrame, rates: Rates, dice: Dice) -> pl.Series:
    given = dice.of("customer numbers").random(frame.height) < rates.customer_number
    digits = (pl.col("partner") + 1).cast(pl.String) + (pl.col("number") + 1_000_000).cast(pl.String)
    return frame.select(pl.when(pl.Series(given)).then(digits).otherwise(pl.lit(""))).to_series()


def _gathered(sheet: Sheet, account: Ints, at: Ints) -> pl.DataFrame:
    return sheet.frame()[account].with_columns(at=pl.Series(at))


def _not_yet_moved(sheet: Sheet) -> None:
    """Until the month in which somebody moves, everybody has the address of before."""
    before = (sheet.columns["at"] < sheet.columns["_move_month"]).to_numpy()
    damage_address.old_address(sheet, np.flatnonzero(before), np.random.default_rng(0))


def _finished(sheet: Sheet, truth: pl.DataFrame, dice: Dice) -> Generated:
    day = (
        pl.when(pl.col("year") == 0).then(pl.lit(""))
        .otherwise(
            pl.concat_str(
                pl.col("year").cast(pl.String), pl.lit("-"), pl.col("month_of_birth").cast(pl.String).str.zfill(2), pl.lit("-"),
                pl.col("day").cast(pl.String).str.zfill(2),
            )
        )
    )  # fmt: skip
    frame = sheet.frame().select(
        "customer_number", "initials", "first_names", "prefix", "surname", "sex", *ADDRESS, "phone", "email", "at",
        by="partner",
        partner=pl.Series(PARTNERS).gather(sheet.columns["partner"]),
        birth_date=day,
        month=(2026 + pl.col("at") // 12).cast(pl.String) + "-" + (pl.col("at") % 12 + 1).cast(pl.String).str.zfill(2),
        person_id=pl.lit("P") + truth["person"].cast(pl.String),
        household_id=pl.lit("H") + truth["household"].cast(pl.String),
        chance=pl.Series(dice.of("order").random(sheet.height)),
    )  # fmt: skip
    frame = frame.sort("at", "by", "chance").with_row_index("signal_id", offset=1)
    frame = frame.with_columns(signal_id=pl.lit("S") + pl.col("signal_id").cast(pl.String).str.zfill(8))
    return Generated(frame.select(COLUMNS), frame.select("signal_id", "person_id", "household_id"))
