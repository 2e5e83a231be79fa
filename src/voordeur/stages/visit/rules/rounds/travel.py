"""How long it takes from door to door when nobody gives a matrix: the straight line, lengthened, at a steady speed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voordeur.stages.visit.rules.rounds.evening import Minutes, Place

_EARTH_KM = 6371.0088  # mean radius (IUGG)


@dataclass(frozen=True)
class Mode:
    """A way of going about. `detour`: how much longer streets are than the straight line; `parking`: minutes at each door."""

    km_per_hour: float
    detour: float = 1.3
    parking: float = 0.0


# Assumptions, shown beside every plan: a steady pace in a Dutch town; a car loses time in parking.
ON_FOOT, BY_BIKE, BY_CAR = Mode(5.0), Mode(15.0), Mode(25.0, detour=1.4, parking=3.0)


def travel_minutes(places: Sequence[Place], mode: Mode = BY_BIKE) -> Minutes:
    """A square matrix of minutes between places (latitude, longitude), zero between a place and itself."""
    if not places:
        return np.zeros((0, 0))
    latitude, longitude = np.radians(np.array(places, dtype=float)).T
    half_lat = np.sin((latitude[:, None] - latitude) / 2) ** 2
    half_lon = np.sin((longitude[:, None] - longitude) / 2) ** 2
    chord = np.clip(half_lat + np.cos(latitude)[:, None] * np.cos(latitude) * half_lon, 0, 1)
    km = 2 * _EARTH_KM * np.arcsin(np.sqrt(chord))
    minutes: Minutes = km * mode.detour / mode.km_per_hour * 60 + np.where(km > 0, mode.parking, 0.0)
    np.fill_diagonal(minutes, 0.0)
    return minutes
