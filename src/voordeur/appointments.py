"""Appointments with residents (P24) across the stages: the moment, the worklist after it, what the resident gets in writing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from voordeur.record.models import Case, Resident
from voordeur.stages.reach import actions as reach
from voordeur.stages.visit import actions as visit


@transaction.atomic
def book(
    case: Case, *, resident: Resident, kind: str, moment: visit.Moment, asker: visit.Asker, at: datetime, note: str = ""
) -> visit.Appointment:
    """Agree a moment with a resident; the wish that it answers leaves the worklist, and the resident gets it in writing."""
    made = visit.book(case, resident=resident, kind=kind, moment=moment, asker=asker, today=localdate(at), note=note)
    return _agreed(made, asker, at)


@transaction.atomic
def move(
    appointment: visit.Appointment, *, moment: visit.Moment, turn: int, asker: visit.Asker, at: datetime
) -> visit.Appointment:
    """Another moment for the same appointment; the resident gets that in writing too."""
    return _agreed(visit.move(appointment, moment=moment, turn=turn, asker=asker, today=localdate(at)), asker, at)


@transaction.atomic
def call_off(appointment: visit.Appointment, *, turn: int, asker: visit.Asker, at: datetime, note: str = "") -> visit.Appointment:
    """An appointment does not go on. Where that was ours to say, the worklist asks to call the resident."""
    return _agreed(visit.call_off(appointment, turn=turn, asker=asker, today=localdate(at), note=note), asker, at)


@transaction.atomic
def confirm(appointment: visit.Appointment, *, turn: int, asker: visit.Asker, at: datetime) -> visit.Appointment:
    """The resident says again that the moment suits."""
    return _agreed(visit.confirm(appointment, turn=turn, asker=asker, today=localdate(at)), asker, at)


@transaction.atomic
def settle(
    appointment: visit.Appointment, *, came: bool, turn: int, asker: visit.Asker, at: datetime, note: str = ""
) -> visit.Appointment:
    """An appointment was kept, or nobody came: an attempt, after which the working method says what is next."""
    done = visit.settle(appointment, came=came, turn=turn, asker=asker, today=localdate(at), note=note)
    return _agreed(done, asker, at)


def _agreed(appointment: visit.Appointment, asker: visit.Asker, at: datetime) -> visit.Appointment:
    reach.plan([appointment.case_id], today=localdate(at))
    reach.tell_of_appointments([appointment.case_id], by=asker.by, now=at)
    return appointment
