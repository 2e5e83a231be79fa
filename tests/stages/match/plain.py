"""The comparison of two cleaned records and the merging of pairs in plain Python, one by one: slow, and easy to see through.

What a name sounds like, and how it begins and ends as it sounds, is the cleaning's; here these are only the same or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from voordeur.stages.match.rules.records import Records


@dataclass(frozen=True)
class Told:
    """A record with its texts written out; "" or nought for what is not known."""

    surname: str
    surname2: str
    sound: int
    sound2: int
    head: int
    tail: int
    partner_sound: int
    given: str
    initials: str
    birth: str
    sex: int
    postcode: str
    number: int
    extra: str
    building: str
    street: str
    city: str
    phone: int
    email: int
    bsn: int
    account: int


def told(records: Records) -> list[Told]:
    """Records written out."""
    texts = dict(zip(records.words.hashes.tolist(), records.words.texts.to_list(), strict=True)) | {0: ""}
    return [_told({name: column[row].item() for name, column in records.columns.items()}, texts) for row in range(len(records))]


def _told(row: Mapping[str, int], texts: Mapping[int, str]) -> Told:
    words = {name: texts[row[name]] for name in ("surname", "surname2", "given", "extra", "building", "street", "city")}
    letters = "".join(chr(row["initials"] >> 16 * place & 0xFFFF) for place in range(4)).rstrip("\0")
    postcode = row["postcode"].to_bytes(8, "big").rstrip(b"\0").decode("ascii")
    same = ("sound", "sound2", "head", "tail", "partner_sound", "sex", "number", "phone", "email", "bsn", "account")
    birth = f"{row['birth']:08x}" if row["birth"] else ""
    return Told(**words, initials=letters, postcode=postcode, birth=birth, **{name: row[name] for name in same})


def agreement(a: Told, b: Told) -> dict[str, str]:
    """How every field of two records agrees."""
    names = surname(a, b)
    return {
        "surname": names,
        "initials": initials(a, b, names),
        "birth": birth(a.birth, b.birth),
        "address": address(a, b),
        "sex": equal(a.sex, b.sex),
        "phone": equal(a.phone, b.phone),
        "email": equal(a.email, b.email),
        "bsn": equal(a.bsn, b.bsn),
        "customer": equal(a.account, b.account),
    }


def equal(a: int, b: int) -> str:
    if not a or not b:
        return "missing"
    return "same" if a == b else "different"


@cache
def slips(one: str, other: str) -> int:
    """How many letters to change, leave out, put in or swap with the next, each letter touched once."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            ways = [rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a != b)]
            if i > 1 and j > 1 and (a, b) == (other[j - 2], one[i - 2]):
                ways.append(rows[i - 2][j - 2] + 1)
            row.append(min(ways))
        rows.append(row)
    return rows[-1][-1]


def near(one: str, other: str) -> bool:
    """One slip in five letters and more, two in nine and more."""
    long = min(len(one), len(other))
    return slips(one, other) <= (2 if long >= 9 else 1 if long >= 5 else -1)


def alike(one: str, other: str) -> bool:
    """Near, or one slip in three letters and more, two in six and more, three in ten and more."""
    long = min(len(one), len(other))
    return slips(one, other) <= (3 if long >= 10 else 2 if long >= 6 else 1 if long >= 3 else -1)


# --- names


def surname(a: Told, b: Told) -> str:
    if not a.surname or not b.surname:
        return "missing"
    found = _of_parts(a, b) or _of_one(a, b)
    return "swapped" if found in ("close", "part", "partner", "different") and _changed_places(a, b) else found


def _of_one(a: Told, b: Told) -> str:
    if a.surname == b.surname:
        return "same"
    if a.sound == b.sound:
        return "spelling"
    if a.head != b.head and a.tail != b.tail:
        return "different"
    if near(a.surname, b.surname):
        return "spelling"
    return "close" if alike(a.surname, b.surname) else "different"


def _of_parts(a: Told, b: Told) -> str:
    """What names of two parts, or the partner's name, make of it; "" where they make nothing."""
    one, other = [x for x in (a.sound, a.sound2) if x], [x for x in (b.sound, b.sound2) if x]
    double = len(one) == 2 or len(other) == 2
    shared = min(sum(x in other for x in one), sum(x in one for x in other))
    mates_a, mates_b = {a.partner_sound} - {0}, {b.partner_sound} - {0}
    if a.surname == b.surname and not double:
        return ""
    if shared and ((len(one) == 2 and mates_b & set(one)) or (len(other) == 2 and mates_a & set(other))):
        return "double"
    if len(one) == len(other) == 2 == shared:
        return "same"
    if not shared and (a.sound in mates_b or b.sound in mates_a):
        return "partner"
    return "part" if double and shared == 1 else ""


def _changed_places(a: Told, b: Told) -> bool:
    """One given name is the other's surname; or nearly, where both are written out and the initials differ."""
    crossed = [(given, name) for given, name in ((a.given, b.surname), (b.given, a.surname)) if given]
    if any(given == name for given, name in crossed):
        return True
    return len(crossed) == 2 and a.initials[:1] != b.initials[:1] and any(alike(given, name) for given, name in crossed)


