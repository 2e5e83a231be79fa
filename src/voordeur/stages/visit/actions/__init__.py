"""The write doors of the visit room."""

from voordeur.stages.visit.actions.appointments import (
    Asker,
    Moment,
    NotBooked,
    book,
    call_off,
    confirm,
    let_go,
    let_go_after,
    move,
    settle,
)
from voordeur.stages.visit.actions.arrivals import ArrivedTwice, keep_arrival, seen
from voordeur.stages.visit.actions.door import NotRecorded, correct_result, record_result, sign_off
from voordeur.stages.visit.actions.notes import add_note, end_note
from voordeur.stages.visit.actions.planning import NotPlanned, alter_round, make_round
from voordeur.stages.visit.actions.put_back import TakenAlong, put_back, round_again
from voordeur.stages.visit.models import Appointment, Stop
from voordeur.stages.visit.rules.door import DoorResult

__all__ = [
    "Appointment",
    "ArrivedTwice",
    "Asker",
    "DoorResult",
    "Moment",
    "NotBooked",
    "NotPlanned",
    "NotRecorded",
    "Stop",
    "TakenAlong",
    "add_note",
    "alter_round",
    "book",
    "call_off",
    "confirm",
    "correct_result",
    "end_note",
    "keep_arrival",
    "let_go",
    "let_go_after",
    "make_round",
    "move",
    "put_back",
    "record_result",
    "round_again",
    "seen",
    "settle",
    "sign_off",
]  # fmt: skip
