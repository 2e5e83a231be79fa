"""What day it is, for screens and jobs. Actions and rules never ask: they are told."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Today in Amsterdam, or the fixed day of a demonstration (VOORDEUR_TODAY)."""
    return settings.FIXED_TODAY or timezone.localdate()


def now() -> datetime:
    """This moment, or this time of day on the fixed day of a demonstration, in Amsterdam's time."""
    local = timezone.localtime()
    return datetime.combine(settings.FIXED_TODAY, local.time(), local.tzinfo) if settings.FIXED_TODAY else local
