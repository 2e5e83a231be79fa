"""Finds the round and the door behind an address, for its pair only: everybody else gets a 404."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from voordeur.accounts.models import User
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.visit.queries import Door, Round, door_of, doors, my_rounds


def visitor(request: HttpRequest) -> User:
    """Who holds the phone."""
    return cast(User, request.user)


def round_for(request: HttpRequest, pk: int) -> Round:
    """A round of this person, around today."""
    return get_object_or_404(my_rounds(visitor(request), today=today()), pk=pk)


def door_for(request: HttpRequest, round_: Round, stop: int) -> Door:
    """A door on that round; the look is logged."""
    door = door_of(round_, stop, Look.of(request, Purpose.VISIT), today=today())
    if door is None:
        raise Http404
    return door


def doors_for(request: HttpRequest, round_: Round) -> list[Door]:
    """All doors of that round as this person may see them; the look is logged."""
    return doors(round_, Look.of(request, Purpose.VISIT), today=today())


def now() -> datetime:
    """This moment; on the fixed day of a demonstration the clock's time on that day."""
    return datetime.combine(today(), timezone.localtime().time(), timezone.get_current_timezone())
