"""Call-backs that wait for the desk."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.stages.reach.models import CallBack

__all__ = ["CallBack", "call_backs", "due_call_backs"]


def call_backs(user: User) -> QuerySet[CallBack]:
    """Those that nobody carried out yet, within this person's walls, the first day first."""
    return CallBack.objects.filter(within(user), done_on=None).order_by("on", "pk")


def due_call_backs(user: User, look: Look, *, today: date) -> list[CallBack]:
    """Those for today or before, with their numbers; logged."""
    found = list(call_backs(user).filter(on__lte=today))
    record_look(look, [f"call_back:{one.pk}" for one in found])
    return found
