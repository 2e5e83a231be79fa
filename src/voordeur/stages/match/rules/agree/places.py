"""How addresses agree."""

from __future__ import annotations

from typing import Final

import numpy as np

from voordeur.stages.match.rules.agree.pair import NEAR, Levels, Pair, alike, level
from voordeur.stages.match.rules.records import Hashes, Mask


def address_levels(pair: Pair) -> Levels:
    """The agreement of addresses, wherever letter and addition were written."""
    postcode_a, postcode_b = pair.sides("postcode")
    number_a, number_b = pair.sides("number")
    same_postcode = (postcode_a == postcode_b) & (postcode_a != 0)
    same_number = (number_a == number_b) & (number_a != 0)
    # Four digits name a district: only with a letter behind them a postcode and a number are a door.
    door = same_postcode & same_number & (postcode_a & _LETTERS != 0)
    out = np.full(len(pair), level("address", "different"), np.uint8)
    out[door] = _door(pair.at(np.flatnonzero(door)))
    rest = np.flatnonzero(~door)
    out[rest] = _elsewhere(pair.at(rest), same_postcode[rest], same_number[rest])
    return out


def _door(pair: Pair) -> Levels:
    """The same house: whether letter and addition agree as well."""
    a, b = pair.sides("extra")
    same = a == b
    ask = np.flatnonzero(~same & (a != 0) & (b != 0))
    same[ask[alike(pair.records, a[ask], b[ask]) == NEAR]] = True
    names = [np.uint8(level("address", name)) for name in ("same", "no_extra", "other_door")]
    return np.where(same, names[0], np.where((a == 0) | (b == 0), names[1], names[2]))


def _elsewhere(pair: Pair, same_postcode: Mask, same_number: Mask) -> Levels:
    postcode_a, postcode_b = pair.sides("postcode")
    street_a, street_b = pair.sides("street")
    city_a, city_b = pair.sides("city")
    number_a, number_b = pair.sides("number")
    unknown = ((postcode_a == 0) & (street_a == 0)) | ((postcode_b == 0) & (street_b == 0))
    slip = one_sign(postcode_a, postcode_b)
    city = (city_a == city_b) & (city_a != 0)
    area = city | same_postcode | slip | (postcode_a >> _REGION == postcode_b >> _REGION) | (postcode_a == 0) | (postcode_b == 0)
    short = (postcode_a & _LETTERS == 0) | (postcode_b & _LETTERS == 0)
    # One district and nothing more to compare: neither the same address nor another.
    unknown |= same_postcode & short & ((street_a == 0) | (street_b == 0)) & ((number_a == 0) | (number_b == 0))
    streets, estate = _same_street(pair, same_number | (area & short))
    house = np.flatnonzero(same_number & streets & area)
    inside = np.where(estate[house], np.uint8(level("address", "same")), _door(pair.at(house)))
    fit = np.zeros(len(pair), dtype=bool)
    fit[house] = inside != level("address", "other_door")
    nearby = same_postcode | slip | city
    cases = [
        (unknown, "missing"),
        (fit, "street"),
        (same_number & slip & ~short & ((street_a == 0) | (street_b == 0)), "slip"),
        (estate & nearby, "estate"),
        (streets & nearby, "near"),
        (same_postcode & ~short, "number"),
        (same_number & nearby & (((postcode_a ^ postcode_b) >> _DIGITS == 0) | slip), "district"),
    ]
    names = [np.uint8(level("address", name)) for _, name in cases]
    out = np.select([when for when, _ in cases], names, np.uint8(level("address", "different")))
    whole = (short & same_postcode)[house]
    out[house[whole]] = inside[whole]
    return out


_LETTERS: Final = np.uint64(0xFFFFFFFF)  # of a packed postcode: what stands behind the four digits
_REGION: Final = np.uint64(48)  # its first two digits
_DIGITS: Final = np.uint64(32)


def _same_street(pair: Pair, worth: Mask) -> tuple[Mask, Mask]:
    """Whether two streets or the names of two buildings are one but for a slip, and whether both are; also where the two stand in
    each other's field. Slips are only looked for where it is worth it."""
    (street_a, street_b), (house_a, house_b) = pair.sides("street"), pair.sides("building")
    straight = [_one_word(pair, worth, a, b) for a, b in ((street_a, street_b), (house_a, house_b))]
    if not house_a.any() and not house_b.any():
        return straight[0], straight[1]
    across = [_one_word(pair, worth, a, b) for a, b in ((street_a, house_b), (house_a, street_b))]
    return straight[0] | straight[1] | across[0] | across[1], (straight[0] & straight[1]) | (across[0] & across[1])


def _one_word(pair: Pair, worth: Mask, a: Hashes, b: Hashes) -> Mask:
    found = (a == b) & (a != 0)
    ask = np.flatnonzero(worth & ~found & (a != 0) & (b != 0))
    found[ask[alike(pair.records, a[ask], b[ask]) > 0]] = True
    return found


def one_sign(a: Hashes, b: Hashes) -> Mask:
    """Two postcodes that differ in one sign, or in two neighbours swapped."""
    unlike = a ^ b
    wrong = np.zeros(len(a), np.uint8)
    swapped = np.zeros(len(a), bool)
    byte = np.uint64(0xFF)
    for place in range(8):
        here = np.uint64(8 * place)
        wrong += (unlike >> here) & byte != 0
        if place < 7:
            after = np.uint64(8 * place + 8)
            crossed = ((a >> here) & byte == (b >> after) & byte) & ((a >> after) & byte == (b >> here) & byte)
            swapped |= crossed & (unlike & ~((byte << here) | (byte << after)) == 0)
    return ((wrong == 1) | (swapped & (wrong == 2))) & (a != 0) & (b != 0)
