"""Help is offered to a person, and that person answers (P28: acceptance is personal)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from voordeur.accounts.models import User
from voordeur.record.actions import append_event
from voordeur.record.models import Case, Event, Resident
from voordeur.stages.help.actions.refusal import RefusalError
from voordeur.stages.help.models import HelpOffer
from voordeur.stages.help.rules.outcome import Problem


def demand_open(case: Case, resident: Resident | None = None) -> None:
    """Raises RefusalError where the case is closed, or the resident lives in another household."""
    if case.closed_on is not None:
        raise RefusalError(Problem("already_closed", "DDAS 1.3"))
    if resident is not None and resident.household_id != case.household_id:
        raise RefusalError(Problem("not_in_this_household", "P04"))


@transaction.atomic
def offer(case: Case, *, resident: Resident, on: date, by: User | None) -> HelpOffer:
    """Offer help to one person. Offering again changes nothing: one offer per person a case."""
    demand_open(case, resident)
    found, made = HelpOffer.objects.get_or_create(case=case, resident=resident, defaults={"offered_on": on})
    if made:
        append_event(case=case, kind="offer", on=on, by=by, facts={"resident": resident.pk})
    return found


@transaction.atomic
def answer_offer(case: Case, *, resident: Resident, accepted: bool, by: User, on: date, note: str = "") -> Event:
    """One person accepts or declines. Who answers was offered help, so an offer that was not recorded yet is made.

    People may change their minds: another answer later is a further event, the last one counts. RefusalError for a closed case.
    """
    given = offer(case, resident=resident, on=on, by=by)
    given.answer, given.answered_on = ("accepted" if accepted else "declined"), on
    given.save(update_fields=["answer", "answered_on"])
    return append_event(case=case, kind=given.answer, on=on, by=by, facts={"resident": resident.pk}, note=note)
