"""The map of an evening: its rounds and doors over the municipality's own streets."""

from __future__ import annotations

from typing import Any

from voordeur.stages.visit.models import Round
from voordeur.stages.visit.queries.crews import ask_of, duos_of
from voordeur.stages.visit.queries.evening import Asked
from voordeur.stages.visit.queries.streets import ground_of
from voordeur.stages.visit.queries.tonight import Board
from voordeur.stages.visit.rules.map import Drawing, Way, box_of, draw
from voordeur.stages.visit.rules.rounds.evening import Place


def map_of(board: Board, asked: Asked) -> Drawing | None:
    """The map; None where no place is known. Two queries."""
    starts = {frozenset((duo.first_id, duo.second_id)): ask_of(duo) for duo in duos_of(asked.organisation, asked.on)}
    ways = [_way(one, starts) for one in board.rounds]
    loose = [("", place) for left in board.left_out if (place := _place(left.case)) is not None]
    box = box_of(ways, loose)
    return draw(ways, loose, ground_of(asked.organisation, box)) if box else None


def _way(one: Round, starts: dict[frozenset[int], Any]) -> Way:
    ask = starts.get(frozenset((one.first_id, one.second_id or 0)))
    doors = [(str(stop.order), place) for stop in one.doors if (place := _place(stop.case)) is not None]  # type: ignore[attr-defined]
    return Way(ask.start if ask else None, doors, ask.end if ask else None)


def _place(case: Any) -> Place | None:
    place = getattr(case.household, "place", None)
    return (place.latitude, place.longitude) if place and place.latitude is not None and place.longitude is not None else None
