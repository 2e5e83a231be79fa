"""Every change that an administrator makes stands in the log: who, when, on which screen, of whom or what."""

from __future__ import annotations

from django.http import HttpRequest

from voordeur.privacy.log import Look, Purpose, record_look


def record_change(request: HttpRequest, *subjects: str) -> None:
    """Write one entry about a change; `subjects` are references such as ``user:3`` or ``parameter:threshold_cents``.

    Stands in the same transaction as the change itself, so that neither is without the other.
    """
    record_look(Look.of(request, Purpose.MANAGE), subjects)
