"""A person's judgement of a doubtful link, and its undoing. Decisions are added, never changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from voordeur.accounts.models import User
from voordeur.record.models import Resident
from voordeur.stages.deliver.queries import delivered
from voordeur.stages.match.actions.people import household_of_claim, registered_residents, resident_of_claim
from voordeur.stages.match.actions.unlearn import unlearn
from voordeur.stages.match.actions.write import status_of
from voordeur.stages.match.models import Candidate, Decision, Link, LinkVerdict, RegisterStatus
from voordeur.stages.match.queries.evidence import claim_of, stored_person


@transaction.atomic
def decide(link: Link, *, same_as: Candidate | None, by: User, sisters: Collection[tuple[Link, Candidate | None]] = ()) -> None:
    """A worker says whom a signal is about; None: nobody of these, the signal keeps a resident of its own.

    The same answer settles its `sisters`, each a link with the same person among its own candidates (`queries.sisters_of`).
    Raises ValueError for a candidate of another link. Deciding again replaces the decision; each stays as a `Decision`.
    """
    first = _decide(link, same_as, by=by, along_with=None)
    for sister, candidate in sisters:
        _decide(sister, candidate, by=by, along_with=first)


def _decide(link: Link, same_as: Candidate | None, *, by: User, along_with: Decision | None) -> Decision:
    if same_as is not None and same_as.link_id != link.pk:
        raise ValueError("the candidate belongs to another link")
    _lock(link)
    before, score = link.resident, link.score
    if same_as is None:
        answer, reasons = "different", link.reasons
        resident, status = _own_resident(link), link.register_status
    else:
        answer, reasons, score = "same", same_as.reasons, same_as.score
        resident, status = _meant(link, same_as)
    _put(link, resident, LinkVerdict.HUMAN, score, reasons, status)
    return Decision.objects.create(
        signal=link.signal, answer=answer, before=before, after=resident, score=score, by=by,
        pairs=_pairs(link, same_as), along_with=along_with,
    )  # fmt: skip


def _pairs(link: Link, same_as: Candidate | None) -> list[dict[str, Any]]:
    """What a judgement teaches: of every candidate how each field agreed, and whether it was the person. No values."""
    return [
        {
            "same": same_as is not None and candidate.pk == same_as.pk,
            "agreements": {reason["field"]: reason["agreement"] for reason in candidate.reasons},
        }
        for candidate in link.candidates.order_by("-score", "pk")
    ]


@transaction.atomic
def undo(link: Link, *, by: User) -> None:
    """A worker takes a link apart: the signal gets a resident of its own again and goes (back) to review.

    Whom it was linked to stays among the candidates, so that this too can be undone; what the signal taught about that person
    (a phone number, an address for mail) is unlearned.
    """
    _lock(link)
    before = link.resident
    resident = _own_resident(link)
    if resident.pk != before.pk:
        _remember(link, before)
        unlearn(before, link)
    status = RegisterStatus.NOT_ASKED if link.register_status == RegisterStatus.NOT_ASKED else RegisterStatus.NOT_FOUND
    _put(link, resident, LinkVerdict.REVIEW, link.score, link.reasons, status)
    Decision.objects.create(signal=link.signal, answer="undo", before=before, after=resident, score=link.score, by=by)


def _lock(link: Link) -> None:
    """Take the present link, not the one that the caller read a while ago."""
    present = Link.objects.select_for_update(of=("self",)).select_related("resident", "household", "signal").get(pk=link.pk)
    for name in ("resident", "household", "signal", "verdict", "score", "reasons", "register_status", "since"):
        setattr(link, name, getattr(present, name))


def _put(link: Link, resident: Resident, verdict: str, score: float, reasons: list[dict[str, object]], status: str) -> None:
    if resident.pk != link.resident_id:
        link.since = timezone.now()
    link.resident, link.household = resident, resident.household
    link.verdict, link.score, link.reasons, link.register_status = verdict, score, reasons, status
    link.doubted, link.doubted_since = None, None
    link.save(
        update_fields=[
            "resident", "household", "verdict", "score", "reasons", "register_status", "since", "doubted", "doubted_since",
        ]
    )  # fmt: skip


def _meant(link: Link, candidate: Candidate) -> tuple[Resident, str]:
    """The resident behind a candidate, and what the register says of them."""
    if not candidate.person and candidate.resident is not None:
        other = Link.objects.filter(resident=candidate.resident).exclude(pk=link.pk).order_by("-pk").first()
        return candidate.resident, other.register_status if other else link.register_status
    person = stored_person(candidate.person)
    organisation = link.signal.organisation
    resident = registered_residents(organisation, [person])[person.bsn]
    served = set(organisation.municipalities.values_list("code", flat=True))
    return resident, status_of(person, served=served, address=_agreement(candidate, "address"))


def _agreement(candidate: Candidate, field: str) -> str:
    return next((reason["agreement"] for reason in candidate.reasons if reason["field"] == field), "missing")


def _own_resident(link: Link) -> Resident:
    """The resident that is this signal's alone: the present one where it is, else a new one as the signal tells."""
    present = link.resident
    shared = present.in_register or Link.objects.filter(resident=present).exclude(pk=link.pk).exists()
    if not shared:
        return present
    (signal,) = delivered([link.signal_id])
    home = household_of_claim(link.signal.organisation, signal)
    home.municipality = link.household.municipality
    home.save()
    resident = resident_of_claim(home, signal, claim_of(signal))
    resident.save()
    return resident


def _remember(link: Link, before: Resident) -> None:
    people = [c for c in link.candidates.all() if c.resident_id == before.pk or c.person.get("bsn") == (before.bsn or None)]
    if not people:
        Candidate.objects.create(link=link, resident=before, score=link.score, reasons=link.reasons)
