"""Who lives together now: kinds of households, their members with circle, sex and birth date, and the home of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voordeur.demo.generator.dice import Bools, Dice, Floats, Ints, weighted
from voordeur.demo.generator.rates import Rates
from voordeur.demo.generator.surnames import CIRCLES

SINGLE, COUPLE, FAMILY, ONE_PARENT = range(4)
HEAD, PARTNER, CHILD, SECOND_CHILD = range(4)
THIS_YEAR = 2026
# Shares of the circles among people with arrears: more origins than in the population at large (estimate).
CIRCLE_SHARES = dict(
    dutch=0.68, turkish=0.06, moroccan=0.06, surinamese=0.06, polish=0.04, ukrainian=0.015, syrian=0.035, other=0.05
)
# People with arrears by age, from 18, per five years (estimate: most between 25 and 50).
AGE_FROM, AGE_STEP = 18, 5
AGE_SHARES = np.array([7.0, 11, 12.5, 12, 11, 10, 9, 8.5, 7, 5, 3, 2, 1, 0.6, 0.3])
SHARERS = 6
NONE = -1


@dataclass(frozen=True)
class People:
    """One entry per person, in order of household: their household, role in it (HEAD …), circle, sex and birth date."""

    household: Ints
    role: Ints
    circle: Ints
    woman: Bools
    year: Ints
    month: Ints
    day: Ints
    kind: Ints
    shared_home: Ints

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.household)


def people(households: int, rates: Rates, dice: Dice) -> People:
    """Fill so many households. `kind` and `shared_home` are per household; -1 in the latter: a home of its own."""
    rng = dice.of("households")
    kind = weighted(rng, _kind_shares(rates), households)
    second = (kind >= FAMILY) & (rng.random(households) < 0.4)
    members = [np.ones(households, dtype=np.bool_), (kind == COUPLE) | (kind == FAMILY), kind >= FAMILY, second]
    household = np.concatenate([np.flatnonzero(has) for has in members])
    role = np.concatenate([np.full(int(has.sum()), number) for number, has in enumerate(members)])
    order = np.lexsort((role, household))
    household, role = household[order], role[order]
    sharing = (kind == SINGLE) & (rng.random(households) < rates.shared_house)
    circle = _circles(household, role, kind, rates, dice)
    woman = _sexes(household, role, kind, rates, dice)
    year = THIS_YEAR - 1 - _ages(household, role, kind, sharing, dice)
    month, day = _days(household, role, year, rates, dice)
    january = (circle != 0) & (dice.of("first_of_january").random(len(household)) < rates.first_of_january)
    month, day = np.where(january, 1, month), np.where(january, 1, day)
    return People(household, role, circle, woman, year, month, day, kind, _shared(sharing))


def first_of(who: People, role: int) -> Ints:
    """Per household the row of its member with this role, or -1."""
    rows = np.full(len(who.kind), NONE, dtype=np.int64)
    has = who.role == role
    rows[who.household[has]] = np.flatnonzero(has)
    return rows


def _kind_shares(rates: Rates) -> Floats:
    rest = 1.0 - rates.couple - rates.family - rates.one_parent
    return np.array([max(rest, 0.0), rates.couple, rates.family, rates.one_parent])


def _shared(sharing: Bools) -> Ints:
    """For those in a shared house the household that gives the address, for the others -1."""
    home = np.full(len(sharing), -1, dtype=np.int64)
    sharers = np.flatnonzero(sharing)
    if len(sharers):
        home[sharers] = sharers[np.arange(len(sharers)) // SHARERS * SHARERS]
    return home


def _circles(household: Ints, role: Ints, kind: Ints, rates: Rates, dice: Dice) -> Ints:
    rng = dice.of("circles")
    shares = np.array([CIRCLE_SHARES[circle] for circle in CIRCLES])
    own = weighted(rng, shares, len(kind))
    others = weighted(rng, shares, len(kind))
    mixed = rng.random(len(kind)) < rates.mixed_couple
    partners = np.where(mixed, others, own)
    return np.where(role == PARTNER, partners[household], own[household])


def _sexes(household: Ints, role: Ints, kind: Ints, rates: Rates, dice: Dice) -> Bools:
    rng = dice.of("sexes")
    # One parent is mostly a mother; of couples the reference person is a man half of the time.
    heads = rng.random(len(kind)) < np.where(kind == ONE_PARENT, 0.8, 0.48)
    alike = rng.random(len(kind)) < rates.same_sex_couple
    partners = np.where(alike, heads, ~heads)
    children = rng.random(len(household)) < 0.49
    chosen = np.where(role == HEAD, heads[household], partners[household])
    return np.where(role >= CHILD, children, chosen).astype(np.bool_)


def _ages(household: Ints, role: Ints, kind: Ints, sharing: Bools, dice: Dice) -> Ints:
    """Whole years; children at home are 18 to 35 and 20 to 38 years younger than the younger parent."""
    rng = dice.of("ages")
    count = len(kind)
    curve = AGE_FROM + AGE_STEP * weighted(rng, AGE_SHARES, count) + rng.integers(0, AGE_STEP, count)
    heads = np.where(kind >= FAMILY, rng.integers(42, 66, count), curve)
    heads = np.where(sharing, rng.integers(18, 36, count), heads)
    partners = np.maximum(heads + np.round(rng.normal(0, 4, count)).astype(np.int64), 18)
    partners = np.where(kind == FAMILY, np.maximum(partners, 42), partners)
    younger = np.where(kind == FAMILY, np.minimum(heads, partners), heads)
    oldest = np.clip(younger - rng.integers(20, 39, count), 18, 35)
    next_one = np.clip(oldest - rng.integers(1, 6, count), 18, 35)
    each: Ints = np.choose(role, [heads[household], partners[household], oldest[household], next_one[household]])
    return each


def _days(household: Ints, role: Ints, year: Ints, rates: Rates, dice: Dice) -> tuple[Ints, Ints]:
    """Month and day; changes `year` of a twin to that of the other."""
    rng = dice.of("days")
    month = rng.integers(1, 13, len(year))
    longest = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[month]
    day = 1 + np.floor(rng.random(len(year)) * longest).astype(np.int64)
    later = np.flatnonzero(role == SECOND_CHILD)
    twins = later[rng.random(len(later)) < rates.twins]
    for part in (year, month, day):
        part[twins] = part[twins - 1]
    return month, day
