"""Who owes whom and in which months it is delivered."""

from __future__ import annotations

import numpy as np
import polars as pl

from voordeur.demo.generator.dice import Bools, Dice, Ints
from voordeur.demo.generator.rates import Rates

PARTNERS: tuple[str, ...] = ("woning", "zorg", "energie", "water", "gemeente")
# How often each creditor is the one that somebody owes.
PARTNER_SHARES = np.array([0.22, 0.30, 0.20, 0.18, 0.10])
MOST = 4
# Months before the first delivery in which arrears may have begun, so that the first month is as full as the others.
BEFORE = 6


def accounts(people: pl.DataFrame, rates: Rates, dice: Dice) -> pl.DataFrame:
    """One row per account: row (of the person), partner (number in PARTNERS), number (of the account)."""
    rng = dice.of("accounts")
    count = people.height
    wanted = np.where(rng.random(count) < rates.owes, 1, 0)
    for already in range(1, MOST):
        wanted += (wanted == already) & (rng.random(count) < rates.one_more)
    # The creditors of a person are the first of an order by weighted chance.
    chance = rng.exponential(size=(count, len(PARTNERS))) / PARTNER_SHARES
    rank = chance.argsort(axis=1).argsort(axis=1)
    owes = rank < wanted[:, None]
    owes = _together(people, owes, rates, rng)
    rows, partner = np.nonzero(owes)
    twice = np.flatnonzero(rng.random(len(rows)) < rates.two_accounts)
    rows, partner = np.concatenate([rows, rows[twice]]), np.concatenate([partner, partner[twice]])
    order = np.lexsort((partner, rows))
    frame = pl.DataFrame({"row": rows[order], "partner": partner[order]})
    return frame.with_columns(number=pl.Series(rng.permutation(frame.height)))


def _together(people: pl.DataFrame, owes: Bools, rates: Rates, rng: np.random.Generator) -> Bools:
    """Somebody else of the household is reported for the same debt, as long as nobody gets more than four."""
    mate = people["mate"].to_numpy()
    asked = np.flatnonzero(mate >= 0)
    extra = owes[asked] & (rng.random((len(asked), len(PARTNERS))) < rates.partner_owes_too)
    both = owes.copy()
    np.logical_or.at(both, mate[asked], extra)
    return np.where((both.sum(axis=1) <= MOST)[:, None], both, owes)


def deliveries(owed: pl.DataFrame, months: int, rates: Rates, dice: Dice) -> pl.DataFrame:
    """One row per account and month in which it is delivered: account (row of `owed`), at (month from 0); by account."""
    rng = dice.of("deliveries")
    start = rng.integers(-BEFORE, months, owed.height)
    active = np.zeros(owed.height, dtype=np.bool_)
    found: list[tuple[Ints, Ints]] = []
    for month in range(-BEFORE, months):
        known = start < month
        chance = np.where(active, rates.stays, np.where(known, rates.comes_back, 0.0))
        active = (rng.random(owed.height) < chance) | (start == month)
        if month >= 0:
            rows = np.flatnonzero(active)
            found.append((rows, np.full(len(rows), month)))
    account = np.concatenate([rows for rows, _ in found])
    at = np.concatenate([month for _, month in found])
    order = np.lexsort((at, account))
    return pl.DataFrame({"account": account[order], "at": at[order]})
