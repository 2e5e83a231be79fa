"""Appointments with residents: made and changed, kept and missed."""

from voordeur.stages.visit.actions.appointments.booking import Moment, book, call_off, confirm, move
from voordeur.stages.visit.actions.appointments.ending import appointment_at, at_the_door, let_go, let_go_after, settle
from voordeur.stages.visit.actions.appointments.holding import Asker, NotBooked

__all__ = [
    "Asker", "Moment", "NotBooked", "appointment_at", "at_the_door", "book", "call_off", "confirm", "let_go", "let_go_after",
    "move", "settle",
]  # fmt: skip
