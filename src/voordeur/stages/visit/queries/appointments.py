"""Reads of appointments: those to come, those of which nobody wrote down what came of it, those of one case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Resident
from voordeur.stages.visit.models import Appointment, AppointmentState
from voordeur.stages.visit.queries.known import EXPECTED

# More does not fit on a page that somebody reads.
_MOST = 300


def appointments(user: User, look: Look, *, first: date, last: date, kind: str = "") -> list[Appointment]:
    """The appointments from a day to a day within this person's walls, with their people and where; called off ones are left out.

    A fixed number of queries; the look is logged.
    """
    rows = _inside(user).filter(on__gte=first, on__lte=last).exclude(state=AppointmentState.CALLED_OFF)
    return _looked_at(rows.filter(kind=kind) if kind else rows, look)


def unwritten(user: User, look: Look, *, today: date) -> list[Appointment]:
    """Appointments before today of which nobody wrote down what came of it; logged."""
    return _looked_at(_inside(user).filter(on__lt=today, state__in=EXPECTED, case__closed_on=None), look)


def find_appointment(user: User, pk: int) -> Appointment | None:
    """One appointment within this person's walls; no look yet."""
    return _inside(user).filter(pk=pk).first()


def booked_by(case: Case, form: str) -> bool:
    """Whether a form (by its number) led to an appointment in this case already."""
    try:
        return Appointment.objects.filter(case=case, booking=UUID(form)).exists()
    except ValueError:
        return False


def came_from(case: Case, form: UUID) -> bool:
    """Whether a form made or last changed an appointment in this case."""
    return Appointment.objects.filter(Q(booking=form) | Q(change=form), case=case).exists()


def appointments_in(case: Case) -> list[Appointment]:
    """What is still to come in one case, the first one first. The caller logs the look."""
    rows = Appointment.objects.filter(case=case, state__in=EXPECTED)
    return list(rows.select_related("resident", "user", "second").order_by("on", "begin"))


def of_resident(case: Case, resident: Resident, *, today: date) -> Sequence[Appointment]:
    """What one resident still has before them, for the resident's own door."""
    rows = Appointment.objects.filter(case=case, resident=resident, state__in=EXPECTED, on__gte=today)
    return list(rows.select_related("case", "resident").order_by("on", "begin"))


def _inside(user: User) -> QuerySet[Appointment]:
    walls = within(user, organisation="case__organisation", municipality="case__municipality")
    return Appointment.objects.filter(walls).select_related(
        "case__household", "case__municipality", "case__organisation", "resident", "user", "second"
    )


def _looked_at(rows: QuerySet[Appointment], look: Look) -> list[Appointment]:
    found = list(rows.order_by("on", "begin", "pk")[:_MOST])
    record_look(look, {f"household:{one.case.household_id}" for one in found})
    return found
