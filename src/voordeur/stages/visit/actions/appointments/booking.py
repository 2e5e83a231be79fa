"""Appointments made, moved, confirmed and called off; each change one event, each form counted once (P24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from voordeur.record.models import Case, Resident
from voordeur.stages.reach.rules.vocabulary import AppointmentChange, AppointmentKind
from voordeur.stages.visit.actions.appointments.holding import Asker, NotBooked, held_now, off_the_rounds, one_at_a_time, tell
from voordeur.stages.visit.models import Appointment, AppointmentState
from voordeur.stages.visit.queries.known import EXPECTED
from voordeur.stages.visit.queries.slots import Offer, clock, offer
from voordeur.stages.visit.rules.slots import Slot


@dataclass(frozen=True)
class Moment:
    """What was chosen of the slots."""

    on: date
    begin: time


@transaction.atomic
def book(case: Case, *, resident: Resident, kind: str, moment: Moment, asker: Asker, today: date, note: str = "") -> Appointment:
    """Agree a moment with a resident. The same form twice gives the first appointment back and writes nothing.

    Raises NotBooked with a sentence when the moment was just taken, or when nothing can be agreed with this resident.
    """
    one_at_a_time(case.organisation_id)
    if there := Appointment.objects.filter(booking=asker.sent).first():
        return there
    _check(case, resident, kind)
    chosen = offer(case, kind, today=today)
    made = Appointment(case=case, resident=resident, kind=kind, booking=asker.sent, made_by=asker.by)
    _put(made, chosen, moment)
    tell(made, AppointmentChange.MADE, asker, today, note)
    return made


@transaction.atomic
def move(appointment: Appointment, *, moment: Moment, turn: int, asker: Asker, today: date) -> Appointment:
    """Another moment for the same appointment; confirmed or not, it is then to be confirmed again. Raises NotBooked."""
    held, again = held_now(appointment, asker, turn)
    if again:
        return held
    left = held.on
    chosen = offer(held.case, held.kind, today=today, but=held.pk)
    held.state, held.change, held.turn = AppointmentState.MADE, asker.sent, held.turn + 1
    _put(held, chosen, moment)
    off_the_rounds(held, left)
    tell(held, AppointmentChange.MOVED, asker, today)
    return held


@transaction.atomic
def call_off(appointment: Appointment, *, turn: int, asker: Asker, today: date, note: str = "") -> Appointment:
    """It does not go on: the resident does not want it, or (`asker.resident` False) we cannot. Raises NotBooked."""
    held, again = held_now(appointment, asker, turn)
    return held if again else _changed(held, AppointmentState.CALLED_OFF, AppointmentChange.CALLED_OFF, asker, today, note)


@transaction.atomic
def confirm(appointment: Appointment, *, turn: int, asker: Asker, today: date) -> Appointment:
    """The resident says again that it suits. Raises NotBooked."""
    held, again = held_now(appointment, asker, turn)
    return held if again else _changed(held, AppointmentState.CONFIRMED, AppointmentChange.CONFIRMED, asker, today)


def _changed(
    held: Appointment, state: AppointmentState, change: AppointmentChange, asker: Asker, today: date, note: str = ""
) -> Appointment:
    held.state, held.turn, held.change = state, held.turn + 1, asker.sent
    held.save(update_fields=["state", "turn", "change"])
    if state == AppointmentState.CALLED_OFF:
        off_the_rounds(held, held.on)
    tell(held, change, asker, today, note)
    return held


def _check(case: Case, resident: Resident, kind: str) -> None:
    if kind not in set(AppointmentKind):
        raise NotBooked(_("Kies thuis, op kantoor of aan de telefoon."))
    if case.closed_on is not None:
        raise NotBooked(_("Deze zaak is afgesloten."))
    if resident.household_id != case.household_id or resident.died_on or resident.forgotten_on:
        raise NotBooked(_("Met deze persoon kan geen afspraak worden gemaakt."))
    if Appointment.objects.filter(case=case, resident=resident, kind=kind, state__in=EXPECTED).exists():
        raise NotBooked(_("Er staat al zo'n afspraak. Verzet die, als het moment niet uitkomt."))


def _put(appointment: Appointment, chosen: Offer, moment: Moment) -> None:
    """Give an appointment its moment and who keeps it; raises NotBooked when that moment cannot be chosen (any more)."""
    slot = chosen.find(moment.on, moment.begin)
    if slot is None:
        raise NotBooked(_taken())
    people = chosen.host(slot)
    appointment.on, appointment.begin, appointment.end = slot.on, clock(slot.begin), _end(slot)
    appointment.user_id, appointment.second_id = people[0], people[1] if len(people) > 1 else None
    try:
        with transaction.atomic():
            appointment.save()
    except IntegrityError as error:
        raise NotBooked(_taken()) from error


def _end(slot: Slot) -> time:
    return clock(min(slot.end, 24 * 60 - 1))


def _taken() -> str:
    return _("Dit moment is net door iemand anders gekozen. Kies een ander moment.")
