"""How fields agree, one pair at a time and in plain words: what the columns must say too."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from voordeur.stages.match.rules.names import fold, surname_parts
from voordeur.stages.match.rules.weights import REGISTER, WEIGHTS

_SOUNDS = (("eij", "y"), ("ei", "y"), ("ey", "y"), ("ij", "y"), ("ck", "k"), ("th", "t"), ("dt", "t"), ("z", "s"))


def near(one: str, other: str) -> bool:
    """Whether two parts may be one name spelt or typed differently."""
    slips = 2 if min(len(one), len(other)) >= 9 else 1 if min(len(one), len(other)) >= 5 else 0
    return _heard(one) == _heard(other) or OSA.distance(one, other) <= slips


def _heard(part: str) -> str:
    for written, heard in _SOUNDS:
        part = part.replace(written, heard)
    single = "".join(letter for k, letter in enumerate(part) if part[k - 1 : k] != letter)
    return single.removesuffix("d") + "t" if single.endswith("d") else single


def surname(claimed: str, own: str, partner: str) -> str:
    """A claimed surname against somebody's own and their partner's."""
    said, theirs, mate = surname_parts(claimed), surname_parts(own), surname_parts(partner)[:1]
    if not said or not theirs:
        return "missing"
    if set(said) == set(theirs):
        return "same"
    own_hits = [any(near(part, other) for other in theirs) for part in said]
    mate_hits = [any(near(part, other) for other in mate) for part in said]
    if len(said) > 1 and any(own_hits) and any(mate_hits) and all(map(max, own_hits, mate_hits)):
        return "double"
    if all(own_hits) and len(said) == len(theirs):
        return "spelling"
    if any(own_hits):
        return "part"
    if any(mate_hits):
        return "partner"
    return "close" if OSA.distance(said[0], theirs[0]) <= 1 and min(map(len, (said[0], theirs[0]))) >= 3 else "different"


def initials(claimed: str, given: str) -> str:
    """Claimed letters against all given names of the register; a hyphenated one counts as one letter or as two."""
    letters = [letter for letter in fold(claimed) if letter.isalpha()]
    names = fold(given).split()
    ways = [[name[0] for name in names], [piece[0] for name in names for piece in name.split("-")]]
    if not letters or not names:
        return "missing"
    weights = {**WEIGHTS, **REGISTER}
    return max((_letters(letters, way) for way in ways), key=lambda agreement: weights["initials", agreement])


def _letters(claimed: Sequence[str], own: Sequence[str]) -> str:
    if claimed[0] == own[0]:
        if list(claimed) != list(own[: len(claimed)]):
            return "first_only"
        return "same" if len(claimed) > 1 else "first"
    return "other" if set(claimed) <= set(own) or set(own) <= set(claimed) else "different"


def birth(one: str, other: str) -> str:
    """Two birth dates, either with unknown parts written as zeros."""
    if not one or not other:
        return "missing"
    (y1, m1, d1), (y2, m2, d2) = one.split("-"), other.split("-")
    if "00" in (m1, d1, m2, d2) or one == other:
        fits = y1 == y2 and all("00" in pair or pair[0] == pair[1] for pair in ((m1, m2), (d1, d2)))
        if fits:
            return "partly" if "00" in (m1, d1, m2, d2) else "same"
    january = y1 == y2 and "-01-01" in (one[4:], other[4:])
    if january:
        return "january"
    if "00" in (m1, d1, m2, d2):
        return "different" if y1 == y2 or not _slip(one, other) else "slip"
    if y1 == y2 and (m1, d1) == (d2, m2):
        return "swapped"
    if _slip(one, other):
        return "slip"
    return "day_month" if (m1, d1) == (m2, d2) else "different"


def _slip(one: str, other: str) -> bool:
    a, b = one.replace("-", ""), other.replace("-", "")
    wrong = [i for i in range(8) if a[i] != b[i]]
    if len(wrong) == 1:
        return True
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]:
        return True
    return a[4:] == b[4:] and abs(int(a[:4]) - int(b[:4])) <= 1
