"""Decide a whole batch together, so that the order in which signals come in makes no difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from voordeur.stages.match.rules.decide import Decision, Verdict, decide
from voordeur.stages.match.rules.people import ELSEWHERE, Claim, Known, Scored, compare
from voordeur.stages.match.rules.unite import groups_of


def resolve(claims: Iterable[Claim], people: Mapping[int, Sequence[Known]]) -> dict[int, Decision]:
    """One decision per signal. First every signal by itself; then all of them again, knowing from the sure ones whose each
    customer number is, and who else proved to have lived behind a door; last, who is known to nobody but surely the same as
    another signal that is about somebody on record, is about them too."""
    ordered = sorted(claims, key=lambda claim: claim.signal)
    decided = _decide_all(ordered, people)
    learnt = _learn(ordered, decided)
    more = {claim.signal: about for claim in ordered if (about := learnt.about(claim))}
    decided |= _decide_all(
        [c for c in ordered if c.signal in more], {s: _with(people.get(s, ()), about) for s, about in more.items()}
    )
    return decided | _through_others(ordered, people, decided)


def _decide_all(claims: Sequence[Claim], people: Mapping[int, Collection[Known]]) -> dict[int, Decision]:
    pairs = [(claim, known) for claim in claims for known in people.get(claim.signal, ())]
    scored: dict[int, list[Scored]] = defaultdict(list)
    for (claim, _), found in zip(pairs, compare(pairs), strict=True):
        scored[claim.signal].append(found)
    return {claim.signal: decide(scored[claim.signal]) for claim in claims}


def _with(found: Iterable[Known], learnt: Iterable[Known]) -> list[Known]:
    """The people who may be meant, with what was learnt of them and whom else."""
    people = {known.key: known for known in found}
    return list({**people, **{known.key: both(known, people.get(known.key)) for known in learnt}}.values())


def both(learnt: Known, found: Known | None) -> Known:
    """One person with the customer numbers and doors of two tellings."""
    if found is None:
        return learnt
    return replace(
        found,
        customers=found.customers | learnt.customers,
        earlier=found.earlier | learnt.earlier,
        contacts=found.contacts | learnt.contacts,
    )


@dataclass
class _Learnt:
    """What the sure decisions of a batch teach about the others: by customer number, door and contact, from which signal,
    whom."""

    customers: dict[str, dict[int, Known]] = field(default_factory=lambda: defaultdict(dict))
    doors: dict[str, dict[int, Known]] = field(default_factory=lambda: defaultdict(dict))
    contacts: dict[str, dict[int, Known]] = field(default_factory=lambda: defaultdict(dict))
    births: dict[str, dict[int, Known]] = field(default_factory=lambda: defaultdict(dict))

    def about(self, claim: Claim) -> list[Known]:
        """Whom other signals say that this claim may be about. A number or address that led to two people says nothing."""
        people: dict[str, Known] = {}
        personal = [(self.customers, claim.customer), *((self.contacts, contact) for contact in sorted(claim.contacts))]
        telling = [(taught, key) for taught, key in personal if len({known.key for known in taught.get(key, {}).values()}) == 1]
        for taught, key in [*telling, (self.doors, claim.place.door), (self.births, claim.birth)]:
            for known in _others(taught, key, claim.signal).values():
                people[known.key] = both(known, people.get(known.key))
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
        taught = taught_by(claim, best)
        if claim.customer:
            learnt.customers[claim.customer][claim.signal] = taught
        if claim.place.door in taught.earlier:
            learnt.doors[claim.place.door][claim.signal] = taught
        learnt.births[best.known.written.birth_date][claim.signal] = best.known
        for contact in claim.contacts:
            learnt.contacts[contact][claim.signal] = taught
    return learnt


def taught_by(claim: Claim, best: Scored) -> Known:
    """A person with what a sure signal teaches of them: a customer number, how they are reached, and where they lived before."""
    elsewhere = claim.place.door and best.agreement("address") in (*ELSEWHERE, "earlier")
    return replace(
        best.known,
        customers=best.known.customers | ({claim.customer} - {""}),
        earlier=best.known.earlier | ({claim.place.door} if elsewhere else set()),
        contacts=best.known.contacts | claim.contacts,
    )


def _through_others(
    claims: Sequence[Claim], people: Mapping[int, Sequence[Known]], decided: Mapping[int, Decision]
) -> dict[int, Decision]:
    """Signals about nobody known that are surely one with a signal about one person on record whom the register does not know."""
    residents = {known.key: known for found in people.values() for known in found if known.key.startswith("resident:")}
    anchors = {
        signal: decision.ranked[0].known.key
        for signal, decision in decided.items()
        if decision.verdict == Verdict.AUTO and decision.ranked[0].known.key in residents
    }
    if not anchors:
        return {}
    some = [claim for claim in claims if claim.signal in anchors or decided[claim.signal].verdict == Verdict.NEW]
    found: dict[int, set[str]] = defaultdict(set)
    group = groups_of(some)
    for signal, key in anchors.items():
        found[group[signal]].add(key)
    joined = [
        (c, residents[next(iter(keys))]) for c in some if c.signal not in anchors and len(keys := found[group[c.signal]]) == 1
    ]
    return {c.signal: Decision(Verdict.AUTO, (scored,)) for (c, _), scored in zip(joined, compare(joined), strict=True)}
