"""The write doors of the visit room."""

from voordeur.stages.visit.actions.arrivals import ArrivedTwice, keep_arrival, seen
from voordeur.stages.visit.actions.door import NotRecorded, correct_result, record_result, sign_off
from voordeur.stages.visit.actions.notes import add_note, end_note
from voordeur.stages.visit.actions.planning import NotPlanned, alter_round, make_round
from voordeur.stages.visit.actions.put_back import TakenAlong, put_back, round_again
from voordeur.stages.visit.models import Stop
from voordeur.stages.visit.rules.door import DoorResult

__all__ = [
    "ArrivedTwice",
    "DoorResult",
    "NotPlanned",
    "NotRecorded",
    "Stop",
    "TakenAlong",
    "add_note",
    "alter_round",
    "correct_result",
    "end_note",
    "keep_arrival",
    "make_round",
    "put_back",
    "record_result",
    "round_again",
    "seen",
    "sign_off",
]  # fmt: skip
