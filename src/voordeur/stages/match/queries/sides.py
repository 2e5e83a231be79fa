"""A signal and one person side by side, field by field: for the review, for "why this link?", and for a blind sample."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voordeur.record.models import Resident
from voordeur.stages.deliver.queries import delivered
from voordeur.stages.match.models import Candidate, Link
from voordeur.stages.match.queries.bars import Bar, Sum, bar, scale_of, total
from voordeur.stages.match.queries.evidence import claim_of, known_of, known_resident, stored_person
from voordeur.stages.match.queries.words import FIELDS, as_people_write, explain, said
from voordeur.stages.match.rules.people import Claim, Known
from voordeur.stages.match.rules.show import Marked, marked

# Shown only where both have it: what the other side lacks would be shown for nothing (AVG art. 5(1)(c)).
ONLY_BOTH = frozenset({"sex", "phone", "email", "bsn", "customer"})
_ALIKE = frozenset({"same", "same_common", "name", "first"})


@dataclass(frozen=True)
class Side:
    """One field of both: texts in pieces (True: differs), what that means in words, and its weight as a bar.

    `bar` is None where the field was not weighed, or must not be told.
    """

    field: str
    label: str
    signal: Marked
    person: Marked
    words: str
    bar: Bar | None


@dataclass(frozen=True)
class Person:
    """Somebody whom a signal may be about: as the register answered (`stored`), or as the record knows them (`resident`)."""

    key: str  # what a form sends back
    resident: Resident | None
    stored: Mapping[str, Any]
    reasons: Sequence[Mapping[str, Any]]
    score: float


@dataclass(frozen=True)
class Comparison:
    """One person beside the signal. `sentence` says in words what differs and what agrees."""

    person: Person
    name: str
    secrecy: bool
    registered: bool
    rows: tuple[Side, ...]
    sentence: str
    total: Sum


def side_by_side(link: Link, candidates: Iterable[Candidate]) -> list[Comparison]:
    """Every candidate beside the signal; one query more than the candidates took. The caller has logged the look."""
    people = [Person(str(c.pk), c.resident, c.person, c.reasons, c.score) for c in candidates]
    return beside(link.signal_id, people)


def linked_side(link: Link) -> list[Comparison]:
    """Whom a signal is linked to now, beside it, with the reasons; nobody where the signal has a person of its own."""
    if not link.reasons:
        return []
    return beside(link.signal_id, [Person("", link.resident, {}, link.reasons, link.score)])


def beside(signal: int, people: Sequence[Person], *, blind: bool = False) -> list[Comparison]:
    """These people beside a signal, in this order; the caller has logged the look. `blind`: without what the machine thinks."""
    found = delivered([signal])
    if not found:
        return []
    claim = claim_of(found[0])
    scale = scale_of(float(reason["weight"]) for person in people for reason in person.reasons)
    most = max((person.score for person in people), default=0.0)
    return [_beside(claim, person, scale, most, blind=blind) for person in people]


def _beside(claim: Claim, person: Person, scale: float, most: float, *, blind: bool) -> Comparison:
    known = _known(person)
    told = {reason["field"]: reason for reason in person.reasons}
    ours, theirs = dict(claim.shown), dict(known.shown)
    rows = []
    for field, label in FIELDS.items():
        reason = told.get(field)
        one = ours.get(field) or (str(reason.get("signal", "")) if reason else "")
        other = theirs.get(field) or (str(reason.get("register", "")) if reason else "")
        if not (one or other) or (field in ONLY_BOTH and not (one and other)):
            continue
        one, other = as_people_write(field, one), as_people_write(field, other)
        left, right = _marked(one, other, "same" if _alike(field, reason, blind=blind) else reason["agreement"] if reason else "")
        words = said(field, reason["agreement"]) if reason and not blind else ""
        drawn = bar(float(reason["weight"]), scale) if reason and not blind else None
        rows.append(Side(field, str(label), left, right, words, drawn))
    return Comparison(
        person=person,
        name=_name(theirs),
        secrecy=bool(person.stored.get("secrecy") or (person.resident and person.resident.secrecy)),
        registered=bool(person.stored),
        rows=tuple(rows),
        sentence="" if blind else explain(person.reasons),
        total=total(person.score, most),
    )


def _alike(field: str, reason: Mapping[str, Any] | None, *, blind: bool) -> bool:
    """Whether nothing need be marked. Letters against names are never marked where they fit: that tells nobody anything."""
    return reason is not None and reason["agreement"] in _ALIKE and (not blind or field == "initials")


def _name(theirs: Mapping[str, str]) -> str:
    """Enough to tell two people of one name apart: "Marie Tweeling"."""
    return " ".join(filter(None, (theirs.get("initials", ""), theirs.get("surname", ""))))


def _marked(one: str, other: str, agreement: str) -> tuple[Marked, Marked]:
    """Letters that differ are marked within the word; of two wholly different values, all of it."""
    if agreement == "same" or not (one and other):
        return ((one, False),), ((other, False),)
    return (((one, True),), ((other, True),)) if agreement == "different" else marked(one, other)


def _known(person: Person) -> Known:
    if person.stored:
        return known_of(stored_person(person.stored))
    return known_resident(person.resident, ()) if person.resident is not None else Known(key="")
