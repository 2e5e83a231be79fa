"""Decide a whole batch together, so that the order in which signals come in makes no difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from voordeur.stages.match.rules.compare import Claim, Known, Scored, compare
from voordeur.stages.match.rules.decide import Decision, Verdict, decide
from voordeur.stages.match.rules.weights import AUTO


def resolve(claims: Iterable[Claim], people: Mapping[int, Sequence[Known]]) -> dict[int, Decision]:
    """One decision per signal. First every signal by itself; then the doubtful ones again, knowing which customer numbers
    now belong to one person."""
    ordered = sorted(claims, key=lambda claim: claim.signal)
    decided = {c.signal: decide([compare(c, known) for known in people.get(c.signal, ())]) for c in ordered}
    owners = _owners(ordered, decided)
    for claim in ordered:
        owner = owners.get(claim.customer)
        if owner is not None and decided[claim.signal].verdict != Verdict.AUTO:
            others = [known for known in people.get(claim.signal, ()) if known.key != owner.key]
            decided[claim.signal] = decide([compare(claim, known) for known in (owner, *others)])
    return decided


def _owners(claims: Iterable[Claim], decided: Mapping[int, Decision]) -> dict[str, Known]:
    """Whose a customer number is: of the one person to whom all its sure signals lead."""
    owners: dict[str, dict[str, Known]] = defaultdict(dict)
    for claim in claims:
        decision = decided[claim.signal]
        if claim.customer and decision.verdict == Verdict.AUTO and decision.best:
            known = decision.best.known
            owners[claim.customer][known.key] = replace(known, customers=known.customers | {claim.customer})
    return {customer: next(iter(known.values())) for customer, known in owners.items() if len(known) == 1}


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
    """Whether two signals cannot well be about one person."""
    return _contradiction(compare(other, as_known(one)))


def _contradiction(scored: Scored) -> bool:
    if "different" in (scored.agreement("birth"), scored.agreement("bsn")):
        return True
    return scored.agreement("birth") != "same" and "different" in (scored.agreement("surname"), scored.agreement("initials"))