def initials(a: Told, b: Told, names: str) -> str:
    written = a.given and b.given
    if names == "swapped" and all(not x or x == y or alike(x, y) for x, y in ((a.given, b.surname), (b.given, a.surname))):
        return "name" if written else "first"
    if not a.initials or not b.initials:
        return "missing"
    if written and a.given == b.given:
        return "name"
    if written and alike(a.given, b.given):
        return "name_near"
    found = _letters(a.initials, b.initials)
    return "other_name" if written and found not in ("different", "other") else found


def _letters(a: str, b: str) -> str:
    short, long = sorted((a, b), key=len)
    if a[0] == b[0]:
        if len(short) == 1:
            return "first"
        return "same" if long.startswith(short) else "first_only"
    return "other" if len(long) > 1 and (set(a) <= set(b) or set(b) <= set(a)) else "different"


# --- birth date


def birth(a: str, b: str) -> str:
    """Dates as eight digits, noughts for what is not known."""
    if not a or not b:
        return "missing"
    if a == b:
        return "partly" if a.endswith("00") else "same"
    if a[:4] == b[:4]:
        pairs = ((a[4:6], b[4:6]), (a[6:], b[6:]))
        gap = any("00" in pair for pair in pairs)
        if gap and all("00" in pair or pair[0] == pair[1] for pair in pairs):
            return "partly"
        if "0101" in (a[4:], b[4:]):
            return "january"
        if gap:
            return "different"
        if a[4:6] == b[6:] and a[6:] == b[4:6]:
            return "swapped"
    if _one_slip(a, b) or (a[4:] == b[4:] and abs(int(a[:4]) - int(b[:4])) == 1):
        return "slip"
    return "day_month" if a[4:] == b[4:] else "different"


def _one_slip(a: str, b: str) -> bool:
    """One sign wrong, or two neighbours that changed places."""
    wrong = [place for place in range(len(a)) if a[place] != b[place]]
    if len(wrong) == 2:
        first, second = wrong
        return second == first + 1 and a[first] == b[second] and a[second] == b[first]
    return len(wrong) == 1


# --- address


def address(a: Told, b: Told) -> str:
    postcode = bool(a.postcode) and a.postcode == b.postcode
    number = bool(a.number) and a.number == b.number
    whole = len(a.postcode) > 4 and len(b.postcode) > 4
    if postcode and number and whole:
        return _door(a, b)
    bare = postcode and not whole and not (a.street and b.street) and not (a.number and b.number)
    if bare or not (a.postcode or a.street) or not (b.postcode or b.street):
        return "missing"
    slip = bool(a.postcode and b.postcode) and _one_slip(a.postcode.ljust(8), b.postcode.ljust(8))
    nearby = postcode or slip or (bool(a.city) and a.city == b.city)
    area = nearby or a.postcode[:2] == b.postcode[:2] or not a.postcode or not b.postcode
    streets, estate = _streets(a, b, number or (area and not whole))
    if number and streets and area:
        behind = "same" if estate else _door(a, b)
        if postcode:
            return behind
        if behind != "other_door":
            return "street"
    cases = {
        "slip": number and slip and whole and not (a.street and b.street),
        "estate": estate and nearby,
        "near": streets and nearby,
        "number": postcode and whole,
        "district": number and nearby and (a.postcode[:4] == b.postcode[:4] or slip),
    }
    return next((name for name, holds in cases.items() if holds), "different")


def _door(a: Told, b: Told) -> str:
    if a.extra == b.extra:
        return "same"
    if not a.extra or not b.extra:
        return "no_extra"
    return "same" if near(a.extra, b.extra) else "other_door"


def _streets(a: Told, b: Told, slips_too: bool) -> tuple[bool, bool]:
    """Whether a street or a building is the same, and whether both are, straight or in each other's field."""
    straight = [_one_street(x, y, slips_too) for x, y in ((a.street, b.street), (a.building, b.building))]
    across = [_one_street(x, y, slips_too) for x, y in ((a.street, b.building), (a.building, b.street))]
    return any(straight + across), all(straight) or all(across)


def _one_street(x: str, y: str, slips_too: bool) -> bool:
    return bool(x and y) and (x == y or (slips_too and alike(x, y)))


# --- merging


def merged(
    size: int, pairs: list[tuple[int, int]], may: Callable[[int, int], bool], vote: Callable[[int, int], int]
) -> set[frozenset[int]]:
    """Pairs one by one, best first; two groups stay apart for good when, where any two of them may contradict each other, more
    contradict than speak for it."""
    group = {row: frozenset({row}) for row in range(size)}
    refused: set[tuple[int, int]] = set()
    for one, other in pairs:
        left, right = group[one], group[other]
        if left is right or (one, other) in refused:
            continue
        between = list(product(left, right))
        if any(may(*pair) for pair in between) and sum(vote(*pair) for pair in between) > 0:
            refused |= set(between) | {(b, a) for a, b in between}
            continue
        group |= dict.fromkeys(left | right, left | right)
    return set(group.values())


def every_pair(size: int) -> list[tuple[int, int]]:
    """All pairs of so many rows."""
    return list(combinations(range(size), 2))
