"""A person sets another status than the rule did."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.record.actions import append_events
from voordeur.stages.triage.actions.cases import join_cases, leave_cases
from voordeur.stages.triage.actions.patterns import mark_patterns
from voordeur.stages.triage.models import Taking
from voordeur.stages.triage.queries import ground as read
from voordeur.stages.triage.rules.status import Reason, SignalStatus


@transaction.atomic
def overrule(taking: Taking, *, status: str, reason: str, by: User, today: date) -> set[int]:
    """Set another status, with the reason in the worker's own words; the signal joins or leaves a case accordingly.

    Returns the cases touched. Raises ValueError with a sentence for the worker when the reason is missing or the status is
    unknown. "Inwoner al bekend" and "andere reden" rest on the contact that the reason names (R29).
    """
    if not reason.strip():
        raise ValueError(_("Schrijf op waarom u anders besluit; zonder reden blijft het zoals het is."))
    if status not in set(SignalStatus):
        raise ValueError(_("Deze status bestaat niet: kies er een uit de lijst."))
    full = read.in_full([taking.signal_id]).select_for_update(of=("self",)).get()
    full.status, full.rule = SignalStatus(status), ""
    full.reasons = [{"code": Reason.OVERRULED.value, "params": {}}]
    full.overruled_by, full.overruled_at, full.overrule_reason = by, timezone.now(), reason.strip()
    cases = _move(full, by=by, today=today)
    full.save()
    taking.refresh_from_db()
    return cases


def _move(taking: Taking, *, by: User, today: date) -> set[int]:
    known = read.ground([taking])
    mark_patterns([taking], months=known.policy(taking).successive_months)
    if taking.status == SignalStatus.TAKEN_UP:
        cases = join_cases([taking], known=known, letter_only=(), on=today)
    else:
        taking.urgency, taking.urgency_reasons = 0, []
        cases = leave_cases([taking], on=today) if taking.case_id else set()
    told = [(case, {"signal": taking.signal_id, "status": str(taking.status)}) for case in sorted(cases)]
    append_events(kind="overruled", on=today, by=by, told=told)
    return cases
