"""A map of an evening as plain shapes: doors, rounds, and the streets and borders that the municipality read in itself."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from voordeur.stages.visit.rules.rounds.evening import Place

WIDTH, HEIGHT, MARGIN = 640.0, 480.0, 36.0
_METRES_PER_DEGREE = 111_320.0
_SCALES = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
STREET = "street"
Point = tuple[float, float]
# A name is written where its street is so long for each letter, so far from another name, and not more often than this.
_LETTER, _APART, _MOST_NAMES = 6.0, 44.0, 24
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
class Box:
    """What a map shows, in degrees."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True)
class Ground:
    """What lies behind the doors: a stretch of street or a piece of border, in degrees."""

    kind: str
    name: str
    points: Sequence[Place]


@dataclass(frozen=True)
class Name:
    """The name of a street, written along it: where, and turned by how many degrees."""

    text: str
    x: float
    y: float
    turn: float


@dataclass(frozen=True)
class Drawing:
    """Everything on the map. `scale`: metres, and how long that is on the map; `upright`, `level`: where its grid runs.

    `streets` and `borders` are the points of polylines; where there are any, there is no grid.
    """

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    upright: tuple[float, ...]
    level: tuple[float, ...]
    scale_metres: int
    scale_length: float
    streets: tuple[str, ...] = ()
    borders: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()


@dataclass(frozen=True)
class Way:
    """What one pair walks: from where, its doors (number and place), to where; what is not known is left out."""

    start: Place | None
    doors: Sequence[tuple[str, Place]]
    end: Place | None


def box_of(ways: Sequence[Way], loose: Sequence[tuple[str, Place]] = ()) -> Box | None:
    """What the map of these ways and doors shows; None where no place is known."""
    places = _places(ways, loose)
    return _Paper.around(places).box() if places else None


def draw(ways: Sequence[Way], loose: Sequence[tuple[str, Place]] = (), ground: Sequence[Ground] = ()) -> Drawing | None:
    """The map of these ways and of the doors that nobody goes to; None where no place is known."""
    places = _places(ways, loose)
    if not places:
        return None
    paper = _Paper.around(places)
    step = paper.step()
    length = step * paper.scale
    drawn = [(one, [paper.at(place) for place in one.points]) for one in ground]
    streets = [(one.name, points) for one, points in drawn if one.kind == STREET]
    return Drawing(
        dots=tuple(_dots(paper, ways, loose)),
        lines=tuple(_lines(paper, ways)),
        upright=() if drawn else tuple(_every(length, WIDTH)),
        level=() if drawn else tuple(_every(length, HEIGHT)),
        scale_metres=step,
        scale_length=round(length, 1),
        streets=tuple(_polyline(points) for _name, points in streets),
        borders=tuple(_polyline(points) for one, points in drawn if one.kind != STREET),
        names=tuple(_names(streets)),
    )


def _places(ways: Sequence[Way], loose: Sequence[tuple[str, Place]]) -> list[Place]:
    return [place for way in ways for place in _along(way)] + [place for _, place in loose]


def _dots(paper: _Paper, ways: Sequence[Way], loose: Sequence[tuple[str, Place]]) -> Iterator[Dot]:
    yield from (Dot(*paper.at(place), label, None, "ring") for label, place in loose)
    for pair, way in enumerate(ways):
        yield from (Dot(*paper.at(place), "", pair, "end") for place in {way.start, way.end} if place is not None)
        yield from (Dot(*paper.at(place), label, pair, shape(pair)) for label, place in way.doors)


def _lines(paper: _Paper, ways: Sequence[Way]) -> Iterator[Line]:
    for pair, way in enumerate(ways):
        along = [paper.at(place) for place in _along(way)]
        if len(along) > 1:
            yield Line(pair, _polyline(along))


def _polyline(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _names(streets: Sequence[tuple[str, Sequence[Point]]]) -> Iterator[Name]:
    """The names of the longest streets, each once, along its longest straight piece, where there is room for it."""
    pieces = [(math.dist(one, other), name, one, other) for name, points in streets if name for one, other in pairwise(points)]
    written: list[Point] = []
    told: set[str] = set()
    for length, name, one, other in sorted(pieces, key=lambda piece: (-piece[0], piece[1], piece[2])):
        x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
        inside = MARGIN < x < WIDTH - MARGIN and MARGIN / 2 < y < HEIGHT - MARGIN / 2
        if name in told or not inside or length < len(name) * _LETTER or any(math.dist((x, y), at) < _APART for at in written):
            continue
        told.add(name)
        written.append((x, y))
        turn = math.degrees(math.atan2(other[1] - one[1], other[0] - one[0]))
        yield Name(name, round(x, 1), round(y, 1), round((turn + 90) % 180 - 90, 1))
        if len(written) == _MOST_NAMES:
            return


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

    def at(self, place: Place) -> Point:
        east = (place[1] - self.longitude) * _METRES_PER_DEGREE * math.cos(math.radians(self.latitude))
        north = (place[0] - self.latitude) * _METRES_PER_DEGREE
        return round(WIDTH / 2 + east * self.scale, 1), round(HEIGHT / 2 - north * self.scale, 1)

    def box(self) -> Box:
        """What the whole sheet shows."""
        high = HEIGHT / 2 / self.scale / _METRES_PER_DEGREE
        wide = WIDTH / 2 / self.scale / (_METRES_PER_DEGREE * math.cos(math.radians(self.latitude)))
        return Box(self.latitude - high, self.longitude - wide, self.latitude + high, self.longitude + wide)

    def step(self) -> int:
        """The round number of metres that is some sixth of the map."""
        return next((metres for metres in _SCALES if metres * self.scale >= WIDTH / 7), _SCALES[-1])
