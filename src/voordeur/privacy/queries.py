"""Reads of the log of looks, of the runs of forgetting, and of the register of breaches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from voordeur.accounts.models import Organisation, User
from voordeur.privacy.access import within
from voordeur.privacy.log import Purpose
from voordeur.privacy.models import AccessLogEntry, BreachItem, BreachNote, BreachState, RetentionRun


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


def looks_at(
    subjects: Collection[str], *, purposes: Collection[Purpose], since: datetime, until: datetime | None = None
) -> list[AccessLogEntry]:
    """The looks by people at any of these references (``household:12``), for these purposes, in order of time."""
    about = Q(pk__in=[])
    for subject in subjects:
        about |= Q(subjects__icontains=f'"{subject}"')
    found = AccessLogEntry.objects.filter(about, at__gte=since, purpose__in=purposes).exclude(user=None).exclude(path="")
    found = found.filter(at__lt=until) if until else found
    return list(found.select_related("user__organisation").order_by("id"))


def breaches(user: User) -> QuerySet[BreachNote]:
    """The register of breaches inside this person's walls: what is still open first, the shortest clock on top.

    Each with `outside_count` and `item_count`; references only.
    """
    waiting = Case(When(state=BreachState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    notes = BreachNote.objects.filter(within(user)).select_related("noticed_by", "decided_by", "municipality")
    counted = notes.annotate(item_count=Count("items"), outside_count=Count("items", filter=Q(items__outside=True)))
    return counted.alias(waiting=waiting).order_by("waiting", "report_by", "-pk")


def open_breaches(user: User) -> int:
    """How many breaches wait for a decision inside this person's walls."""
    return BreachNote.objects.filter(within(user), state=BreachState.OPEN).count()


def listed_in_breaches(signals: Collection[int]) -> set[str]:
    """The references that earlier notes about these signals hold already: what left before, under an earlier wrong link."""
    earlier = BreachNote.objects.filter(signals__signal__in=signals)
    return set(BreachItem.objects.filter(note__in=earlier.values("pk")).values_list("reference", flat=True))
