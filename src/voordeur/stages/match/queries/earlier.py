"""Earlier signals that a new batch may throw light on: in doubt still, or of somebody whom the register did not know by them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from voordeur.stages.deliver.queries import Delivered, delivered
from voordeur.stages.match.models import Link, LinkVerdict, RegisterStatus
from voordeur.stages.match.queries.evidence import claim_of
from voordeur.stages.match.rules.people import Claim

MOST = 500  # as many as a batch: the oldest wait for another month


@dataclass(frozen=True)
class Earlier:
    """An earlier signal whose person is not settled, as a claim, with its link."""

    link: Link
    signal: Delivered
    claim: Claim


def unsettled_beside(organisation: int, claims: Collection[Claim]) -> list[Earlier]:
    """Unsettled signals tied to these claims by customer number, contact, door or birth date, in order of id; three queries.

    What a person has judged, and what the rules put before a person with somebody in mind, is left to people. With a signal
    come all others of its person, so that they stay together.
    """
    tied = _unsettled(organisation).filter(_alike(claims)).order_by("-signal_id")[:MOST]
    links = {link.signal_id: link for link in tied}
    signals = {signal.id: signal for signal in delivered(list(links))}
    ties = {key for claim in claims for key in _keys(claim)}
    found = {pk for pk, signal in signals.items() if _keys(claim_of(signal)) & ties}
    people = {links[pk].resident_id for pk in found if links[pk].verdict != LinkVerdict.REVIEW}
    more = {link.signal_id: link for link in _unsettled(organisation).filter(resident__in=people)} if people else {}
    signals |= {signal.id: signal for signal in delivered([pk for pk in more if pk not in signals])}
    links |= more
    return [Earlier(links[pk], signals[pk], claim_of(signals[pk])) for pk in sorted((found | set(more)) & set(signals))]


def _unsettled(organisation: int) -> QuerySet[Link]:
    links = Link.objects.filter(
        verdict__in=(LinkVerdict.NEW, LinkVerdict.AUTO, LinkVerdict.REVIEW),
        register_status=RegisterStatus.NOT_FOUND,
        resident__in_register=False,
        doubted=None,
        signal__organisation=organisation,
        signal__forgotten_on=None,
        signal__superseded_by=None,
        signal__decisions=None,
    )
    judged = Link.objects.filter(signal__organisation=organisation, verdict=LinkVerdict.HUMAN, resident__in_register=False)
    return links.exclude(resident__in=judged.values("resident")).select_related("resident__household", "household")


def _keys(claim: Claim) -> set[str]:
    return {claim.customer, claim.place.door, claim.birth, *claim.contacts} - {""}


def _alike(claims: Collection[Claim]) -> Q:
    """A first, wider choice for the database."""
    written = [claim.written for claim in claims]
    return (
        Q(signal__customer_number__in={claim.customer.split(":", 1)[1] for claim in claims if claim.customer})
        | Q(signal__phone__in={one.phone for one in written if one.phone})
        | Q(signal__email__in={one.email for one in written if one.email})
        | Q(signal__postcode__in={one.postcode for one in written if one.postcode})
        | Q(signal__birth_date__in={one.birth_date for one in written if one.birth_date})
    )
