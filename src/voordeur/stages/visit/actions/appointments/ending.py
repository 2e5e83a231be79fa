"""How appointments end: kept, missed, or without meaning any more (P24)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.record.models import Case, Event
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.rules.proposed import APPOINTMENT
from voordeur.stages.reach.rules.vocabulary import (
    CLOSED_DOOR,
    KEPT_BY,
    AppointmentChange,
    AppointmentKind,
    AttemptResult,
    Kind,
    No,
)
from voordeur.stages.visit.actions.appointments.holding import NO_FORM, Asker, NotBooked, held_now, off_the_rounds, tell
from voordeur.stages.visit.models import Appointment, AppointmentState, Stop
from voordeur.stages.visit.queries.known import EXPECTED
from voordeur.stages.visit.rules.door import day_part

_MISSED = {
    AppointmentKind.HOME: AttemptResult.NOBODY,
    AppointmentKind.DESK: AttemptResult.NOBODY,
    AppointmentKind.PHONE: AttemptResult.NO_ANSWER,
}


@transaction.atomic
def settle(appointment: Appointment, *, came: bool, turn: int, asker: Asker, today: date, note: str = "") -> Appointment:
    """It was kept, or nobody opened, came or answered: that is an attempt in the story, a closed door and never a no.

    Raises NotBooked before its day, or when somebody else was first.
    """
    held, again = held_now(appointment, asker, turn)
    if again:
        return held
    if held.on > today:
        raise NotBooked(_("Deze afspraak moet nog komen."))
    kind = AppointmentKind(held.kind)
    made = reach.Attempt(
        channel=KEPT_BY[kind],
        day_part=day_part(held.begin.hour),
        reached=came,
        result=AttemptResult.TALKED if came else _MISSED[kind],
        resident_id=held.resident_id if came else None,
        step=APPOINTMENT,
        extra={"appointment": held.pk},
    )
    event = reach.record_attempt(held.case, made=made, by=asker.by, on=held.on, note=note)
    held.turn, held.change = held.turn + 1, asker.sent
    _over(held, event, came=came)
    off_the_rounds(held, held.on)
    return held


def let_go_after(event: Event, *, by: User | None) -> list[Appointment]:
    """Call off what has no meaning any more after this: a no (P10), a death, a move. Nothing after any other event.

    A no to visits is for everybody at the address, another one for who said it.
    """
    who = event.facts.get("resident")
    if event.kind == Kind.NO and event.facts["no"] == No.VISITS:
        return let_go(event.case, resident=None, by=by, today=event.on, kinds=(AppointmentKind.HOME,))
    if event.kind in {Kind.NO, Kind.DECEASED, Kind.MOVED}:
        return let_go(event.case, resident=who, by=by, today=event.on, said=event.kind == Kind.NO)
    return []


@transaction.atomic
def let_go(
    case: Case,
    *,
    resident: int | None,
    by: User | None,
    today: date,
    said: bool = True,
    kinds: Collection[str] = tuple(AppointmentKind),
) -> list[Appointment]:
    """Call off what still was to come with this resident (None: with everybody), for it has no meaning any more.

    `said`: the resident said so; else somebody died or left, or the case ended.
    """
    open_ = Appointment.objects.filter(case=case, state__in=EXPECTED, kind__in=kinds)
    rows = open_.filter(**({} if resident is None else {"resident": resident}))
    gone = list(rows.select_for_update(of=("self",)).select_related("case", "resident"))
    for one in gone:
        one.turn += 1
        one.state = AppointmentState.CALLED_OFF
        one.save(update_fields=["turn", "state"])
        off_the_rounds(one, one.on)
        tell(one, AppointmentChange.CALLED_OFF, Asker(by, "", NO_FORM, said), today)
    return gone


def at_the_door(stop: Stop, event: Event) -> None:
    """A pair rang where it was expected: the appointment became this result. A corrected result settles it anew."""
    found = _expected_there(stop)
    if found is None:
        return
    found.turn += 1
    _over(found, event, came=event.facts.get("result") not in CLOSED_DOOR)


def appointment_at(stop: Stop) -> dict[str, object]:
    """The fact that ties a result at the door to the appointment for it; nothing where nobody was expected."""
    found = _expected_there(stop)
    return {"appointment": found.pk} if found else {}


def _expected_there(stop: Stop) -> Appointment | None:
    """The appointment of this door on that day: one that was not called off, nor kept in another way."""
    there = Appointment.objects.filter(case=stop.case_id, kind=AppointmentKind.HOME, on=stop.round.on)
    open_ = there.filter(state__in=EXPECTED).order_by("begin").first()
    return open_ or there.filter(result__facts__stop=stop.pk).first()


def _over(held: Appointment, event: Event, *, came: bool) -> None:
    held.state, held.result = (AppointmentState.HELD if came else AppointmentState.NO_SHOW), event
    held.save(update_fields=["state", "result", "turn", "change"])
