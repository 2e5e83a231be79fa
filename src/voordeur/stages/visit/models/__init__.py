"""The tables of visit: who goes when, rounds and their doors, where doors are, what to know before ringing."""

from voordeur.stages.visit.models.appointments import Appointment, AppointmentState
from voordeur.stages.visit.models.arrivals import Arrival
from voordeur.stages.visit.models.map import MapFile, MapLine
from voordeur.stages.visit.models.notes import DoorNote, DoorNoteKind
from voordeur.stages.visit.models.people import Absence, Duo, Visitor, WorkingHours
from voordeur.stages.visit.models.places import AddressPoint, Place
from voordeur.stages.visit.models.rounds import EveningPlan, Round, Stop

__all__ = [
    "Absence",
    "AddressPoint",
    "Appointment",
    "AppointmentState",
    "Arrival",
    "DoorNote",
    "DoorNoteKind",
    "Duo",
    "EveningPlan",
    "MapFile",
    "MapLine",
    "Place",
    "Round",
    "Stop",
    "Visitor",
    "WorkingHours",
]
