"""Where a place lies in degrees, from degrees or from the metres of the Dutch grid (RD)."""

from __future__ import annotations

from voordeur.stages.reach.rules.said import Words

# The European part of the Kingdom; what lies outside was mistyped, or latitude and longitude changed places.
_SOUTH, _NORTH, _WEST, _EAST = 50.7, 53.7, 3.2, 7.3
# The Dutch grid: from its origin in Amersfoort, and how far it runs (metres).
_ORIGIN_X, _ORIGIN_Y, _ORIGIN_LAT, _ORIGIN_LON = 155_000.0, 463_000.0, 52.15517440, 5.38720621
_LOWEST_X, _HIGHEST_X, _LOWEST_Y, _HIGHEST_Y = 0.0, 300_000.0, 300_000.0, 625_000.0
# Polynomials in units of 100 km, seconds of arc (Schreutelkamp and Strang van Hees, 2001): within a quarter of a metre.
_LATITUDE = {
    (0, 1): 3235.65389, (2, 0): -32.58297, (0, 2): -0.24750, (2, 1): -0.84978, (0, 3): -0.06550, (2, 2): -0.01709,
    (1, 0): -0.00738, (4, 0): 0.00530, (2, 3): -0.00039, (4, 1): 0.00033, (1, 1): -0.00012,
}  # fmt: skip
_LONGITUDE = {
    (1, 0): 5260.52916, (1, 1): 105.94684, (1, 2): 2.45656, (3, 0): -0.81885, (1, 3): 0.05594, (3, 1): -0.05607,
    (0, 1): 0.01199, (3, 2): -0.00256, (1, 4): 0.00128, (0, 2): 0.00022, (2, 0): -0.00022, (5, 0): 0.00026,
}  # fmt: skip


class MapFileError(ValueError):
    """A file of places cannot be read; `words` name the line and what to write, in Dutch and in English."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def degrees(x: float, y: float) -> tuple[float, float] | None:
    """Latitude and longitude of (longitude, latitude) in degrees or of (x, y) in metres; None: not in the Netherlands."""
    if _LOWEST_X < x < _HIGHEST_X and _LOWEST_Y < y < _HIGHEST_Y:
        y, x = _from_grid(x, y)
    return (round(y, 6), round(x, 6)) if in_the_netherlands(y, x) else None


def in_the_netherlands(latitude: float, longitude: float) -> bool:
    """Whether degrees lie in the European part of the Kingdom."""
    return _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST


def _from_grid(x: float, y: float) -> tuple[float, float]:
    east, north = (x - _ORIGIN_X) * 1e-5, (y - _ORIGIN_Y) * 1e-5
    latitude = sum(value * east**p * north**q for (p, q), value in _LATITUDE.items())
    longitude = sum(value * east**p * north**q for (p, q), value in _LONGITUDE.items())
    return _ORIGIN_LAT + latitude / 3600, _ORIGIN_LON + longitude / 3600
