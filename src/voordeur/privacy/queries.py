"""Reads of the log of looks."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from voordeur.accounts.models import Organisation, User
from voordeur.privacy.models import AccessLogEntry, RetentionRun


def log_entries(
    user: User, *, subject: str = "", purpose: str = "", name: str = "", since: date | None = None
) -> QuerySet[AccessLogEntry]:
    """The looks by people of this privacy officer's own organisation, newest first.

    `subject` is a reference such as ``household:12`` (whole); `name` a part of the name of who looked.
    """
    entries = AccessLogEntry.objects.filter(organisation=user.organisation).select_related("user").order_by("-id")
    if subject:
        # JSON containment does not exist on SQLite; the quotes keep household:1 apart from household:12.
        entries = entries.filter(Q(subjects__icontains=f'"{subject}"'))
    if purpose:
        entries = entries.filter(purpose=purpose)
    if name:
        entries = entries.filter(user__name__icontains=name)
    if since:
        entries = entries.filter(at__date__gte=since)
    return entries


def retention_runs(organisation: Organisation, limit: int = 20) -> QuerySet[RetentionRun]:
    """The last runs and dry runs of one organisation's forgetting, newest first."""
    return RetentionRun.objects.filter(organisation=organisation).select_related("by").order_by("-id")[:limit]


def ran_on(organisation: Organisation, day: date) -> bool:
    """Whether this organisation's forgetting (not a dry run) was done on or after this day."""
    return RetentionRun.objects.filter(organisation=organisation, dry_run=False, today__gte=day).exists()
