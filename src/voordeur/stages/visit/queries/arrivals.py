"""What phones handed in: whether it is known already, and what is held for the desk to look at."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.stages.visit.models import Arrival, Stop


def arrived(submissions: Collection[UUID], *, by: User) -> dict[UUID, Arrival]:
    """Those of these submissions that this person handed in before."""
    return {one.submission: one for one in Arrival.objects.filter(submission__in=submissions, by=by).select_related("event")}


def own_stops(user: User, stops: Collection[int]) -> dict[int, Stop]:
    """Those of these doors that stand on a round of this person, of whatever day: a result may come late."""
    mine = Stop.objects.filter(pk__in=stops, round__first=user) | Stop.objects.filter(pk__in=stops, round__second=user)
    return {stop.pk: stop for stop in mine.select_related("round__organisation", "case__household", "result__by")}


def held(user: User) -> QuerySet[Arrival]:
    """What is held inside this person's walls and nobody has looked at yet; the oldest first."""
    walls = within(user, organisation="stop__case__organisation", municipality="stop__case__municipality")
    return (
        Arrival.objects.filter(walls, event=None, seen_at=None)
        .select_related("stop__case__household", "stop__round", "by")
        .order_by("at", "pk")
    )
