"""How surnames, given names and initials agree."""

from __future__ import annotations

from typing import Final

import numpy as np

from voordeur.stages.match.rules.agree.pair import CLOSE, NEAR, Levels, Pair, alike, level
from voordeur.stages.match.rules.records import Hashes, Mask


def surname_levels(pair: Pair) -> Levels:
    """The agreement of surnames: of one or two parts, the partner's, or in the given name's field."""
    a, b = pair.sides("surname")
    out = np.full(len(pair), level("surname", "different"), np.uint8)
    out[a == b] = level("surname", "same")
    out[(a == 0) | (b == 0)] = 0
    rest = np.flatnonzero(out == level("surname", "different"))
    heard_a, heard_b = pair.at(rest).sides("sound")
    alike_sound = heard_a == heard_b
    out[rest[alike_sound]] = level("surname", "spelling")
    rest = rest[~alike_sound]
    rest = rest[_ends_alike(pair.at(rest))]
    near = alike(pair.records, a[rest], b[rest])
    out[rest[near == NEAR]] = level("surname", "spelling")
    out[rest[near == CLOSE]] = level("surname", "close")
    _double(pair, out)
    _swapped(pair, out)
    return out


def _ends_alike(pair: Pair) -> Mask:
    """Whether two names begin or end alike; others are not one slip apart."""
    (head_a, head_b), (tail_a, tail_b) = pair.sides("head"), pair.sides("tail")
    return (head_a == head_b) | (tail_a == tail_b)


def _double(pair: Pair, out: Levels) -> None:
    """Names of two parts, in either order, one half of them, or the partner's."""
    second, partner = pair.records["surname2"], pair.records["partner"]
    two = np.flatnonzero(
        (second[pair.one] != 0) | (second[pair.other] != 0) | (partner[pair.one] != 0) | (partner[pair.other] != 0)
    )
    if not len(two):
        return
    some = pair.at(two)
    own = {side: _parts(some, side, ("sound", "sound2")) for side in (0, 1)}
    mates = {side: _parts(some, side, ("partner_sound",)) for side in (0, 1)}
    doubles = [own[side][1] != 0 for side in (0, 1)]
    # A name of two parts that sound alike has only one to share.
    found = [_among(own[side][0], own[1 - side]).astype(int) + _among(own[side][1], own[1 - side]) for side in (0, 1)]
    shared = np.minimum(*found)
    both = doubles[0] & doubles[1] & (shared == 2)
    with_mate = (doubles[0] & (shared >= 1) & (_among(own[0][0], mates[1]) | _among(own[0][1], mates[1]))) | (
        doubles[1] & (shared >= 1) & (_among(own[1][0], mates[0]) | _among(own[1][1], mates[0]))
    )
    mate = _among(own[0][0], mates[1]) | _among(own[1][0], mates[0])
    half = (shared == 1) & (doubles[0] | doubles[1])
    now = out[two]
    free = (now != 0) & ((now != level("surname", "same")) | doubles[0] | doubles[1])
    now[free & half] = level("surname", "part")
    now[free & mate & (shared == 0)] = level("surname", "partner")
    now[free & both] = level("surname", "same")
    now[free & with_mate] = level("surname", "double")
    out[two] = now


def _parts(pair: Pair, side: int, fields: tuple[str, ...]) -> list[Hashes]:
    rows = (pair.one, pair.other)[side]
    return [pair.records[field].take(rows) for field in fields]


def _among(value: Hashes, others: list[Hashes]) -> Mask:
    found = np.zeros(len(value), dtype=bool)
    for other in others:
        found |= (value == other) & (value != 0)
    return found


_FIRST: Final = np.uint64(0xFFFF)  # the first of packed initials


