"""A signal and one candidate side by side, field by field, for the review screen."""

from __future__ import annotations

from dataclasses import dataclass

from voordeur.stages.deliver.queries import delivered
from voordeur.stages.match.models import Candidate, Link
from voordeur.stages.match.queries.evidence import claim_of, known_of, known_resident, stored_person
from voordeur.stages.match.queries.words import FIELDS, said
from voordeur.stages.match.rules.compare import Claim, Known
from voordeur.stages.match.rules.show import Marked, marked

# Shown only where both have it: what the other side lacks would be shown for nothing (AVG art. 5(1)(c)).
ONLY_BOTH = frozenset({"sex", "bsn", "customer"})


@dataclass(frozen=True)
class Side:
    """One field of both: texts in pieces (True: differs), what that means in words, and its weight in whole bits."""

    field: str
    label: str
    signal: Marked
    person: Marked
    words: str
    weight: int

    @property
    def strength(self) -> int:
        """The weight without its sign, for a bar."""
        return abs(self.weight)


@dataclass(frozen=True)
class Comparison:
    """One candidate beside the signal."""

    candidate: Candidate
    name: str
    rows: tuple[Side, ...]


def side_by_side(link: Link, candidates: tuple[Candidate, ...]) -> list[Comparison]:
    """Every candidate beside the signal; one query more than the candidates took. The caller has logged the look."""
    found = delivered([link.signal_id])
    if not found:
        return []
    claim = claim_of(found[0])
    return [_beside(claim, candidate) for candidate in candidates]


def _beside(claim: Claim, candidate: Candidate) -> Comparison:
    known = _known(candidate)
    told = {reason["field"]: reason for reason in candidate.reasons}
    ours, theirs = dict(claim.shown), dict(known.shown)
    rows = []
    for field, label in FIELDS.items():
        one, other = ours.get(field, ""), theirs.get(field, "")
        if not (one or other) or (field in ONLY_BOTH and not (one and other)):
            continue
        reason = told.get(field)
        same = reason is not None and reason["agreement"] in ("same", "same_common", "name", "first")
        left, right = (((one, False),), ((other, False),)) if same or not (one and other) else marked(one, other)
        words = said(field, reason["agreement"]) if reason else ""
        rows.append(Side(field, str(label), left, right, words, round(reason["weight"]) if reason else 0))
    return Comparison(candidate, theirs.get("surname", ""), tuple(rows))


def _known(candidate: Candidate) -> Known:
    if candidate.person:
        return known_of(stored_person(candidate.person))
    if candidate.resident is not None:
        return known_resident(candidate.resident, ())
    return Known(key="")
