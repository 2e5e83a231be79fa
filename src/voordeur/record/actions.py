"""The write doors of the record: open and close a case, append to its story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from voordeur.accounts.models import User
from voordeur.record.models import Case, Event, Household, Note


@transaction.atomic
def append_event(
    *,
    case: Case,
    kind: str,
    on: date,
    by: User | None = None,
    facts: Mapping[str, Any] | None = None,
    note: str = "",
    corrects: Event | None = None,
) -> Event:
    """Add one fact to a case's story. `facts` are person-free (see `Event`); what somebody wrote goes into `note`."""
    event = Event.objects.create(
        case=case, kind=kind, on=on, at=timezone.now(), by=by, facts=dict(facts or {}), corrects=corrects
    )
    if note.strip():
        Note.objects.create(event=event, text=note.strip())
    return event


@transaction.atomic
def append_events(
    *, kind: str, on: date, by: User | None = None, told: Iterable[tuple[int, Mapping[str, Any]]]
) -> list[Event]:
    """One fact of the same kind to each of many cases, in one statement. `told`: (case id, person-free facts); order is kept."""
    now = timezone.now()
    return Event.objects.bulk_create(
        [Event(case_id=case, kind=kind, on=on, at=now, by=by, facts=dict(facts)) for case, facts in told]
    )


@transaction.atomic
def open_case(*, household: Household, on: date, protocol: str) -> Case:
    """The household's open case, made when there is none."""
    found = Case.objects.filter(household=household, closed_on=None).first()
    if found:
        return found
    case = Case.objects.create(
        household=household,
        organisation=household.organisation,
        municipality=household.municipality,
        opened_on=on,
        protocol=protocol,
    )
    append_event(case=case, kind="opened", on=on, facts={"protocol": protocol})
    return case


@transaction.atomic
def close_case(*, case: Case, on: date, outcome: str, by: User | None, facts: Mapping[str, Any] | None = None) -> None:
    """Close a case with its DDAS result (eindresultaat). Closing a closed case changes nothing."""
    if case.closed_on is not None:
        return
    case.closed_on, case.outcome = on, outcome
    case.save(update_fields=["closed_on", "outcome"])
    append_event(case=case, kind="closed", on=on, by=by, facts={"outcome": outcome, **(facts or {})})