def _swapped(pair: Pair, out: Levels) -> None:
    """Given name and surname in each other's column, but for a slip; one of the two is enough."""
    rest = np.flatnonzero(out >= level("surname", "close"))
    some = pair.at(rest)
    (name_a, name_b), (given_a, given_b) = some.sides("surname"), some.sides("given")
    crossed = ((given_a == name_b) & (given_a != 0)) | ((given_b == name_a) & (given_b != 0))
    letter_a, letter_b = some.sides("initials")
    likely = (given_a != 0) & (given_b != 0) & ~crossed & ((letter_a ^ letter_b) & _FIRST != 0)
    ask = np.flatnonzero(likely)
    crossed[ask] = (alike(pair.records, given_a[ask], name_b[ask]) > 0) | (alike(pair.records, given_b[ask], name_a[ask]) > 0)
    out[rest[crossed]] = level("surname", "swapped")


def _crossed(pair: Pair) -> Mask:
    """Whether nothing speaks against a swap: the other two names are one as well, or one of them is not there."""
    (name_a, name_b), (given_a, given_b) = pair.sides("surname"), pair.sides("given")
    return _fits(pair, given_a, name_b) & _fits(pair, given_b, name_a)


def _fits(pair: Pair, given: Hashes, name: Hashes) -> Mask:
    fits = (given == name) | (given == 0)
    ask = np.flatnonzero(~fits)
    fits[ask[alike(pair.records, given[ask], name[ask]) > 0]] = True
    return fits


def initials_levels(pair: Pair, surname: Levels) -> Levels:
    """The agreement of given names and initials; `surname` tells where the two names are swapped."""
    a, b = pair.sides("initials")
    out = _letters(a, b)
    given_a, given_b = pair.sides("given")
    written = (given_a != 0) & (given_b != 0)
    out[written & (given_a == given_b)] = level("initials", "name")
    unlike = np.flatnonzero(written & (given_a != given_b))
    near = alike(pair.records, given_a[unlike], given_b[unlike])
    first = out[unlike]
    first[(first != level("initials", "different")) & (first != level("initials", "other"))] = level("initials", "other_name")
    first[near > 0] = level("initials", "name_near")
    out[unlike] = first
    out[(a == 0) | (b == 0)] = 0
    swapped = np.flatnonzero(surname == level("surname", "swapped"))
    swapped = swapped[_crossed(pair.at(swapped))]
    out[swapped] = np.where(written[swapped], level("initials", "name"), level("initials", "first"))
    return out


def _letters(a: Hashes, b: Hashes) -> Levels:
    sign = np.uint64(0xFFFF)
    one, other = a & sign, b & sign
    rest_a, rest_b = a >> np.uint64(16), b >> np.uint64(16)
    out = np.full(len(a), level("initials", "different"), np.uint8)
    begins = one == other
    single = (rest_a == 0) | (rest_b == 0)
    out[begins & single] = level("initials", "first")
    longer = np.flatnonzero(begins & ~single)
    out[longer] = level("initials", "first_only")
    shared = _common_length(rest_a[longer], rest_b[longer])
    out[longer[shared]] = level("initials", "same")
    inside = np.flatnonzero(~begins & ((rest_a != 0) | (rest_b != 0)))
    within = _contained(a[inside], b[inside]) | _contained(b[inside], a[inside])
    out[inside[within]] = level("initials", "other")
    return out


def _common_length(a: Hashes, b: Hashes) -> Mask:
    """Whether the shorter of two rows of letters begins the longer."""
    mask_a, mask_b = _mask(a), _mask(b)
    mask = np.minimum(mask_a, mask_b)
    return (a & mask) == (b & mask)


def _mask(packed: Hashes) -> Hashes:
    out = np.full(len(packed), np.uint64(0xFFFF), dtype=np.uint64)
    for place in (1, 2, 3):
        out[packed >> np.uint64(16 * place) != 0] = np.uint64((1 << (16 * (place + 1))) - 1)
    return out


def _contained(a: Hashes, b: Hashes) -> Mask:
    """Whether every letter of `a` is somewhere in `b`."""
    inside = np.ones(len(a), dtype=bool)
    for place in range(4):
        letter = (a >> np.uint64(16 * place)) & np.uint64(0xFFFF)
        found = letter == 0
        for other in range(4):
            found |= letter == (b >> np.uint64(16 * other)) & np.uint64(0xFFFF)
        inside &= found
    return inside
