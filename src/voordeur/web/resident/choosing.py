"""A moment chosen behind the door: which can be, and the appointment that it becomes, once, however often the form arrives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from voordeur import appointments
from voordeur.record.queries import parameter_book
from voordeur.shell.clock import now, today
from voordeur.stages.reach.queries.codes import Opened
from voordeur.stages.reach.rules.vocabulary import AppointmentKind
from voordeur.stages.visit.actions import Appointment, Asker, Moment
from voordeur.stages.visit.queries.appointments import came_from, of_resident
from voordeur.stages.visit.queries.slots import by_day, clock, for_residents, offer
from voordeur.stages.visit.rules.slots import Slot
from voordeur.web.resident.asking import ASKED, Wish

KINDS = {Wish.CALL: AppointmentKind.PHONE, Wish.COME: AppointmentKind.HOME}
_VIA = "code"


@dataclass(frozen=True)
class Choice:
    """One moment as a form sends it: ``2026-11-26T18:30``."""

    value: str
    on: date
    at: str


@dataclass(frozen=True)
class Offered:
    """The moments for one wish, by day; `there`: the appointment that would be moved; `within`: minutes that we may be late."""

    days: Sequence[tuple[date, Sequence[Choice]]]
    there: Appointment | None
    within: int

    def find(self, value: str) -> Choice | None:
        """The moment of this value."""
        return next((one for _day, some in self.days for one in some if one.value == value), None)


def offered(who: Opened, wish: Wish) -> Offered:
    """What can be chosen: within the parts of the day and the days that the municipality offers to residents."""
    kind, day = KINDS[wish], today()
    there = next((one for one in agreed(who) if one.kind == kind), None)
    book = parameter_book(["resident_moments", "appointment_slots"], organisation=who.case.organisation_id, on=day)
    moments = book.value("resident_moments", who.case.municipality_id)
    can = offer(who.case, kind, today=day, but=there.pk if there else None)
    found = by_day(for_residents(can.slots, moments, ASKED[wish], day))
    within = int(book.value("appointment_slots", who.case.municipality_id)["within"])
    return Offered([(on, [_choice(slot) for slot in slots]) for on, slots in found.items()], there, within)


def agreed(who: Opened) -> Sequence[Appointment]:
    """What this resident still has before them."""
    return of_resident(who.case, who.resident, today=today())


def choose(who: Opened, wish: Wish, chosen: Choice, there: Appointment | None, *, form: UUID, phone: str) -> None:
    """Agree on the moment, or move what was agreed to it. Raises NotBooked when somebody else was just faster."""
    asker = Asker(None, _VIA, form)
    moment = Moment(chosen.on, time.fromisoformat(chosen.at))
    if there is not None:
        appointments.move(there, moment=moment, turn=there.turn, asker=asker, at=now())
        return
    note = _("Bellen op %(phone)s") % {"phone": phone} if phone else ""
    appointments.book(who.case, resident=who.resident, kind=KINDS[wish], moment=moment, asker=asker, at=now(), note=note)


def call_off(who: Opened, number: str, *, form: UUID) -> None:
    """Call off one of one's own appointments; any other number does nothing. Raises NotBooked when it changed meanwhile."""
    own = next((one for one in agreed(who) if str(one.pk) == number), None)
    if own is not None:
        appointments.call_off(own, turn=own.turn, asker=Asker(None, _VIA, form), at=now())


def form_number(token: UUID, *said: str) -> UUID:
    """The number of a form: the same for the same content, so that who goes back and chooses anew is heard."""
    return uuid5(token, " ".join(said))


def counted(who: Opened, form: UUID) -> bool:
    """Whether this form led to something already."""
    return came_from(who.case, form)


def _choice(slot: Slot) -> Choice:
    at = f"{clock(slot.begin):%H:%M}"
    return Choice(f"{slot.on.isoformat()}T{at}", slot.on, at)
