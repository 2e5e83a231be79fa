"""A municipality's own map: streets and borders as lines, from GeoJSON or from a CSV with WKT, as map programs write them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from voordeur.stages.reach.rules.said import Words
from voordeur.stages.visit.rules.degrees import MapFileError, degrees
from voordeur.stages.visit.rules.rounds.evening import Place

STREET, BORDER = "street", "border"
# What the name of a street or a district may be called; the first that is there is taken.
NAMES = ("name", "naam", "straatnaam", "openbareruimtenaam", "stt_naam", "wijknaam", "buurtnaam", "gemeentenaam")
LONGEST_NAME = 80
_KINDS = {"LineString": (STREET, 1), "MultiLineString": (STREET, 2), "Polygon": (BORDER, 2), "MultiPolygon": (BORDER, 3)}
_WKT = re.compile(r"(?i)\s*(linestring|multilinestring|polygon|multipolygon)\s*(?:z|m|zm)?\s*(\(.*\))\s*")
_WKT_NAMES = {name.lower(): name for name in _KINDS}
_WHOLE = 64 * 2**20  # characters of a document that has to be read at once


class StreetsError(MapFileError):
    """A file of streets cannot be read."""


@dataclass(frozen=True)
class StreetLine:
    """A stretch of street, or a piece of border; `points` in order."""

    kind: str
    name: str
    points: tuple[Place, ...]


def read_streets(lines: Iterable[str]) -> Iterator[StreetLine]:
    """The lines of a GeoJSON (as a whole, or a feature a line) or of a CSV with the columns ``name,wkt``. Raises StreetsError."""
    source = iter(lines)
    first = next((line for line in source if line.strip()), "")
    whole = chain([first], source)
    return _geojson(whole) if first.lstrip().startswith(("{", "[")) else _csv(whole)


def _geojson(lines: Iterable[str]) -> Iterator[StreetLine]:
    """A feature a line is read as it goes, as most programs write it; what is written otherwise is read at once."""
    unread: list[str] = []
    size, count = 0, 0
    for line in lines:
        feature = _feature(line)
        if feature is None:
            unread.append(line)
            size += len(line)
            if size > _WHOLE:
                raise StreetsError(_too_much())
            continue
        count += 1
        yield from _lines_of(feature, count)
    if count == 0:
        for number, feature in enumerate(_features("".join(unread)), start=1):
            yield from _lines_of(feature, number)


def _feature(line: str) -> dict[str, Any] | None:
    """The feature that stands on a line by itself."""
    text = line.strip().rstrip(",").lstrip("\x1e")
    if not (text.startswith("{") and text.endswith("}")):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("type") == "Feature" else None


def _features(text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        words = Words(f"Regel {line}: dit is geen GeoJSON", f"line {line}: this is not GeoJSON")
        raise StreetsError(words) from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise StreetsError(Words("Dit is geen FeatureCollection met features", "this is no FeatureCollection with features"))
    return features


def _lines_of(feature: Any, number: int) -> Iterator[StreetLine]:
    where = Words(f"Object {number}", f"feature {number}")
    if not isinstance(feature, dict):
        raise StreetsError(_no_line(where))
    geometry = feature.get("geometry")
    if geometry is None:
        return  # a feature without a place is allowed, and says nothing
    kind, depth = _KINDS.get(str(geometry.get("type")) if isinstance(geometry, dict) else "", ("", 0))
    if not kind:
        raise StreetsError(_no_line(where))
    name = _name(feature.get("properties"))
    for points in _paths(geometry.get("coordinates"), depth):
        yield StreetLine(kind, name, _places(points, where))


def _name(properties: Any) -> str:
    if not isinstance(properties, dict):
        return ""
    known = {str(key).lower(): value for key, value in properties.items()}
    found = next((known[name] for name in NAMES if isinstance(known.get(name), str)), "")
    return found.strip()[:LONGEST_NAME]


def _paths(coordinates: Any, depth: int) -> Iterator[Any]:
    """The lists of points: one of a LineString, each ring of polygons."""
    if depth <= 1:
        yield coordinates
        return
    for one in coordinates if isinstance(coordinates, list) else ():
        yield from _paths(one, depth - 1)


def _places(points: Any, where: Words) -> tuple[Place, ...]:
    try:
        found = [degrees(float(point[0]), float(point[1])) for point in points]
    except (TypeError, ValueError, IndexError, KeyError) as error:
        raise StreetsError(_no_points(where)) from error
    if len(found) < 2:
        raise StreetsError(_no_points(where))
    if None in found:
        raise StreetsError(
            Words(
                f"{where.nl} ligt niet in Nederland: schrijf lengte en breedte in graden, of meters van het rijksdriehoeksnet",
                f"{where.en} does not lie in the Netherlands: write longitude and latitude in degrees, or metres of the grid",
            )
        )
    return tuple(place for place in found if place is not None)


def _csv(lines: Iterable[str]) -> Iterator[StreetLine]:
    source = iter(lines)
    first = next(source, "")
    csv.field_size_limit(_WHOLE)
    rows = csv.reader(chain([first], source), delimiter=";" if first.count(";") > first.count(",") else ",")
    names = [name.strip().lower() for name in next(rows, [])]
    if "wkt" not in names:
        raise StreetsError(
            Words("Regel 1 mist wkt; schrijf als eerste regel name,wkt", "line 1 lacks wkt; write the header name,wkt")
        )
    shape, called = names.index("wkt"), next((names.index(name) for name in NAMES if name in names), None)
    for row in rows:
        if not any(row):
            continue
        where = Words(f"Regel {rows.line_num}", f"line {rows.line_num}")
        name = row[called].strip()[:LONGEST_NAME] if called is not None and called < len(row) else ""
        yield from _wkt(row[shape] if shape < len(row) else "", name, where)


def _wkt(text: str, name: str, where: Words) -> Iterator[StreetLine]:
    found = _WKT.fullmatch(text)
    if not found:
        raise StreetsError(_no_line(where))
    kind, _depth = _KINDS[_WKT_NAMES[found[1].lower()]]
    for path in re.findall(r"\(([^()]+)\)", found[2]):
        yield StreetLine(kind, name, _places([point.split() for point in path.split(",")], where))


def _no_line(where: Words) -> Words:
    return Words(
        f"{where.nl} is geen lijn: een straat is een LineString, een grens een Polygon",
        f"{where.en} is no line: a street is a LineString, a border a Polygon",
    )


def _no_points(where: Words) -> Words:
    return Words(f"{where.nl} heeft geen twee punten", f"{where.en} has no two points")


def _too_much() -> Words:
    return Words(
        "Dit bestand staat op één regel en is te groot: schrijf één object per regel (GeoJSON newline-delimited)",
        "this file stands on one line and is too large: write one feature a line (newline-delimited GeoJSON)",
    )
