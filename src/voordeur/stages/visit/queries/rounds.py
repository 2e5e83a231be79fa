"""Rounds, the people who can walk them, and the doors that are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from voordeur.accounts.models import Organisation, Role, User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Household
from voordeur.stages.reach.queries import is_statutory
from voordeur.stages.reach.rules.vocabulary import Channel
from voordeur.stages.visit.models import Round, Stop

_VISIT = Channel.VISIT
# A round is open to its pair on its own day, the day before to prepare and the day after to finish the typing.
_AROUND = timedelta(days=1)


def rounds(user: User, *, since: date) -> QuerySet[Round]:
    """The rounds inside this planner's walls from a day on, newest first; `doors` and `ready` are counted.

    Somebody who serves some municipalities only sees the rounds without a door in another one.
    """
    walls = within(user, organisation="case__organisation", municipality="case__municipality")
    return (
        Round.objects.filter(within(user, municipality=""), on__gte=since)
        .exclude(pk__in=Stop.objects.exclude(walls).values("round"))
        .select_related("first__organisation", "second__organisation", "organisation")
        .annotate(doors=Count("stops"), ready=Count("stops", filter=Q(stops__result__isnull=False)))
    )


def my_rounds(user: User, *, today: date) -> QuerySet[Round]:
    """The rounds that this person walks, around today; nobody else's."""
    return (
        Round.objects.filter(Q(first=user) | Q(second=user), on__range=(today - _AROUND, today + _AROUND))
        .select_related("first__organisation", "second__organisation", "organisation")
        .annotate(doors=Count("stops"), ready=Count("stops", filter=Q(stops__result__isnull=False)))
        .order_by("on", "id")
    )


def colleagues(organisation: Organisation) -> QuerySet[User]:
    """Who can go to the doors for an organisation: its own people, and visitors whom its partners lend."""
    own = Q(organisation=organisation, role__in=(Role.COORDINATOR, Role.CASEWORKER, Role.VISITOR))
    lent = Q(organisation__in=organisation.partners.exclude(organisation=None).values("organisation"), role=Role.VISITOR)
    return User.objects.filter(own | lent, is_active=True).select_related("organisation")


@dataclass(frozen=True)
class DueDoor:
    """A case whose visit is due and not yet on a round: where, why now, until when."""

    case_id: int
    household: Household
    municipality: str
    step: str
    day_part: str
    reason: dict[str, Any]
    due_on: date
    deadline: date | None
    statutory: bool
    urgency: int


def due_doors(user: User, look: Look, *, today: date, limit: int = 200) -> list[DueDoor]:
    """The visits that are due today inside this planner's walls and on no open round; the most urgent first.

    At most `limit`; one query for any number of rows, and one for the log.
    """
    planned = Stop.objects.filter(result=None, round__signed_off_at=None, round__on__gte=today).values("case")
    cases = (
        Case.objects.filter(within(user), closed_on=None, steps__channel=_VISIT, steps__state="due", steps__due_on__lte=today)
        .exclude(pk__in=planned)
        .exclude(household__no_visits_until__gt=today)
        .select_related("household", "municipality")
        .prefetch_related(Prefetch("steps", to_attr="known_steps"))
        .order_by("-steps__urgency", "household__postcode", "pk")
    )
    found = [_due(case) for case in dict.fromkeys(cases[:limit])]
    record_look(look, (f"household:{door.household.pk}" for door in found))
    return found


def _due(case: Case) -> DueDoor:
    step = next(s for s in case.known_steps if s.channel == _VISIT and s.state == "due")  # type: ignore[attr-defined]
    return DueDoor(
        case_id=case.pk,
        household=case.household,
        municipality=case.municipality.name if case.municipality else "",
        step=step.step,
        day_part=step.day_part,
        reason=step.reason,
        due_on=step.due_on,
        deadline=step.deadline,
        statutory=is_statutory(step.reason),
        urgency=step.urgency,
    )
