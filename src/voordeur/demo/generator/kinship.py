"""Surnames within households and between them, and who left which home."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voordeur.demo.generator.dice import Bools, Dice, Ints, weighted
from voordeur.demo.generator.households import CHILD, HEAD, NONE, ONE_PARENT, PARTNER, SINGLE, People, first_of
from voordeur.demo.generator.rates import Rates
from voordeur.demo.generator.surnames import CIRCLES, book

# How somebody with a partner's name goes by it: own, the partner's, partner's-own, own-partner's.
OWN, PARTNERS, PARTNERS_OWN, OWN_PARTNERS = range(4)
YOUNG = 1990


@dataclass
class Surnames:
    """Per person: numbers of the own and the partner's surname (-1: none) and the usual form (OWN ...)."""

    own: Ints
    partner: Ints
    usual: Ints


@dataclass(frozen=True)
class Moves:
    """`former` (home, -1: none) and `month` (-1: before the deliveries) per person; `left` (whom, or -1) per household."""

    former: Ints
    month: Ints
    left: Ints


def surnames(who: People, rates: Rates, dice: Dice) -> Surnames:
    """Draw own surnames, let children have a parent's, and let the married use each other's."""
    rng = dice.of("surnames")
    own = _drawn(who, rates, dice)
    heads, partners = first_of(who, HEAD), first_of(who, PARTNER)
    _children(who, own, rates, dice)
    married = (rng.random(len(heads)) < rates.married) & (partners >= 0)
    partner = np.full(who.count, NONE, dtype=np.int64)
    partner[heads[married]], partner[partners[married]] = own[partners[married]], own[heads[married]]
    takes = rng.random(who.count) < np.where(who.woman, rates.takes_partner_name, rates.takes_partner_name / 10)
    form = np.array([PARTNERS, PARTNERS_OWN, OWN_PARTNERS])[weighted(rng, np.array([0.35, 0.6, 0.05]), who.count)]
    usual = np.where(takes & (partner >= 0), form, OWN)
    # A double surname of one's own behaves like own-partner's: creditors keep one half, the other or both.
    double = (partner < 0) & (rng.random(who.count) < rates.double_surname)
    return Surnames(own, np.where(double, rng.permutation(own), partner), np.where(double, OWN_PARTNERS, usual))


def _drawn(who: People, rates: Rates, dice: Dice) -> Ints:
    rng = dice.of("surnames drawn")
    own = np.zeros(who.count, dtype=np.int64)
    for number, circle in enumerate(CIRCLES):
        rows = np.flatnonzero(who.circle == number)
        own[rows] = book().codes[circle][0] + weighted(rng, book().weights[circle], len(rows))
    heads = first_of(who, HEAD)
    near = 1 + np.flatnonzero(rng.random(len(heads) - 1) < rates.kin_nearby)
    near = near[who.circle[heads[near]] == who.circle[heads[near - 1]]]
    own[heads[near]] = own[heads[near - 1]]
    return own


def _children(who: People, own: Ints, rates: Rates, dice: Dice) -> None:
    rng = dice.of("surnames of children")
    heads, partners = first_of(who, HEAD), first_of(who, PARTNER)
    father = np.where((partners >= 0) & who.woman[heads], partners, heads)
    mother = np.where((partners >= 0) & (father == heads), partners, heads)
    giver = np.where(rng.random(len(heads)) < rates.mothers_name, mother, father)
    # With one parent, a mother, most children have the name of a father who lives elsewhere: the one drawn for the eldest.
    absent = (who.kind == ONE_PARENT) & who.woman[heads] & (rng.random(len(heads)) < 0.7)
    giver = np.where(absent, first_of(who, CHILD), giver)
    children = np.flatnonzero(who.role >= CHILD)
    own[children] = own[giver[who.household[children]]]


def moves(who: People, home: Ints, names: Surnames, rates: Rates, dice: Dice, months: int) -> Moves:
    """Who has a former home; changes the surnames of some who moved alone.

    A household moves as a whole from a home where others live now. Who moved alone left others behind: parents, whose surname
    they share, or a former partner, whose surname they may still use.
    """
    rng = dice.of("moves")
    count = len(who.kind)
    heads = first_of(who, HEAD)
    moved = rng.random(count) < rates.moved
    alone = moved & (who.kind == SINGLE) & (rng.random(count) < rates.moved_alone)
    divorced = alone & (who.year[heads] < YOUNG + 10) & (rng.random(count) < rates.former_partner)
    fledged = alone & ~divorced & (who.year[heads] >= YOUNG) & (rng.random(count) < 0.7)
    origin = rng.integers(0, count, count)
    larger = np.flatnonzero(who.kind != SINGLE)
    if len(larger):
        origin = np.where(alone, larger[rng.integers(0, len(larger), count)], origin)
    _share_names(who, names, fledged, divorced, origin, rng)
    former = np.where(moved, home[heads[origin]], NONE)[who.household]
    former = np.where(former == home, NONE, former)
    now = rng.random(count) < min(1.0, rates.moves_now)
    month = np.where(now, rng.integers(0, max(months, 1), count), NONE)[who.household]
    return Moves(former, month, np.where(divorced, origin, NONE))


def _share_names(who: People, names: Surnames, fledged: Bools, divorced: Bools, origin: Ints, rng: np.random.Generator) -> None:
    heads = first_of(who, HEAD)
    rows = np.flatnonzero(fledged & (who.circle[heads] == who.circle[heads[origin]]))
    names.own[heads[rows]] = names.own[heads[origin[rows]]]
    rows = np.flatnonzero(divorced)
    former = names.own[heads[origin[rows]]]
    names.partner[heads[rows]] = former
    keeps = who.woman[heads[rows]] & (rng.random(len(rows)) < 0.35)
    names.usual[heads[rows]] = np.where(keeps, PARTNERS_OWN, OWN)
