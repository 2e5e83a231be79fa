"""A map of an evening as plain shapes: where the doors lie, without streets from outside and without any address."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from voordeur.stages.visit.rules.rounds.evening import Place

WIDTH, HEIGHT, MARGIN = 640.0, 480.0, 36.0
_METRES_PER_DEGREE = 111_320.0
_SCALES = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
# The shape of a pair's doors beside their colour, for whoever sees no colour.
SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "cross")


def colour(pair: int) -> int:
    """The colour of a pair by its place, from 1; the seventh has the first one's again."""
    return pair % len(SHAPES) + 1


def shape(pair: int) -> str:
    """The shape of a pair by its place."""
    return SHAPES[pair % len(SHAPES)]


@dataclass(frozen=True)
class Dot:
    """One place on the map: in the units of its box. `label`: the number of the door; `pair`: whose it is, None for nobody."""

    x: float
    y: float
    label: str
    pair: int | None
    shape: str

    @property
    def colour(self) -> int:
        """Which of the colours, from 1; 0: nobody's."""
        return 0 if self.pair is None else colour(self.pair)


@dataclass(frozen=True)
class Line:
    """The way of one pair, as the points of a polyline; straight from door to door."""

    pair: int
    points: str

    @property
    def colour(self) -> int:
        """Which of the colours, from 1."""
        return colour(self.pair)


@dataclass(frozen=True)
class Drawing:
    """Everything on the map. `scale`: metres, and how long that is on the map; `grid`: where its lines run."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    upright: tuple[float, ...]
    level: tuple[float, ...]
    scale_metres: int
    scale_length: float


@dataclass(frozen=True)
class Way:
    """What one pair walks: from where, its doors (number and place), to where; what is not known is left out."""

    start: Place | None
    doors: Sequence[tuple[str, Place]]
    end: Place | None


def draw(ways: Sequence[Way], loose: Sequence[tuple[str, Place]] = ()) -> Drawing | None:
    """The map of these ways and of the doors that nobody goes to; None where no place is known."""
    places = [place for way in ways for place in _along(way)] + [place for _, place in loose]
    if not places:
        return None
    paper = _Paper.around(places)
    dots = [Dot(*paper.at(place), label, None, "ring") for label, place in loose]
    lines = []
    for pair, way in enumerate(ways):
        along = [paper.at(place) for place in _along(way)]
        if len(along) > 1:
            lines.append(Line(pair, " ".join(f"{x:.1f},{y:.1f}" for x, y in along)))
        dots += [Dot(*paper.at(place), label, pair, shape(pair)) for label, place in way.doors]
        dots += [Dot(*paper.at(place), "", pair, "end") for place in {way.start, way.end} if place is not None]
    step = paper.step()
    length = step * paper.scale
    return Drawing(
        tuple(dots),
        tuple(lines),
        tuple(_every(length, WIDTH)),
        tuple(_every(length, HEIGHT)),
        step,
        round(length, 1),
    )


def _along(way: Way) -> list[Place]:
    doors = [place for _, place in way.doors]
    return [place for place in (way.start, *doors, way.end) if place is not None]


def _every(length: float, until: float) -> list[float]:
    return [round(length * number, 1) for number in range(1, math.ceil(until / length))]


@dataclass(frozen=True)
class _Paper:
    """How degrees become the map's own units: the middle of the doors in the middle, the same scale both ways."""

    latitude: float
    longitude: float
    scale: float  # units a metre

    @classmethod
    def around(cls, places: Sequence[Place]) -> _Paper:
        south, north = min(p[0] for p in places), max(p[0] for p in places)
        west, east = min(p[1] for p in places), max(p[1] for p in places)
        middle = (south + north) / 2, (west + east) / 2
        wide = (east - west) * _METRES_PER_DEGREE * math.cos(math.radians(middle[0]))
        high = (north - south) * _METRES_PER_DEGREE
        scale = min((WIDTH - 2 * MARGIN) / max(wide, 100.0), (HEIGHT - 2 * MARGIN) / max(high, 100.0))
        return cls(*middle, scale)

    def at(self, place: Place) -> tuple[float, float]:
        east = (place[1] - self.longitude) * _METRES_PER_DEGREE * math.cos(math.radians(self.latitude))
        north = (place[0] - self.latitude) * _METRES_PER_DEGREE
        return round(WIDTH / 2 + east * self.scale, 1), round(HEIGHT / 2 - north * self.scale, 1)

    def step(self) -> int:
        """The round number of metres that is some sixth of the map."""
        return next((metres for metres in _SCALES if metres * self.scale >= WIDTH / 7), _SCALES[-1])
