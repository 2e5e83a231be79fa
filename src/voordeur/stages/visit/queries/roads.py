"""How long it takes from door to door: by a routing engine of one's own where there is one, else by straight lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voordeur.connections.routing import RoutingUnavailable, TravelTimes
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.visit.rules.rounds.evening import Minutes
from voordeur.stages.visit.rules.rounds.spots import Spot, minutes_between
from voordeur.stages.visit.rules.rounds.travel import BY_BIKE, BY_CAR, ON_FOOT

MODES = {"foot": ON_FOOT, "bike": BY_BIKE, "car": BY_CAR}
LINES, ROADS = "lines", "roads"


@dataclass(frozen=True)
class Travel:
    """Minutes between spots, by which model (`LINES` or `ROADS`), and what is to be said beside a plan that uses them."""

    minutes: Minutes
    model: str
    notices: tuple[Words, ...] = ()


def travel_between(spots: Sequence[Spot], way: str, routing: TravelTimes) -> Travel:
    """The travel times between these spots for a way of going about (foot, bike, car).

    An engine that fails, and a place to which it knows no road, fall back to the straight line; both are said.
    """
    straight = minutes_between(spots, MODES[way])
    known = [number for number, spot in enumerate(spots) if spot.place is not None]
    if len(known) < 2 or not routing.answers(way):
        return Travel(straight, LINES)
    try:
        told = routing.minutes([place for spot in spots if (place := spot.place) is not None], way)
    except RoutingUnavailable as failure:
        return Travel(straight, LINES, (_silent(str(failure)),))
    roads = told + np.where(told > 0, MODES[way].parking, 0.0)
    here = np.ix_(known, known)
    travel = straight.copy()
    travel[here] = np.where(np.isfinite(roads), roads, straight[here])
    gaps = ~np.isfinite(roads)
    lost = int(np.sum(gaps.sum(axis=1) >= len(known) - 1))  # to nowhere but itself
    return Travel(travel, ROADS, (_lost(lost),) if gaps.any() else ())


def _silent(why: str) -> Words:
    return Words(
        f"De routeplanner gaf geen reistijden ({why}): het plan rekent met rechte lijnen.",
        f"The routing engine gave no travel times ({why}): the plan reckons with straight lines.",
    )


def _lost(places: int) -> Words:
    if not places:
        return Words(
            "Tussen enkele adressen kent de routeplanner geen weg: daar telt de rechte lijn.",
            "Between some addresses the routing engine knows no road: there the straight line counts.",
        )
    return Words(
        f"Van {places} adressen kent de routeplanner geen weg: daar telt de rechte lijn.",
        f"Of {places} addresses the routing engine knows no road: there the straight line counts.",
    )
