"""Small facts without names that both planning and the door need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from voordeur.accounts.models import OrganisationKind, User
from voordeur.record.models import Case, Partner


def employers(user: User) -> frozenset[int]:
    """The ids of the partners that employ this person: none for the town's own people (P22)."""
    if user.organisation.kind != OrganisationKind.PARTNER:
        return frozenset()
    return frozenset(Partner.objects.filter(organisation=user.organisation_id).values_list("pk", flat=True))


def signalling(cases: Collection[int]) -> dict[int, frozenset[int]]:
    """For each case id the ids of the partners whose signals it holds now."""
    rows = (
        Case.objects.filter(pk__in=cases, takings__signal__superseded_by=None)
        .values_list("pk", "takings__signal__partner_id")
        .distinct()
    )
    found: dict[int, set[int]] = defaultdict(set)
    for case, partner in rows:
        found[case].add(partner)
    return {case: frozenset(partners) for case, partners in found.items()}


def step_of(case: int, channel: str) -> str:
    """The protocol's name of the due step of this channel, "" when the protocol did not ask for it."""
    return (
        Case.objects.filter(pk=case, steps__channel=channel)
        .order_by("steps__state", "steps__due_on", "-steps__urgency")  # what is due before what waits
        .values_list("steps__step", flat=True)
        .first()
        or ""
    )
