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
    last_loose = last_closed = date.min
    for municipality in (None, *organisation.municipalities.values_list("pk", flat=True)):
        signal_term = max(
            int(book.value("retention_signal_months", municipality)), int(book.value("successive_months", municipality))
        )
        before_loose = add_months(today, -signal_term)
        before_closed = add_months(today, -int(book.value("retention_case_months", municipality)))
        loose |= Q(place=municipality, signal__on__lte=before_loose)
        closed |= Q(place=municipality, case__closed_on__lte=before_closed)
        last_loose, last_closed = max(last_loose, before_loose), max(last_closed, before_closed)
    rows = Taking.objects.filter(signal__forgotten_on=None).alias(place=F("signal__link__household__municipality"))
    # Two questions, and the latest day of all municipalities first: few rows are left before their household is looked up.
    without = rows.filter(loose, case=None, signal__organisation=organisation, signal__on__lte=last_loose)
    within = rows.filter(closed, case__organisation=organisation, case__closed_on__lte=last_closed)
    return sorted({*without.values_list("signal_id", flat=True), *within.values_list("signal_id", flat=True)})
