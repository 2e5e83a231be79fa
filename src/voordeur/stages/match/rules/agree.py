"""How two records agree, field by field, for many pairs at once: one small number per field, the place in `LEVELS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from voordeur.stages.match.rules.records import Hashes, Index, Mask, Records

# Every way in which a field can agree; "missing" comes first and says nothing.
LEVELS: Final[Mapping[str, tuple[str, ...]]] = {
    "surname": ("missing", "same", "double", "spelling", "close", "part", "partner", "swapped", "different"),
    "initials": ("missing", "name", "name_near", "same", "first", "first_only", "other_name", "other", "different"),
    "birth": ("missing", "same", "swapped", "slip", "partly", "january", "day_month", "different"),
    "address": (
        "missing",
        "same",
        "no_extra",
        "other_door",
        "street",
        "slip",
        "earlier",
        "number",
        "estate",
        "near",
        "district",
        "different",
    ),
    "sex": ("missing", "same", "different"),
    "phone": ("missing", "same", "different"),
    "email": ("missing", "same", "different"),
    "bsn": ("missing", "same", "different"),
    "customer": ("missing", "same", "different"),
}
Levels = npt.NDArray[np.uint8]
Dates = npt.NDArray[np.uint32]


def level(field: str, name: str) -> int:
    """The number of an agreement."""
    return LEVELS[field].index(name)


def agreements(records: Records, one: Index, other: Index) -> dict[str, Levels]:
    """The agreement of every field for the pairs (one[k], other[k])."""
    pair = Pair(records, one, other)
    surname = _surname(pair)
    return {
        "surname": surname,
        "initials": _initials(pair, surname),
        "birth": _birth(pair),
        "address": _address(pair),
        "sex": pair.equal("sex"),
        "phone": pair.equal("phone"),
        "email": pair.equal("email"),
        "bsn": pair.equal("bsn"),
        "customer": pair.equal("account"),
    }


class Pair:
    """Both sides of many pairs; a column is fetched when it is asked for."""

    def __init__(self, records: Records, one: Index, other: Index) -> None:
        self.records, self.one, self.other = records, one, other

    def __len__(self) -> int:
        return len(self.one)

    def sides(self, field: str) -> tuple[Hashes, Hashes]:
        """The values of a field on both sides."""
        column = self.records[field]
        return column.take(self.one), column.take(self.other)

    def at(self, rows: Index) -> Pair:
        """Some of these pairs."""
        return Pair(self.records, self.one[rows], self.other[rows])

    def equal(self, field: str) -> Levels:
        """1 the same, 2 different, 0 where a side is missing."""
        a, b = self.sides(field)
        return np.where((a == 0) | (b == 0), np.uint8(0), np.where(a == b, np.uint8(1), np.uint8(2)))


NEAR, CLOSE = 2, 1


def alike(records: Records, a: Hashes, b: Hashes) -> Levels:
    """How near two known words are that are not the same.

    `NEAR`: one slip in five letters and more, or two in nine and more. `CLOSE`: one slip in three or four letters, two in six and
    more, three in ten and more. 0: neither.
    """
    if not len(a):
        return np.zeros(0, np.uint8)
    (ones, long_a), (others, long_b) = records.words.look_up(a), records.words.look_up(b)
    slips = np.asarray(cpdist(ones, others, scorer=OSA.distance, score_cutoff=3, dtype=np.uint8))
    shortest = np.minimum(long_a, long_b)
    near = (slips <= 1) & (shortest >= 5) | (slips <= 2) & (shortest >= 9)
    close = (slips <= 1) & (shortest >= 3) | (slips <= 2) & (shortest >= 6) | (slips <= 3) & (shortest >= 10)
    return np.where(near, np.uint8(NEAR), np.where(close, np.uint8(CLOSE), np.uint8(0)))


# --- surname


def _surname(pair: Pair) -> Levels:
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


# --- given names and initials


def _initials(pair: Pair, surname: Levels) -> Levels:
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


# --- birth date


def _birth(pair: Pair) -> Levels:
    a, b = pair.sides("birth")
    out = np.where(a == b, np.uint8(level("birth", "same")), np.uint8(level("birth", "different")))
    out[(a == b) & (a & 0xFF == 0)] = level("birth", "partly")
    out[(a == 0) | (b == 0)] = 0
    rest = np.flatnonzero(out == level("birth", "different"))
    out[rest] = _other_birth(a[rest], b[rest])
    return out


def _other_birth(a: Dates, b: Dates) -> Levels:
    """How two dates agree that are not the same; each has a digit in every four bits."""
    out = np.full(len(a), level("birth", "different"), np.uint8)
    out[(a ^ b) & 0xFFFF == 0] = level("birth", "day_month")
    unlike = a ^ b
    wrong = np.bitwise_count((unlike | unlike >> 1 | unlike >> 2 | unlike >> 3) & np.uint32(0x11111111))
    few = np.flatnonzero((wrong <= 2) | (np.abs((a >> 16).astype(np.int32) - (b >> 16)) <= 10))
    slips = few[(wrong[few] == 1) | _swapped_digits(a[few], b[few]) | _year_off(a[few], b[few])]
    out[slips] = level("birth", "slip")
    year = np.flatnonzero(a >> 16 == b >> 16)
    out[year] = _same_year(a[year], b[year], out[year])
    return out


def _same_year(a: Dates, b: Dates, before: Levels) -> Levels:
    (m1, d1), (m2, d2) = ((v >> 8 & 0xFF, v & 0xFF) for v in (a, b))
    gap = (m1 == 0) | (d1 == 0) | (m2 == 0) | (d2 == 0)
    fits = ((m1 == m2) | (m1 == 0) | (m2 == 0)) & ((d1 == d2) | (d1 == 0) | (d2 == 0))
    january = (a & 0xFFFF == 0x0101) | (b & 0xFFFF == 0x0101)
    cases = [gap & fits, january, gap, (m1 == d2) & (d1 == m2)]
    names = ("partly", "january", "different", "swapped")
    return np.select(cases, [np.uint8(level("birth", name)) for name in names], before)


def _swapped_digits(a: Dates, b: Dates) -> Mask:
    """Two neighbouring digits changed places."""
    found = np.zeros(len(a), dtype=bool)
    for place in range(0, 28, 4):
        digits = np.uint32(0xFF << place)
        one, other = (a & digits) >> place, (b & digits) >> place
        found |= ((a ^ b) & ~digits == 0) & (one == (other >> 4 | (other & 0xF) << 4))
    return found


def _year_off(a: Dates, b: Dates) -> Mask:
    """The year is one off, also over a ten (1979 and 1980)."""
    years = [sum((date >> 16 >> 4 * place & 0xF).astype(np.int32) * 10**place for place in range(4)) for date in (a, b)]
    return ((a ^ b) & 0xFFFF == 0) & (np.abs(years[0] - years[1]) <= 1)


# --- address


def _address(pair: Pair) -> Levels:
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
    unknown = ((postcode_a == 0) & (street_a == 0)) | ((postcode_b == 0) & (street_b == 0))
    slip = one_sign(postcode_a, postcode_b)
    city = (city_a == city_b) & (city_a != 0)
    area = city | same_postcode | slip | (postcode_a >> _REGION == postcode_b >> _REGION) | (postcode_a == 0) | (postcode_b == 0)
    short = (postcode_a & _LETTERS == 0) | (postcode_b & _LETTERS == 0)
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
