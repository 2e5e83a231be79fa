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


def stop_of(pk: int) -> Stop | None:
    """A door on any round of any day, with what became of it; None when it was taken off. Whose it is the caller must know."""
    known = Stop.objects.select_related("round__organisation", "round__first", "round__second", "case__household", "result__by")
    return known.filter(pk=pk).first()


def held(user: User) -> QuerySet[Arrival]:
    """What is held inside this person's walls and nobody has looked at yet; the oldest first."""
    walls = within(user, organisation="stop__case__organisation", municipality="stop__case__municipality")
    return (
        Arrival.objects.filter(walls, event=None, seen_at=None)
        .select_related("stop__case__household", "stop__round", "by")
        .order_by("at", "pk")
    )
