"""Compare what signals claim with people who are known, through the engine's columns: many pairs at once, with reasons for each.

The register names everybody behind a door, so that what a household shares needs no ceiling here: whoever else shares it stands
among the candidates, and `decide` weighs them against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Final

import numpy as np
import polars as pl

from voordeur.stages.match.rules import agree, known_names
from voordeur.stages.match.rules.addresses import Place, place
from voordeur.stages.match.rules.agree import LEVELS, Levels, level
from voordeur.stages.match.rules.clean import clean
from voordeur.stages.match.rules.columns import SIGNAL
from voordeur.stages.match.rules.contacts import EMAIL, PHONE, contacts, shared
from voordeur.stages.match.rules.names import Name, claimed_name, without_glued_prefix
from voordeur.stages.match.rules.records import Index, Mask
from voordeur.stages.match.rules.score import TENTHS, Scale, scores, usual_scale
from voordeur.stages.match.rules.weights import REGISTER, WEIGHTS

# In the order in which reasons are told.
FIELDS: Final = ("surname", "initials", "birth", "address", "sex", "phone", "email", "bsn", "customer")
NO_CEILING: Final = 1_000.0
# The agreements of an address that do not say that somebody lives there.
ELSEWHERE: Final = tuple(
    each for each in LEVELS["address"] if each not in ("same", "no_extra", "other_door", "street", "slip", "earlier")
)


@dataclass(frozen=True)
class Written:
    """What a signal or a register says of a person, as written there; the birth date as ISO text, zeros for unknown parts."""

    initials: str = ""
    first_names: str = ""
    prefix: str = ""
    surname: str = ""
    partner_surname: str = ""
    birth_date: str = ""
    sex: str = ""
    street: str = ""
    house_number: str = ""
    house_letter: str = ""
    addition: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    bsn: str = ""

    @cached_property
    def place(self) -> Place:
        """The address made comparable."""
        return place(self.postcode, self.house_number, self.house_letter, self.addition, street=self.street, city=self.city)

    @cached_property
    def name(self) -> Name:
        """The name made comparable, from whatever columns it was written in."""
        return claimed_name(self.surname, self.prefix, self.initials)


@dataclass(frozen=True)
class Claim:
    """What one signal says of a person. `shown` is how each field was delivered."""

    signal: int
    written: Written = field(default_factory=Written)
    customer: str = ""  # "partner:customer number", "" when there is none
    shown: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> Place:
        """The delivered address."""
        return self.written.place

    @property
    def contacts(self) -> frozenset[str]:
        """The delivered numbers and address for mail."""
        return contacts(self.written.phone, self.written.email)

    @property
    def birth(self) -> str:
        """The delivered birth date, "" when there is none."""
        return self.written.birth_date


@dataclass(frozen=True)
class Known:
    """A person whom a claim may be about, from the register or the record. `given_names_known`: all, as in the register."""

    key: str
    written: Written = field(default_factory=Written)
    customers: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()  # doors where signals surely about this person said that they live
    contacts: frozenset[str] = frozenset()  # numbers and addresses of signals surely about this person, see `contacts`
    given_names_known: bool = False
    shown: tuple[tuple[str, str], ...] = ()

    @property
    def bsn(self) -> str:
        """The citizen service number, where it is known."""
        return self.written.bsn

    @property
    def given_names(self) -> str:
        """Given names as they are written."""
        return self.written.first_names


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


def compare(pairs: Sequence[tuple[Claim, Known]]) -> list[Scored]:
    """Every pair compared; fields that are missing on a side are left out of the reasons."""
    if not pairs:
        return []
    claims, people = [claim for claim, _ in pairs], [known for _, known in pairs]
    cleaned = clean(frame([claim.written for claim in claims] + [known.written for known in people]))
    one, other = cleaned.which[: len(pairs)], cleaned.which[len(pairs) :]
    levels = agree.agreements(cleaned.records, one, other)
    known_names.surnames(cleaned.records, one, other, levels)
    known_names.letters(cleaned.records, one, other, levels, [(claim.written, known) for claim, known in pairs])
    _set(levels, "address", _other_town(agree.Pair(cleaned.records, one, other), levels), "different")
    _set(levels, "address", _lived(claims, people) & _any(levels, "address", ELSEWHERE), "earlier")
    for kind in (PHONE, EMAIL):
        _set(levels, kind, np.array([shared(claim.contacts, known.contacts, kind) for claim, known in pairs]), "same")
    levels["customer"] = np.zeros(len(pairs), np.uint8)
    _set(levels, "customer", np.array([bool(c.customer) and c.customer in k.customers for c, k in pairs]), "same")
    weights = scores(cleaned.records, one, levels, SCALE).parts
    told = {name: [LEVELS[name][number] for number in levels[name]] for name in FIELDS}
    bits = {name: (weights[name] / TENTHS).tolist() for name in FIELDS}
    return [_scored(claim, known, {n: (told[n][k], bits[n][k]) for n in FIELDS}) for k, (claim, known) in enumerate(pairs)]


def _scored(claim: Claim, known: Known, told: Mapping[str, tuple[str, float]]) -> Scored:
    ours, theirs = dict(claim.shown), dict(known.shown)
    return Scored(
        known,
        tuple(
            Reason(name, _common(name, agreement, bits), bits, ours.get(name, ""), theirs.get(name, ""))
            for name, (agreement, bits) in told.items()
            if agreement != "missing"
        ),
    )


def _common(name: str, agreement: str, bits: float) -> str:
    """A shared surname that weighs less than others is a common one."""
    return "same_common" if (name, agreement) == ("surname", "same") and bits < WEIGHTS["surname", "same"] else agreement


def frame(people: Sequence[Written]) -> pl.DataFrame:
    """What is written of people, in the columns of the engine; a prefix that also stands glued to the surname is taken off."""
    told = {each.name: [getattr(one, each.name) for one in people] for each in fields(Written)}
    told["surname"] = [without_glued_prefix(one.surname, one.prefix) for one in people]
    return pl.DataFrame({SIGNAL: range(len(people)), **told}, schema_overrides=dict.fromkeys(told, pl.String))


def _other_town(pair: agree.Pair, levels: Mapping[str, Levels]) -> Mask:
    """The same street and number, but in another town by name and by postcode: every village has a Kerkstraat."""
    (city_a, city_b), (postcode_a, postcode_b) = pair.sides("city"), pair.sides("postcode")
    known = (city_a != 0) & (city_b != 0) & (postcode_a != 0) & (postcode_b != 0)
    apart = (city_a != city_b) & (postcode_a != postcode_b) & ~agree.one_sign(postcode_a, postcode_b)
    street: Mask = levels["address"] == level("address", "street")
    return street & known & apart


def _lived(claims: Sequence[Claim], people: Sequence[Known]) -> Mask:
    return np.array([bool(k.earlier) and c.place.door in k.earlier for c, k in zip(claims, people, strict=True)])


def _any(levels: Mapping[str, Levels], name: str, agreements: Sequence[str]) -> Mask:
    found: Mask = np.isin(levels[name], [level(name, agreement) for agreement in agreements])
    return found


def _set(levels: dict[str, Levels], name: str, where: Mask | Index, agreement: str) -> None:
    levels[name][where] = level(name, agreement)


SCALE: Final[Scale] = usual_scale(ceiling=NO_CEILING, weights={**WEIGHTS, **REGISTER})
