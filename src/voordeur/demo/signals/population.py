"""People in full: names, addresses now and before, phones and e-mail, as their own papers have them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from voordeur.demo.signals.dice import Bools, Dice, Ints, weighted
from voordeur.demo.signals.given import generation_of, givens
from voordeur.demo.signals.homes import Homes, build
from voordeur.demo.signals.households import CHILD, FAMILY, HEAD, ONE_PARENT, PARTNER, SINGLE, People, people
from voordeur.demo.signals.rates import Rates
from voordeur.demo.signals.surnames import CIRCLES, book

# How somebody with a partner's name goes by it: own, the partner's, partner's-own, own-partner's.
OWN, PARTNERS, PARTNERS_OWN, OWN_PARTNERS = range(4)
NONE = -1


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
    own, partner, usual = _surnames(who, rates, dice)
    former, month, own = _moves(who, home, own, rates, dice, months)
    columns: dict[str, Ints | Bools] = {
        "person": np.arange(who.count), "household": who.household, "home": home, "former_home": former, "move_month": month,
        "circle": who.circle, "woman": who.woman, "own": own, "partner": partner, "usual": usual,
        "year": who.year, "month": who.month, "day": who.day, "mate": _mates(who, dice),
    }  # fmt: skip
    columns |= _given(who, rates, dice)
    columns |= _reach(who, rates, dice)
    return Population(pl.DataFrame(columns), homes)


def _first_of(who: People, role: int) -> Ints:
    """Per household the row of its member with this role, or -1."""
    rows = np.full(len(who.kind), NONE, dtype=np.int64)
    has = who.role == role
    rows[who.household[has]] = np.flatnonzero(has)
    return rows


def _mates(who: People, dice: Dice) -> Ints:
    """Somebody else of the same household, by chance."""
    heads = _first_of(who, HEAD)
    size = np.bincount(who.household, minlength=len(who.kind))[who.household]
    place = np.arange(who.count) - heads[who.household]
    other = (place + 1 + np.floor(dice.of("mates").random(who.count) * (size - 1)).astype(np.int64)) % size
    return np.where(size > 1, heads[who.household] + other, NONE)


def _surnames(who: People, rates: Rates, dice: Dice) -> tuple[Ints, Ints, Ints]:
    """Own surname, partner's surname (-1: not married) and the usual form of each person."""
    rng = dice.of("surnames")
    own = np.zeros(who.count, dtype=np.int64)
    for number, circle in enumerate(CIRCLES):
        rows = np.flatnonzero(who.circle == number)
        own[rows] = book().codes[circle][0] + weighted(rng, book().weights[circle], len(rows))
    heads, partners = _first_of(who, HEAD), _first_of(who, PARTNER)
    father = np.where((partners >= 0) & who.woman[heads], partners, heads)
    mother = np.where(father == heads, partners, heads)
    mothers = (rng.random(len(heads)) < rates.mothers_name) & (mother >= 0)
    # With one parent, a mother, the children mostly have the name of a father who lives elsewhere: their drawn one.
    absent = (who.kind == ONE_PARENT) & who.woman[heads] & (rng.random(len(heads)) < 0.7)
    giver = np.where(mothers, mother, father)
    children = np.flatnonzero(who.role >= CHILD)
    kept = absent[who.household[children]]
    own[children] = np.where(kept, own[_first_of(who, CHILD)[who.household[children]]], own[giver[who.household[children]]])
    married = (rng.random(len(heads)) < rates.married) & (partners >= 0)
    partner = np.full(who.count, NONE, dtype=np.int64)
    partner[heads[married]], partner[partners[married]] = own[partners[married]], own[heads[married]]
    takes = rng.random(who.count) < np.where(who.woman, rates.takes_partner_name, rates.takes_partner_name / 10)
    form = np.array([PARTNERS, PARTNERS_OWN, OWN_PARTNERS])[weighted(rng, np.array([0.35, 0.6, 0.05]), who.count)]
    return own, partner, np.where(takes & (partner >= 0), form, OWN)


