"""Decide a whole batch together, so that the order in which signals come in makes no difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from voordeur.stages.match.rules.compare import Claim, Known, Scored, compare
from voordeur.stages.match.rules.decide import Decision, Verdict, decide
from voordeur.stages.match.rules.weights import AUTO


def resolve(claims: Iterable[Claim], people: Mapping[int, Sequence[Known]]) -> dict[int, Decision]:
    """One decision per signal. First every signal by itself; then all of them again, knowing from the sure ones whose each
    customer number is, and who else proved to have lived behind a door."""
    ordered = sorted(claims, key=lambda claim: claim.signal)
    decided = {c.signal: decide([compare(c, known) for known in people.get(c.signal, ())]) for c in ordered}
    learnt = _learn(ordered, decided)
    for claim in ordered:
        found = {known.key: known for known in people.get(claim.signal, ())}
        more = learnt.about(claim)
        if more:
            everybody = {**found, **{known.key: _both(known, found.get(known.key)) for known in more}}
            decided[claim.signal] = decide([compare(claim, known) for known in everybody.values()])
    return decided


def _both(learnt: Known, found: Known | None) -> Known:
    if found is None:
        return learnt
    return replace(found, customers=found.customers | learnt.customers, earlier=found.earlier | learnt.earlier)


@dataclass
class _Learnt:
    """What the sure decisions of a batch teach about the others: by customer number and by door, from which signal, whom."""

    customers: dict[str, dict[int, Known]] = field(default_factory=lambda: defaultdict(dict))
    doors: dict[str, dict[int, Known]] = field(default_factory=lambda: defaultdict(dict))

    def about(self, claim: Claim) -> list[Known]:
        """Whom other signals say that this claim may be about. A customer number that led to two people says nothing."""
        owners = _others(self.customers, claim.customer, claim.signal)
        people = dict(owners) if len(owners) == 1 else {}
        for key, known in _others(self.doors, claim.place.door, claim.signal).items():
            people[key] = _both(known, people.get(key))
        return list(people.values())


def _others(learnt: Mapping[str, Mapping[int, Known]], key: str, signal: int) -> dict[str, Known]:
    """A signal teaches nothing about itself."""
    return {known.key: known for teacher, known in learnt.get(key, {}).items() if key and teacher != signal}


def _learn(claims: Iterable[Claim], decided: Mapping[int, Decision]) -> _Learnt:
    learnt = _Learnt()
    for claim in claims:
        decision = decided[claim.signal]
        if decision.verdict != Verdict.AUTO:
            continue
        best = decision.ranked[0]
        if claim.customer:
            customers = best.known.customers | {claim.customer}
            learnt.customers[claim.customer][claim.signal] = replace(best.known, customers=customers)
        door = claim.place.door
        if door and best.agreement("address") in ("different", "number", "missing", "earlier"):
            learnt.doors[door][claim.signal] = replace(best.known, earlier=best.known.earlier | {door})
    return learnt


def as_known(claim: Claim) -> Known:
    """A claim as somebody whom another claim may be about."""
    return Known(
        key=f"signal:{claim.signal}",
        name=claim.name,
        birth=claim.birth,
        sex=claim.sex,
        place=claim.place,
        bsn=claim.bsn,
        customers=frozenset({claim.customer} - {""}),
        shown=claim.shown,
    )


def cluster(claims: Iterable[Claim]) -> dict[int, tuple[int, Scored | None]]:
    """Unite signals about people whom nobody knows: ``{signal: (first signal of the same person, reasons)}``.

    The surest pairs first; a group takes nobody in who contradicts one of its members, and who could go two ways that
    contradict each other goes nowhere.
    """
    ordered = sorted(claims, key=lambda claim: claim.signal)
    edges = _edges(ordered)
    group = {claim.signal: claim.signal for claim in ordered}
    members = {claim.signal: [claim] for claim in ordered}
    reasons: dict[int, Scored] = {}
    for scored, one, other in edges:
        left, right = sorted((group[one], group[other]))
        if left == right or any(contradicts(a, b) for a in members[left] for b in members[right]):
            continue
        reasons.setdefault(other, scored)
        for claim in members[right]:
            group[claim.signal] = left
        members[left] += members.pop(right)
    return {signal: (first, reasons.get(signal) if signal != first else None) for signal, first in group.items()}


def _edges(claims: Sequence[Claim]) -> list[tuple[Scored, int, int]]:
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in (claim.customer, claim.birth, claim.bsn, claim.place.postcode + claim.place.number):
            if key:
                blocks[key].append(claim)
    pairs = {
        (one.signal, other.signal): (one, other)
        for block in blocks.values()
        for i, one in enumerate(block)
        for other in block[i + 1 :]
    }
    edges = [(compare(other, as_known(one)), one.signal, other.signal) for one, other in pairs.values()]
    sure = [edge for edge in edges if unites(edge[0])]
    return sorted(sure, key=lambda edge: (-edge[0].score, edge[1], edge[2]))


def unites(scored: Scored) -> bool:
    """Whether two signals are surely one person: enough weight, and more than a name and an address that a family shares."""
    personal = (
        scored.agreement("birth") in ("same", "swapped")
        or scored.agreement("initials") in ("name", "same", "first")
        or scored.agreement("customer") == "same"
        or scored.agreement("bsn") == "same"
    )
    return personal and scored.score >= AUTO and not _contradiction(scored)


def contradicts(one: Claim, other: Claim) -> bool:
    """Whether two signals cannot well be about one person, whichever of them is taken for the fuller one."""
    return _contradiction(compare(other, as_known(one))) and _contradiction(compare(one, as_known(other)))


def _contradiction(scored: Scored) -> bool:
    if "different" in (scored.agreement("birth"), scored.agreement("bsn")):
        return True
    return scored.agreement("birth") != "same" and "different" in (scored.agreement("surname"), scored.agreement("initials"))
