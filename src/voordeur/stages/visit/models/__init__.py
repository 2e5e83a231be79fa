"""The tables of visit: who goes when, rounds and their doors, where doors are, what to know before ringing."""

from voordeur.stages.visit.models.arrivals import Arrival
from voordeur.stages.visit.models.notes import DoorNote, DoorNoteKind, Measure, Told
from voordeur.stages.visit.models.people import Absence, Duo, Visitor, WorkingHours
from voordeur.stages.visit.models.places import AddressPoint, Appointment, Place
from voordeur.stages.visit.models.rounds import EveningPlan, Round, Stop

__all__ = [
    "Absence",
    "AddressPoint",
    "Appointment",
    "Arrival",
    "DoorNote",
    "DoorNoteKind",
    "Duo",
    "EveningPlan",
    "Measure",
    "Place",
    "Round",
    "Stop",
    "Told",
    "Visitor",
    "WorkingHours",
]