def _moves(who: People, home: Ints, own: Ints, rates: Rates, dice: Dice, months: int) -> tuple[Ints, Ints, Ints]:
    """Former home, month of moving and own surname: some who moved alone left parents and share their surname.

    A household moves as a whole from an empty home or one that others have now; who moved alone left the others where they are.
    """
    rng = dice.of("moves")
    count = len(who.kind)
    heads = _first_of(who, HEAD)
    moved = rng.random(count) < rates.moved
    alone = moved & (who.kind == SINGLE) & (rng.random(count) < np.minimum(1.0, rates.moved_alone * 1.6))
    from_home = rng.integers(0, count, count)
    families = np.flatnonzero(who.kind == FAMILY)
    young = alone & (who.year[heads] >= 1990) & (rng.random(count) < 0.6) & (len(families) > 0)
    rows = np.flatnonzero(young)
    if len(rows):
        parents = families[rng.integers(0, len(families), len(rows))]
        from_home[rows] = parents
        same = who.circle[heads[rows]] == who.circle[heads[parents]]
        own = own.copy()
        own[heads[rows[same]]] = own[heads[parents[same]]]
    former = np.where(moved, from_home, NONE)[who.household]
    former = np.where(former == home, NONE, former)
    now = rng.random(count) < rates.moves_now / max(rates.moved, 1e-9)
    month = np.where(now, rng.integers(0, max(months, 1), count), NONE)[who.household]
    return former, month, own


def _given(who: People, rates: Rates, dice: Dice) -> dict[str, Ints]:
    rng = dice.of("given")
    generation = np.array([generation_of(year) for year in range(1900, 2030)])[who.year - 1900]
    given = np.zeros((3, who.count), dtype=np.int64)
    for (circle, sex, age), (first, _) in givens().pools.items():
        rows = np.flatnonzero((who.circle == CIRCLES.index(circle)) & (who.woman == (sex == "V")) & (generation == age))
        given[:, rows] = first + weighted(rng, givens().weights[circle, sex, age], 3 * len(rows)).reshape(3, -1)
    heads, partners = _first_of(who, HEAD), _first_of(who, PARTNER)
    for parents in (heads, partners):
        parent = parents[who.household]
        named = (who.role >= CHILD) & (parent >= 0) & (who.woman == who.woman[parent])
        named &= rng.random(who.count) < rates.parents_initial
        given[0] = np.where(named, given[0][parent], given[0])
    more = rng.random(who.count) < np.where(generation == 0, 1.5, 1.0) * rates.more_given_names
    third = more & (rng.random(who.count) < 0.45)
    return {"given1": given[0], "given2": np.where(more, given[1], NONE), "given3": np.where(third, given[2], NONE)}


def _reach(who: People, rates: Rates, dice: Dice) -> dict[str, Ints]:
    """Numbers from which phones and e-mail addresses are written; equal numbers are equal phones."""
    rng = dice.of("reach")
    heads = _first_of(who, HEAD)
    mobile = rng.permutation(2 * who.count)
    row = np.arange(who.count)
    family = heads[who.household]
    phone = np.where(rng.random(who.count) < rates.family_phone, family, row)
    mail = np.where(rng.random(who.count) < rates.family_email, family, row)
    land = (rng.random(len(who.kind)) < rates.landline)[who.household]
    taken_over = rng.random(who.count) < 0.1
    former = np.where(taken_over, rng.integers(0, who.count, who.count), who.count + row)
    guarded = rng.random(who.count) < rates.guardian
    guardian = rng.integers(0, max(1, who.count // 4000), who.count)
    return {
        "mobile": mobile[phone],
        "former_mobile": mobile[former],
        "landline": np.where(land, who.household, NONE),
        "mail": mail,
        "guardian": np.where(guarded, guardian, NONE),
    }
