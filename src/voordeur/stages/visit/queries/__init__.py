"""Reads of the visit room; whoever reads a door says why, and is logged."""

from voordeur.stages.visit.models import DoorNoteKind, Round
from voordeur.stages.visit.queries.arrivals import arrived, held, held_count, stop_of
from voordeur.stages.visit.queries.doors import Door, door_of, doors
from voordeur.stages.visit.queries.rounds import DueDoor, colleagues, due_doors, my_rounds, rounds
from voordeur.stages.visit.queries.sources import employers, signalling, step_of

__all__ = [
    "Door", "DoorNoteKind", "DueDoor", "Round", "arrived", "colleagues", "door_of", "doors", "due_doors", "employers", "held",
    "held_count", "my_rounds", "rounds", "signalling", "step_of", "stop_of",
]  # fmt: skip
