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
    loose, closed = Q(), Q()
    for municipality in (None, *organisation.municipalities.values_list("pk", flat=True)):
        signal_term = max(
            int(book.value("retention_signal_months", municipality)), int(book.value("successive_months", municipality))
        )
        case_term = int(book.value("retention_case_months", municipality))
        loose |= Q(place=municipality, signal__on__lte=add_months(today, -signal_term))
        closed |= Q(place=municipality, case__closed_on__lte=add_months(today, -case_term))
    rows = Taking.objects.filter(signal__forgotten_on=None).alias(place=F("signal__link__household__municipality"))
    # Two questions, each with a way in of its own; asked as one, the database would walk through every signal.
    without = rows.filter(loose, case=None, signal__organisation=organisation)
    within = rows.filter(closed, case__organisation=organisation)
    return sorted({*without.values_list("signal_id", flat=True), *within.values_list("signal_id", flat=True)})
