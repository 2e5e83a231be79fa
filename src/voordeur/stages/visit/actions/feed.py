"""Keep since when a calendar holds what it holds now, so that a subscriber fetches only what changed."""

from __future__ import annotations

from datetime import datetime

from voordeur.stages.visit.models import Visitor


def changed_at(visitor: Visitor, tag: str, *, now: datetime) -> datetime:
    """Since when a calendar holds what this digest is of: `now` where it held something else until now."""
    if visitor.calendar_tag == tag and visitor.calendar_changed_at is not None:
        return visitor.calendar_changed_at
    moment = now.replace(microsecond=0)
    Visitor.objects.filter(pk=visitor.pk).update(calendar_tag=tag, calendar_changed_at=moment)
    return moment
