"""Travel times where not every place is known: by coordinates where both have them, else by how much two postcodes agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voordeur.stages.visit.rules.rounds.evening import Minutes, Place
from voordeur.stages.visit.rules.rounds.travel import Mode, travel_minutes

# Assumptions, said beside a plan that needs them: how far apart two doors are (kilometres of street) that share a postcode,
# share its four digits, or share neither.
SAME_POSTCODE_KM, SAME_AREA_KM, ELSEWHERE_KM = 0.3, 1.0, 3.0


@dataclass(frozen=True)
class Spot:
    """Somewhere to go: coordinates, else a postcode. With neither (an unknown start) it lies next to everything."""

    place: Place | None = None
    postcode: str = ""


def minutes_between(spots: Sequence[Spot], mode: Mode) -> Minutes:
    """A square matrix of minutes between spots, zero between a spot and itself and to where nothing is known."""
    minutes = np.zeros((len(spots), len(spots)))
    known = [number for number, spot in enumerate(spots) if spot.place is not None]
    if known:
        minutes[np.ix_(known, known)] = travel_minutes([place for spot in spots if (place := spot.place) is not None], mode)
    for row, one in enumerate(spots):
        for column, other in enumerate(spots):
            if row != column and (one.place is None or other.place is None):
                minutes[row, column] = _by_postcode(one.postcode, other.postcode, mode)
    return minutes


def _by_postcode(one: str, other: str, mode: Mode) -> float:
    if not one or not other:
        return 0.0
    here, there = one.replace(" ", "").upper(), other.replace(" ", "").upper()
    km = SAME_POSTCODE_KM if here == there else SAME_AREA_KM if here[:4] == there[:4] else ELSEWHERE_KM
    return km / mode.km_per_hour * 60 + mode.parking
