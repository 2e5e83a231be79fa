"""People in full: names, addresses now and before, phones and e-mail, as their own papers have them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from voordeur.demo.generator import kinship
from voordeur.demo.generator.dice import Bools, Dice, Ints, weighted
from voordeur.demo.generator.given import generation_of, givens
from voordeur.demo.generator.homes import Homes, build
from voordeur.demo.generator.households import CHILD, HEAD, NONE, PARTNER, People, first_of, people
from voordeur.demo.generator.rates import Rates
from voordeur.demo.generator.surnames import CIRCLES


@dataclass(frozen=True)
class Population:
    """All people of a run and the homes of their municipality.

    `table` has one row per person: person, household, home, former_home (-1: none), move_month (-1: before the deliveries),
    circle, woman, own and partner (numbers of surnames; partner -1: none), usual (OWN …), given1 … given3 (-1: none),
    year, month, day, mobile, former_mobile, family_mobile, mail, former_mail, family_mail, guardian (-1: none), mate (a row of
    the same household or -1).
    """

    table: pl.DataFrame
    homes: Homes


def populate(households: int, rates: Rates, dice: Dice, months: int) -> Population:
    """Make so many households with everything that is true of them."""
    who = people(households, rates, dice)
    homes = build(households, dice.of("homes"))
    home = np.where(who.shared_home >= 0, who.shared_home, np.arange(households))[who.household]
    names = kinship.surnames(who, rates, dice)
    moves = kinship.moves(who, home, names, rates, dice, months)
    columns: dict[str, Ints | Bools] = {
        "person": np.arange(who.count), "household": who.household, "home": home,
        "former_home": moves.former, "move_month": moves.month,
        "circle": who.circle, "woman": who.woman, "own": names.own, "partner": names.partner, "usual": names.usual,
        "year": who.year, "month": who.month, "day": who.day, "mate": _mates(who, dice),
    }  # fmt: skip
    columns |= _given(who, rates, dice)
    columns |= _reach(who, moves, rates, dice)
    return Population(pl.DataFrame(columns), homes)


def _mates(who: People, dice: Dice) -> Ints:
    """Somebody else of the same household, by chance."""
    heads = first_of(who, HEAD)
    size = np.bincount(who.household, minlength=len(who.kind))[who.household]
    place = np.arange(who.count) - heads[who.household]
    other = (place + 1 + np.floor(dice.of("mates").random(who.count) * (size - 1)).astype(np.int64)) % size
    return np.where(size > 1, heads[who.household] + other, NONE)


def _given(who: People, rates: Rates, dice: Dice) -> dict[str, Ints]:
    rng = dice.of("given")
    generation = np.array([generation_of(year) for year in range(1900, 2030)])[who.year - 1900]
    given = np.zeros((3, who.count), dtype=np.int64)
    for (circle, sex, age), (first, _) in givens().pools.items():
        rows = np.flatnonzero((who.circle == CIRCLES.index(circle)) & (who.woman == (sex == "V")) & (generation == age))
        given[:, rows] = first + weighted(rng, givens().weights[circle, sex, age], 3 * len(rows)).reshape(3, -1)
    heads, partners = first_of(who, HEAD), first_of(who, PARTNER)
    for parents in (heads, partners):
        parent = parents[who.household]
        named = (who.role >= CHILD) & (parent >= 0) & (who.woman == who.woman[parent])
        named &= rng.random(who.count) < rates.parents_initial
        given[0] = np.where(named, given[0][parent], given[0])
    more = rng.random(who.count) < np.where(generation == 0, 1.5, 1.0) * rates.more_given_names
    otherwise = rng.random(who.count) < rates.called_otherwise
    third = more & (rng.random(who.count) < 0.45)
    return {
        "given1": given[0],
        "called": np.where(otherwise, given[2], given[0]),
        "given2": np.where(more & (given[1] != given[0]), given[1], NONE),
        "given3": np.where(third & (given[2] != given[0]) & (given[2] != given[1]), given[2], NONE),
    }


def _reach(who: People, moves: kinship.Moves, rates: Rates, dice: Dice) -> dict[str, Ints]:
    """Numbers from which phones and e-mail addresses are written; equal numbers are equal phones."""
    rng = dice.of("reach")
    heads = first_of(who, HEAD)
    mobile = rng.permutation(2 * who.count)
    row = np.arange(who.count)
    family = heads[who.household]
    phone = np.where(rng.random(who.count) < rates.family_phone, family, row)
    mail = np.where(rng.random(who.count) < rates.family_email, family, row)
    land = (rng.random(len(who.kind)) < rates.landline)[who.household]
    taken_over = rng.random(who.count) < 0.1
    former = np.where(taken_over, rng.integers(0, who.count, who.count), who.count + row)
    # Who left a partner has been known under the number of the household that was left.
    left = moves.left[who.household]
    former = np.where((left >= 0) & (rng.random(who.count) < 0.5), heads[left], former)
    guarded = rng.random(who.count) < rates.guardian
    guardian = rng.integers(0, max(1, who.count // 4000), who.count)
    return {
        "mobile": mobile[phone],
        "former_mobile": mobile[former],
        "landline": np.where(land, who.household, NONE),
        "mail": mail,
        "guardian": np.where(guarded, guardian, NONE),
    }
