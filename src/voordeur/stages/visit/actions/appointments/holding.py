"""What every change of an appointment shares: one at a time, each form once, one event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from voordeur.accounts.models import Organisation, User
from voordeur.record.actions import append_event
from voordeur.record.queries import parameter
from voordeur.stages.reach.queries.telling import way_to_tell
from voordeur.stages.reach.rules.registry import check_facts
from voordeur.stages.reach.rules.vocabulary import AppointmentChange, AppointmentKind, Kind
from voordeur.stages.visit.models import Appointment, Stop
from voordeur.stages.visit.queries.known import EXPECTED

NO_FORM = UUID(int=0)


class NotBooked(ValueError):
    """This cannot be agreed (any more); the message says why, kindly."""


@dataclass(frozen=True)
class Asker:
    """Who changes an appointment, and how it reached us. `by` None: the resident, at the resident's own door.

    `resident`: it was the resident who wanted it, whoever wrote it down. `sent`: the number of the form.
    """

    by: User | None
    via: str
    sent: UUID
    resident: bool = True


def one_at_a_time(organisation: int) -> None:
    """Two who choose the same moment at the same time wait for each other here, and the second one sees what the first took."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation)


def held_now(appointment: Appointment, asker: Asker, turn: int) -> tuple[Appointment, bool]:
    """The appointment as it stands now, and whether this form was counted already. Raises NotBooked when it changed meanwhile."""
    one_at_a_time(appointment.case.organisation_id)
    held = Appointment.objects.select_related("case", "resident").get(pk=appointment.pk)
    if held.change == asker.sent:
        return held, True
    if held.state not in EXPECTED or held.turn != turn:
        raise NotBooked(_("Deze afspraak is intussen veranderd. Hieronder staat hoe het nu is."))
    if held.case.closed_on is not None:
        raise NotBooked(_("Deze zaak is afgesloten."))
    return held, False


def off_the_rounds(appointment: Appointment, on: date) -> None:
    """Nobody goes at the old moment; where a phone handed something in already, the door stays with it."""
    if appointment.kind == AppointmentKind.HOME:
        there = Stop.objects.filter(case=appointment.case_id, round__on=on, result=None, arrivals=None)
        there.filter(round__signed_off_at=None).delete()


def tell(appointment: Appointment, change: AppointmentChange, asker: Asker, today: date, note: str = "") -> None:
    """The one event of a change."""
    moved = change in {AppointmentChange.MADE, AppointmentChange.MOVED}
    letter_days = parameter("appointment_slots", organisation=appointment.case.organisation, on=today)["letter_days"]
    way = way_to_tell(appointment.case, appointment.resident, on=appointment.on, today=today, letter_days=letter_days)
    facts: dict[str, object] = {
        "appointment": appointment.pk,
        "turn": appointment.turn,
        "state": str(change),
        "kind": appointment.kind,
        "on": appointment.on.isoformat(),
        "at": f"{appointment.begin:%H:%M}",
        "resident": appointment.resident_id,
        "by_resident": asker.resident,
        "via": asker.via,
        **({"tell": str(way.confirm), "remind": way.remind} if moved else {}),
    }
    checked = check_facts(Kind.APPOINTMENT, facts)
    append_event(case=appointment.case, kind=Kind.APPOINTMENT, on=today, by=asker.by, facts=checked, note=note)
