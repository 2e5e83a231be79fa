"""Later evidence against an earlier link: a signal that proves who lived behind a door makes a namesake there doubtful.

Somebody is linked by name and address, without a birth date. A month later another creditor delivers the birth date with the
same name and address, and it is somebody who has moved away. The first may have been that person too: a person must look.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, replace

from django.utils import timezone

from voordeur.connections.brp import RegisterPerson
from voordeur.record.models import Household, Resident
from voordeur.stages.deliver.queries import Delivered, delivered
from voordeur.stages.match.actions.people import household_of_claim, resident_of_claim
from voordeur.stages.match.actions.write import Batch, told
from voordeur.stages.match.models import Candidate, Link, LinkVerdict, RegisterStatus
from voordeur.stages.match.queries.evidence import claim_of, known_of, known_resident, sure_by_name_only
from voordeur.stages.match.rules.decide import Verdict, decide
from voordeur.stages.match.rules.people import ELSEWHERE, Scored, compare


def put_in_doubt(batch: Batch) -> list[int]:
    """Bring earlier links that this batch throws doubt on to review; the ids of their signals."""
    lived = _lived(batch)
    if not lived:
        return []
    earlier = [
        link
        for link in sure_by_name_only(batch.organisation.pk, {door.split("|")[0] for door in lived})
        if link.signal_id not in batch.signals
    ]
    signals = {signal.id: signal for signal in delivered([link.signal_id for link in earlier])}
    doubted = []
    for link in earlier:
        ranked = _rivals(link, signals[link.signal_id], lived)
        if ranked:
            _to_review(batch, link, signals[link.signal_id], ranked, lived)
            doubted.append(link.signal_id)
    return doubted


def _lived(batch: Batch) -> dict[str, dict[str, RegisterPerson]]:
    """Who of this batch proved to have lived behind which door, by BSN."""
    lived: dict[str, dict[str, RegisterPerson]] = defaultdict(dict)
    for claim in batch.claims:
        decision = batch.decisions[claim.signal]
        best = decision.best
        if decision.verdict != Verdict.AUTO or best is None or best.known.bsn not in batch.people:
            continue
        if claim.place.door and best.agreement("address") in ELSEWHERE:
            lived[claim.place.door][best.known.bsn] = batch.people[best.known.bsn]
    return lived


def _rivals(link: Link, signal: Delivered, lived: dict[str, dict[str, RegisterPerson]]) -> tuple[Scored, ...]:
    """The people whom an earlier link may be about, likeliest first; nobody where it stands."""
    claim = claim_of(signal)
    door = claim.place.door
    others = [person for bsn, person in lived.get(door, {}).items() if bsn != link.resident.bsn]
    if not others:
        return ()
    present = replace(known_resident(link.resident, ()), key=f"bsn:{link.resident.bsn}")
    people = (present, *(known_of(person, (), {door}) for person in others))
    decided = decide(compare([(claim, known) for known in people]))
    return decided.ranked if decided.verdict == Verdict.REVIEW and len(decided.ranked) > 1 else ()


def _to_review(
    batch: Batch, link: Link, signal: Delivered, ranked: tuple[Scored, ...], lived: dict[str, dict[str, RegisterPerson]]
) -> None:
    before = link.resident
    home: Household = household_of_claim(batch.organisation, signal)
    home.municipality = link.household.municipality
    home.save()
    own: Resident = resident_of_claim(home, signal, claim_of(signal))
    own.save()
    people = {bsn: person for behind in lived.values() for bsn, person in behind.items()}
    Candidate.objects.bulk_create(
        Candidate(
            link=link,
            resident=before if scored.known.bsn == before.bsn else None,
            person={} if scored.known.bsn == before.bsn else asdict(people[scored.known.bsn]),
            score=scored.score,
            reasons=told(scored.reasons),
        )
        for scored in ranked
    )
    # With whom it stood is remembered: should a person decide otherwise, what left under that link is a breach (P05).
    link.doubted, link.doubted_since, link.since = before, link.since, timezone.now()
    link.resident, link.household, link.verdict = own, home, LinkVerdict.REVIEW
    link.register_status = RegisterStatus.NOT_FOUND
    link.save(update_fields=["resident", "household", "verdict", "register_status", "since", "doubted", "doubted_since"])
