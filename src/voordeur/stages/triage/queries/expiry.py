"""Which signals have been kept long enough (R33)."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q

from voordeur.accounts.models import Organisation
from voordeur.calendar import add_months
from voordeur.record.queries import parameter_book
from voordeur.stages.triage.models import Taking

TERMS = ("retention_signal_months", "retention_case_months", "successive_months")


def expired_signals(*, organisation: Organisation, today: date) -> list[int]:
    """Ids of the signals whose term is over, by the dated terms of their own municipality.

    A signal that became no case goes after `retention_signal_months`, but never before the window in which it makes a later
    one successive (R09) is over; a signal in a case goes `retention_case_months` after the case was closed. A signal in an
    open case stays, and so does one that nobody has ruled on yet.
    """
    book = parameter_book(TERMS, organisation=organisation, on=today)
    over = Q()
    for municipality in (None, *organisation.municipalities.values_list("pk", flat=True)):
        signal_term = max(
            int(book.value("retention_signal_months", municipality)), int(book.value("successive_months", municipality))
        )
        case_term = int(book.value("retention_case_months", municipality))
        loose = Q(case=None, signal__on__lte=add_months(today, -signal_term))
        closed = Q(case__closed_on__lte=add_months(today, -case_term))
        over |= Q(place=municipality) & (loose | closed)
    rows = Taking.objects.filter(signal__organisation=organisation, signal__forgotten_on=None)
    rows = rows.alias(place=F("signal__link__household__municipality")).filter(over)
    return sorted(rows.values_list("signal_id", flat=True))
