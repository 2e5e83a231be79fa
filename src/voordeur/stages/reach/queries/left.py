"""Which contacts with somebody were made in some cases, as references: what left under a wrong link (P05)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from voordeur.record.models import Event
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, Kind

# Tried, but nobody heard or got anything.
_IN_VAIN = frozenset({AttemptResult.NOBODY, AttemptResult.NO_ANSWER, AttemptResult.NO_ACCESS, AttemptResult.DONE})


@dataclass(frozen=True)
class Contact:
    """One attempt: a DDAS channel, its result, and whether anybody got or heard something. No personal data."""

    event: int
    at: datetime
    by: int | None
    channel: str
    result: str
    resident: int | None
    arrived: bool


def contacts_about(*, household: int, resident: int, signals: Collection[int], until: datetime | None = None) -> list[Contact]:
    """The attempts to reach this resident (or nobody by name) in the household's cases, since one of these signals was in them.

    What was corrected later did not happen. Two queries.
    """
    story = Event.objects.filter(case__household=household)
    joins = story.filter(kind=Kind.SIGNAL_JOINED).values_list("case", "at", "facts")
    since: dict[int, datetime] = {}
    for case, at, facts in joins.order_by("-at"):
        if facts.get("signal") in signals:
            since[case] = at
    tried = story.filter(kind=Kind.ATTEMPT, case__in=since, corrected_by=None)
    tried = tried.filter(at__lt=until) if until else tried
    return [
        _contact(event)
        for event in tried.order_by("at", "id")
        if event.at >= since[event.case_id]
        and event.facts.get("resident") in (None, resident)
        and event.facts.get("channel") != Channel.DESK
    ]


def _contact(event: Event) -> Contact:
    facts = event.facts
    return Contact(
        event=event.pk,
        at=event.at,
        by=event.by_id,
        channel=str(facts.get("channel", "")),
        result=str(facts.get("result", "")),
        resident=facts.get("resident"),
        arrived=facts.get("result") not in _IN_VAIN,
    )
