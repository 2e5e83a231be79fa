"""Compare what a signal claims with a person, field by field; each field gives one agreement with its weight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from voordeur.stages.match.rules.addresses import Place, postcode_slip, same_street
from voordeur.stages.match.rules.names import Name, close, near
from voordeur.stages.match.rules.weights import COMMON_SURNAMES, WEIGHTS

FIELDS = ("surname", "initials", "birth", "address", "sex", "bsn", "customer")


@dataclass(frozen=True)
class Claim:
    """What one signal says of a person. Dates are ISO text, "" when unknown; `shown` is how each field was delivered."""

    signal: int
    name: Name = field(default_factory=Name)
    birth: str = ""
    sex: str = ""
    place: Place = field(default_factory=Place)
    bsn: str = ""
    customer: str = ""  # "partner:customer number", "" when there is none
    shown: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Known:
    """A person whom a claim may be about, from the register or the record. `birth` may have zeros for unknown parts."""

    key: str
    name: Name = field(default_factory=Name)
    partner: Name = field(default_factory=Name)
    birth: str = ""
    sex: str = ""
    place: Place = field(default_factory=Place)
    bsn: str = ""
    customers: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()  # doors where signals surely about this person said that they live
    shown: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Reason:
    """One field of a comparison: how it agrees, what that weighs in bits, and both sides as they were written."""

    field: str
    agreement: str
    weight: float
    signal: str = ""
    register: str = ""


@dataclass(frozen=True)
class Scored:
    """A person with the reasons for and against; `score` is the sum of their weights."""

    known: Known
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """The weight of all reasons together, in bits."""
        return round(sum(reason.weight for reason in self.reasons), 1)

    def agreement(self, name: str) -> str:
        """How one field agrees."""
        return next((reason.agreement for reason in self.reasons if reason.field == name), "missing")


def compare(claim: Claim, known: Known) -> Scored:
    """Every field compared; those that are missing on a side are left out of the reasons."""
    told = {
        "surname": surname_agreement(claim.name, known.name, known.partner),
        "initials": initials_agreement(claim.name, known.name),
        "birth": birth_agreement(claim.birth, known.birth),
        "address": _lived(claim.place, known),
        "sex": _equal(claim.sex, known.sex),
        "bsn": _equal(claim.bsn, known.bsn),
        "customer": "same" if claim.customer and claim.customer in known.customers else "missing",
    }
    ours, theirs = dict(claim.shown), dict(known.shown)
    reasons = (
        Reason(name, agreement, WEIGHTS[name, agreement], ours.get(name, ""), theirs.get(name, ""))
        for name, agreement in told.items()
        if agreement != "missing"
    )
    return Scored(known, tuple(reasons))


def _lived(claim: Place, known: Known) -> str:
    now = address_agreement(claim, known.place)
    return "earlier" if now in ("different", "number", "missing") and claim.door in known.earlier else now


def _equal(one: str, other: str) -> str:
    if not one or not other:
        return "missing"
    return "same" if one == other else "different"


def surname_agreement(claim: Name, own: Name, partner: Name) -> str:
    """How a claimed surname relates to a person's own and their partner's."""
    if not claim.parts or not own.parts:
        return "missing"
    if set(claim.parts) == set(own.parts) or claim.joined == own.joined:
        return "same_common" if len(own.parts) == 1 and own.parts[0] in COMMON_SURNAMES else "same"
    own_hits = [_fits(part, own.parts) for part in claim.parts]
    partner_hits = [_fits(part, partner.parts) for part in claim.parts]
    if len(claim.parts) > 1 and any(own_hits) and any(partner_hits) and all(map(max, own_hits, partner_hits)):
        return "double"
    if (all(own_hits) and len(claim.parts) == len(own.parts)) or near(claim.joined, own.joined):
        return "spelling"
    if any(own_hits):
        return "part"
    if partner.parts and (all(partner_hits) or near(claim.joined, partner.joined)):
        return "partner"
    if claim.given and own.given and _fits(claim.joined, own.given) and _fits("".join(claim.given), own.parts):
        return "swapped"
    return "close" if close(claim.joined, own.joined) else "different"


def _fits(part: str, parts: Iterable[str]) -> bool:
    return any(near(part, other) for other in parts)


def initials_agreement(claim: Name, own: Name) -> str:
    """How claimed initials or given names relate to a person's."""
    if not claim.initials or not own.initials:
        return "missing"
    if claim.given and own.given and claim.given[0] == own.given[0]:
        return "name"
    return max(
        (_letters(claim.initials, letters) for letters in (own.initials, own.hyphenated or own.initials)),
        key=lambda agreement: WEIGHTS["initials", agreement],
    )


def _letters(claim: tuple[str, ...], own: tuple[str, ...]) -> str:
    """The register has every given name, so a claimed letter that it lacks counts against; one left out does not."""
    if claim[0] == own[0]:
        if claim != own[: len(claim)]:
            return "first_only"
        return "same" if len(claim) > 1 else "first"
    return "other" if set(claim) <= set(own) else "different"


def birth_agreement(claim: str, known: str) -> str:
    """How two birth dates relate; either may have unknown parts written as zeros."""
    if not claim or not known or claim.startswith("0000") or known.startswith("0000"):
        return "missing"
    if claim == known and "-00" not in claim:
        return "same"
    (y1, m1, d1), (y2, m2, d2) = claim.split("-"), known.split("-")
    if "00" in (m1, d1, m2, d2):
        agrees = y1 == y2 and all("00" in pair or pair[0] == pair[1] for pair in ((m1, m2), (d1, d2)))
        january = y1 == y2 and "-01-01" in (claim[4:], known[4:])
        return "partly" if agrees else "january" if january else "different"
    if y1 == y2 and (m1, d1) == (d2, m2):
        return "swapped"
    if y1 == y2 and "-01-01" in (claim[4:], known[4:]):
        return "january"
    return "slip" if _digit_slip(claim, known) else "different"


def _digit_slip(one: str, other: str) -> bool:
    """One digit differs, two neighbours are swapped, or the year is one off."""
    a, b = one.replace("-", ""), other.replace("-", "")
    wrong = [i for i in range(8) if a[i] != b[i]]
    if len(wrong) == 1:
        return True
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]:
        return True
    return a[4:] == b[4:] and abs(int(a[:4]) - int(b[:4])) <= 1


def address_agreement(claim: Place, known: Place) -> str:
    """How a delivered address relates to the one where a person is registered."""
    if not claim.known or not known.known:
        return "missing"
    if claim.number != known.number:
        return "number" if claim.postcode and claim.postcode == known.postcode else "different"
    if claim.postcode and claim.postcode == known.postcode:
        if claim.extra == known.extra:
            return "same"
        return "other_door" if claim.extra and known.extra else "no_extra"
    door = claim.extra == known.extra or not (claim.extra and known.extra)
    if door and same_street(claim.street, known.street) and _same_city(claim, known):
        return "street"
    if door and postcode_slip(claim.postcode, known.postcode) and not (claim.street and known.street):
        return "slip"
    return "different"


def _same_city(claim: Place, known: Place) -> bool:
    near_postcode = claim.postcode[:2] == known.postcode[:2] or postcode_slip(claim.postcode, known.postcode)
    return claim.city == known.city if claim.city and known.city else not claim.postcode or near_postcode
