"""One case: what is due and why, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Event
from voordeur.stages.reach.queries.steps import planned
from voordeur.stages.reach.rules.next_steps import NextSteps

# The daily rebuilding looks back so far for what ended on a day on which it did not run.
_BACK = timedelta(days=14)


@dataclass(frozen=True)
class Entry:
    """One event of a case with what somebody wrote about it; `taken_back`: a later event corrects it."""

    event: Event
    note: str
    taken_back: bool


def steps_of(case: Case, *, today: date) -> NextSteps:
    """What is due, waits, is behind us and has ended in one case, asked anew; person-free."""
    (one,) = planned([case.pk], today=today)
    return one.steps


def timeline(case: Case, look: Look) -> list[Entry]:
    """The story of a case, newest first, in one query, and one entry in the log: notes may hold personal data."""
    record_look(look, [f"case:{case.pk}"])
    events = list(Event.objects.filter(case=case).select_related("by", "note").order_by("-on", "-id"))
    corrected = {event.corrects_id for event in events}
    return [Entry(event, event.note.text if hasattr(event, "note") else "", event.pk in corrected) for event in events]


def cases_to_plan(*, today: date, after: int = 0, size: int = 500) -> list[int]:
    """Open cases with a step that waited until today, or where nobody rang until now (P25); ids above `after`, lowest first.

    For the daily rebuilding, also after some days on which it did not run.
    """
    waited = Q(steps__state="waiting", steps__due_on__lte=today)
    rung_again = Q(household__no_visits_until__range=(today - _BACK, today))
    rows = Case.objects.filter(waited | rung_again, closed_on=None, pk__gt=after)
    return list(rows.order_by("pk").values_list("pk", flat=True).distinct()[:size])
