"""What phones handed in: whether it is known already, and what is held for the desk to look at."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.stages.visit.models import Arrival, Stop


def arrived(submissions: Collection[UUID], *, by: User) -> dict[UUID, Arrival]:
    """Those of these submissions that this person handed in before."""
    return {one.submission: one for one in Arrival.objects.filter(submission__in=submissions, by=by).select_related("event")}


def stop_of(pk: int) -> Stop | None:
    """A door on any round of any day, with what became of it; None when it was taken off. Whose it is the caller must know."""
    known = Stop.objects.select_related("round__organisation", "round__first", "round__second", "case__household", "result__by")
    return known.filter(pk=pk).first()


def held_count(user: User) -> int:
    """How many answers are held inside this person's walls and were not looked at yet."""
    return _held(user).count()


def held(user: User, look: Look) -> list[Arrival]:
    """What is held inside this person's walls and nobody has looked at yet; the oldest first. The look is logged."""
    known = _held(user).select_related("stop__case__household", "stop__round", "stop__result__by", "by")
    found = list(known.order_by("at", "pk"))
    record_look(look, (f"household:{one.stop.case.household_id}" for one in found))
    return found


def _held(user: User) -> QuerySet[Arrival]:
    walls = within(user, organisation="stop__case__organisation", municipality="stop__case__municipality")
    return Arrival.objects.filter(walls, event=None, seen_at=None)
