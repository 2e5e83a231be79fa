"""A worker decides otherwise than the working method about one step, with a reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.record.models import Case, Event
from voordeur.stages.reach.actions.attempts import record_fact
from voordeur.stages.reach.actions.plan import plan
from voordeur.stages.reach.queries.one_case import steps_of
from voordeur.stages.reach.queries.protocols import protocol_of
from voordeur.stages.reach.rules.vocabulary import Kind, Overruling


@transaction.atomic
def overrule_step(case: Case, *, step: str, decision: str, until: date | None = None, reason: str, by: User, on: date) -> Event:
    """Skip a step, postpone it until a day, or do it now; the worklist follows. The reason is a note with the event.

    Only a step of the working method that is due or waits, and that is ours to do, can be decided about: what a no, a death or a
    payment ended stays ended. Raises ValueError with a sentence.
    """
    protocol = protocol_of(case)
    written = protocol.step(step) if protocol else None
    known = steps_of(case, today=on)
    if protocol is None or written is None or step not in {one.name for one in (*known.due, *known.waiting)}:
        raise ValueError(_("Over deze stap valt nu niets te besluiten."))
    if protocol.is_partners(written):
        raise ValueError(_("Deze stap is aan de schuldeiser. Leg vast wanneer die hem deed, of spreek de schuldeiser erop aan."))
    if decision not in set(Overruling):
        raise ValueError(_("Kies overslaan, uitstellen of nu doen."))
    if not reason.strip():
        raise ValueError(_("Schrijf op waarom u anders besluit."))
    facts: dict[str, object] = {"step": step, "decision": str(decision)}
    if decision == Overruling.POSTPONE:
        if until is None or until <= on:
            raise ValueError(_("Kies tot welke dag u uitstelt; die ligt na vandaag."))
        facts["until"] = until.isoformat()
    event = record_fact(case, kind=Kind.STEP_OVERRULED, facts=facts, by=by, on=on, note=reason)
    plan([case.pk], today=on)
    return event
