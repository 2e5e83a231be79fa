"""Write the decisions of one batch: residents, households, links and candidates, each in one statement."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from voordeur.accounts.models import Municipality, Organisation
from voordeur.connections.brp import RegisterPerson
from voordeur.record.models import Household, Resident
from voordeur.stages.deliver.queries import Delivered
from voordeur.stages.match.actions.people import household_of_claim, registered_residents, resident_of_claim
from voordeur.stages.match.models import Candidate, Link, LinkVerdict, RegisterStatus
from voordeur.stages.match.queries.shared import shared_book
from voordeur.stages.match.rules.decide import Decision, Verdict
from voordeur.stages.match.rules.people import Claim, Reason, Scored
from voordeur.stages.match.rules.register import Registration, standing
from voordeur.stages.match.rules.unite import cluster

CANDIDATES_KEPT = 5
RENEWED = ("resident", "household", "verdict", "score", "reasons", "register_status", "asked_on", "since")


@dataclass(frozen=True)
class Batch:
    """Everything that one writing needs. `asked`: whether the register answered; `again`: the links exist already."""

    organisation: Organisation
    signals: Mapping[int, Delivered]
    claims: Sequence[Claim]
    decisions: Mapping[int, Decision]
    people: Mapping[str, RegisterPerson]
    asked: bool
    today: date
    again: bool = False


def write_links(batch: Batch) -> list[int]:
    """Make or renew the links; the ids of the signals whose link is new or changed."""
    if batch.again:
        return _renew(batch)
    links = _sure(batch) + _unknown(batch) + _doubtful(batch)
    Link.objects.bulk_create(link for link, _ in links)
    _learn_contacts(batch, [link for link, _ in links])
    _keep_candidates(batch, links)
    return sorted(link.signal_id for link, _ in links)


Made = list[tuple[Link, Decision]]


def _of(batch: Batch, verdict: Verdict) -> list[tuple[Claim, Decision]]:
    judged = ((claim, batch.decisions[claim.signal]) for claim in batch.claims)
    return [(claim, decision) for claim, decision in judged if decision.verdict == verdict]


def _sure(batch: Batch) -> Made:
    sure = [(claim, decision, decision.ranked[0]) for claim, decision in _of(batch, Verdict.AUTO)]
    bsns = {best.known.bsn for _, _, best in sure if best.known.key.startswith("bsn:")}
    residents = registered_residents(batch.organisation, [batch.people[bsn] for bsn in sorted(bsns)])
    on_record = {int(b.known.key.removeprefix("resident:")) for _, _, b in sure if b.known.key.startswith("resident:")}
    known = Resident.objects.select_related("household").in_bulk(on_record)
    served = set(batch.organisation.municipalities.values_list("code", flat=True))
    links: Made = []
    for claim, decision, best in sure:
        person = batch.people.get(best.known.bsn) if best.known.key.startswith("bsn:") else None
        resident = residents[best.known.bsn] if person else known[int(best.known.key.removeprefix("resident:"))]
        status = _status(batch, person, best, served)
        links.append((_link(batch, claim, resident, resident.household, LinkVerdict.AUTO, best, status), decision))
    return links


def _status(batch: Batch, person: RegisterPerson | None, best: Scored, served: set[str]) -> str:
    if not batch.asked:
        return RegisterStatus.NOT_ASKED
    if person is None:
        return RegisterStatus.NOT_FOUND
    return status_of(person, served=served, address=best.agreement("address"))


def status_of(person: RegisterPerson, *, served: Collection[str], address: str) -> str:
    """What the register says of a person, as a `RegisterStatus`."""
    registration = Registration(person.suspension, person.died_on, person.municipality)
    return standing(registration, served=served, address=address).value


def _unknown(batch: Batch) -> Made:
    """Signals about people whom neither register nor record knows: united with each other where that is sure."""
    unknown = _of(batch, Verdict.NEW)
    groups = cluster([claim for claim, _ in unknown])
    firsts = [claim for claim, _ in unknown if groups[claim.signal][0] == claim.signal]
    residents = _own_residents(batch, firsts, share=not batch.asked)
    status = RegisterStatus.NOT_FOUND if batch.asked else RegisterStatus.NOT_ASKED
    links: Made = []
    for claim, decision in unknown:
        first, scored = groups[claim.signal]
        verdict = LinkVerdict.NEW if first == claim.signal else LinkVerdict.AUTO
        resident = residents[first]
        links.append((_link(batch, claim, resident, resident.household, verdict, scored, status), decision))
    return links


def _doubtful(batch: Batch) -> Made:
    """Signals in review stand with a resident and household of their own until somebody decides."""
    doubtful = _of(batch, Verdict.REVIEW)
    residents = _own_residents(batch, [claim for claim, _ in doubtful])
    status = RegisterStatus.NOT_FOUND if batch.asked else RegisterStatus.NOT_ASKED
    links: Made = []
    for claim, decision in doubtful:
        resident = residents[claim.signal]
        link = _link(batch, claim, resident, resident.household, LinkVerdict.REVIEW, decision.best, status)
        links.append((link, decision))
    return links


def _own_residents(batch: Batch, claims: Sequence[Claim], *, share: bool = False) -> dict[int, Resident]:
    """A new resident for each claim. `share`: those at one door make one household (while the register is silent), but for a
    shared address (P03)."""
    places, only = _municipalities(batch)
    book = shared_book(batch.organisation)
    homes: dict[str, Household] = {}
    residents: dict[int, Resident] = {}
    for claim in claims:
        signal = batch.signals[claim.signal]
        place = claim.place
        together = share and place.known and not book.holds(place.postcode, place.number, place.extra)
        key = f"{place.postcode}|{place.number}|{place.extra}" if together else f"signal:{signal.id}"
        if key not in homes:
            homes[key] = household_of_claim(batch.organisation, signal)
            homes[key].municipality = places.get(place.postcode) or only
        home = homes[key]
        residents[claim.signal] = resident_of_claim(home, signal, claim)
    Household.objects.bulk_create(homes.values())
    Resident.objects.bulk_create(residents.values())
    return residents


def _municipalities(batch: Batch) -> tuple[dict[str, Municipality], Municipality | None]:
    """In which municipality a postcode lies, as the register's answers tell; and the only one served, where there is one.

    A signal whose person is not known yet then still reaches the people who work there.
    """
    served = {municipality.code: municipality for municipality in batch.organisation.municipalities.all()}
    answers = ((person.address.postcode, served.get(person.municipality)) for person in batch.people.values())
    places = {postcode: municipality for postcode, municipality in answers if postcode and municipality}
    return places, next(iter(served.values())) if len(served) == 1 else None


def _link(
    batch: Batch,
    claim: Claim,
    resident: Resident,
    household: Household,
    verdict: LinkVerdict,
    scored: Scored | None,
    status: str,
) -> Link:
    return Link(
        signal_id=claim.signal,
        resident=resident,
        household=household,
        verdict=verdict,
        score=scored.score if scored else 0.0,
        reasons=told(scored.reasons) if scored else [],
        register_status=status,
        asked_on=batch.today if batch.asked else None,
    )


def told(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """Reasons as they are stored."""
    return [asdict(reason) for reason in reasons]


def _learn_contacts(batch: Batch, links: Sequence[Link]) -> None:
    """Keep how a creditor says that somebody can be reached, where nothing is known yet: the register does not tell."""
    learned: dict[int, Resident] = {}
    for link in links:
        signal, resident = batch.signals[link.signal_id], link.resident
        if (signal.phone and not resident.phone) or (signal.email and not resident.email):
            resident.phone, resident.email = resident.phone or signal.phone[:40], resident.email or signal.email
            learned[resident.pk] = resident
    Resident.objects.bulk_update(learned.values(), ["phone", "email"])


def _keep_candidates(batch: Batch, links: Made) -> None:
    shown = [
        (link, scored)
        for link, decision in links
        if link.verdict == LinkVerdict.REVIEW
        for scored in decision.ranked[:CANDIDATES_KEPT]
    ]
    bsns = {scored.known.bsn for _, scored in shown if scored.known.key.startswith("bsn:")}
    there = Resident.objects.filter(household__organisation=batch.organisation, in_register=True, bsn__in=bsns)
    residents = dict(there.values_list("bsn", "pk"))
    Candidate.objects.bulk_create(_candidate(batch, link, scored, residents) for link, scored in shown)


def _candidate(batch: Batch, link: Link, scored: Scored, residents: Mapping[str, int]) -> Candidate:
    """A candidate from the register keeps the answer; `resident` points to who is on record already."""
    known = scored.known
    person = batch.people.get(known.bsn) if known.key.startswith("bsn:") else None
    resident = residents.get(known.bsn) if person else int(known.key.removeprefix("resident:"))
    return Candidate(
        link=link,
        resident_id=resident,
        person=asdict(person) if person else {},
        score=scored.score,
        reasons=told(scored.reasons),
    )


def _renew(batch: Batch) -> list[int]:
    """Put what the register says now in the place of links that were made without it.

    Who is not in the register stays the resident that the signals told of; only that the register was asked is new.
    """
    standing_links = Link.objects.filter(signal__in=batch.decisions, register_status=RegisterStatus.NOT_ASKED)
    old = {link.signal_id: link for link in standing_links}
    unknown = [old[claim.signal] for claim, _ in _of(batch, Verdict.NEW) if claim.signal in old]
    for link in unknown:
        link.register_status, link.asked_on = RegisterStatus.NOT_FOUND, batch.today
    Link.objects.bulk_update(unknown, ["register_status", "asked_on"])
    return sorted([*change_links(batch, old), *(link.signal_id for link in unknown)])


def change_links(batch: Batch, old: Mapping[int, Link]) -> list[int]:
    """Put the decisions of these claims, sure or doubtful, in the place of their links; the ids of the signals."""
    made = [(link, decision) for link, decision in _sure(batch) + _doubtful(batch) if link.signal_id in old]
    for fresh, _ in made:
        link = old[fresh.signal_id]
        fresh.pk = link.pk
        if fresh.resident_id == link.resident_id:
            fresh.since = link.since
    links = [link for link, _ in made]
    Candidate.objects.filter(link__in=links).delete()
    Link.objects.bulk_update(links, RENEWED)
    _learn_contacts(batch, links)
    _keep_candidates(batch, made)
    return sorted(link.signal_id for link in links)
