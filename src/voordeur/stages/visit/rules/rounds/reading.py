"""An evening out of a JSON document, read strictly: what is wrong is named by its place, with what to write."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from voordeur.stages.visit.rules.rounds.evening import Evening, Minutes, Pair, Place, Visit, Window
from voordeur.stages.visit.rules.rounds.travel import BY_BIKE, Mode, travel_minutes

_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")
_DAY = 24 * 60.0
_LONGEST = 1e5  # minutes of travel that are still a number and not a mistake
LARGEST = 2_000  # visits in one evening


class EveningError(ValueError):
    """A document is no evening that can be planned; the message says where and what to write."""


def read_evening(text: str, mode: Mode = BY_BIKE) -> Evening:
    """The evening in a JSON text, with travel times of its own or by `mode`. Raises EveningError."""
    try:
        given = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise EveningError(f"this is not JSON: {error}") from error
    top = _object(given, "the document", {"from", "to", "visits", "pairs", "travel_min"}, {"visits", "pairs"})
    hours = Window(_clock(top.get("from", "00:00"), "from"), _clock(top.get("to", "24:00"), "to"))
    if hours.start > hours.end:
        raise EveningError("to lies before from: turn them round")
    found = [_visit(one, f"visits[{number}]", hours) for number, one in enumerate(_list(top["visits"], "visits"))]
    pairs = [_pair(one, f"pairs[{number}]", hours) for number, one in enumerate(_list(top["pairs"], "pairs"))]
    _once([visit.id for visit, _ in found], "visits")
    _once([pair.id for pair, _ in pairs], "pairs")
    if len(found) > LARGEST:
        raise EveningError(f"more than {LARGEST} visits in one evening: divide them over evenings first")
    size = len(found) + 2 * len(pairs)
    if "travel_min" in top and top["travel_min"] is not None:
        travel = _matrix(top["travel_min"], size)
    else:
        travel = travel_minutes(_places(found, pairs), mode)
    return Evening(tuple(visit for visit, _ in found), tuple(pair for pair, _ in pairs), travel)


def _places(visits: Sequence[tuple[Visit, Place | None]], pairs: Sequence[tuple[Pair, Sequence[Place | None]]]) -> list[Place]:
    named = [(visit.id, place) for visit, place in visits] + [(pair.id, place) for pair, both in pairs for place in both]
    if lost := [name for name, place in named if place is None]:
        raise EveningError(f"{lost[0]} has no place: give lat and lon (start and end of a pair), or travel_min")
    return [place for _, place in named if place is not None]


def _visit(given: Any, where: str, hours: Window) -> tuple[Visit, Place | None]:
    known = {"id", "lat", "lon", "service_min", "windows", "needs", "worth", "must", "load"}
    one = _object(given, where, known, {"id"})
    windows = one.get("windows")
    read = _windows(windows, f"{where}.windows") if windows else (hours,)
    must = one.get("must", False)
    if not isinstance(must, bool):
        raise EveningError(f"{where}.must is true or false")
    place = None
    if one.get("lat") is not None or one.get("lon") is not None:
        place = _place([one.get("lat"), one.get("lon")], where)
    visit = Visit(
        id=_id(one["id"], where),
        service=_number(one.get("service_min", 0), f"{where}.service_min", high=_DAY),
        windows=read,
        worth=_number(one.get("worth", 1), f"{where}.worth", high=1e6),
        needs=_words(one.get("needs", []), f"{where}.needs"),
        must=must,
        load=int(_number(one.get("load", 0), f"{where}.load", high=1e6)),
    )
    return visit, place


def _pair(given: Any, where: str, hours: Window) -> tuple[Pair, tuple[Place | None, Place | None]]:
    one = _object(given, where, {"id", "start", "end", "from", "to", "skills", "capacity"}, {"id"})
    leave = _clock(one["from"], f"{where}.from") if one.get("from") else hours.start
    back = _clock(one["to"], f"{where}.to") if one.get("to") else hours.end
    if leave > back:
        raise EveningError(f"{where}: to lies before from: turn them round")
    start = _place(one["start"], f"{where}.start") if one.get("start") is not None else None
    end = _place(one["end"], f"{where}.end") if one.get("end") is not None else start
    capacity = one.get("capacity")
    heavy = None if capacity is None else int(_number(capacity, f"{where}.capacity", high=1e9))
    skills = _words(one.get("skills", []), f"{where}.skills")
    return Pair(_id(one["id"], where), leave, back, skills, heavy), (start, end)


def _windows(given: Any, where: str) -> tuple[Window, ...]:
    read = []
    for number, one in enumerate(_list(given, where)):
        if not isinstance(one, list) or len(one) != 2:
            raise EveningError(f'{where}[{number}] is a begin and an end: ["18:00", "19:30"]')
        begin, end = _clock(one[0], f"{where}[{number}]"), _clock(one[1], f"{where}[{number}]")
        if begin > end:
            raise EveningError(f"{where}[{number}]: the end lies before the begin: turn them round")
        read.append(Window(begin, end))
    return tuple(read)


def _matrix(given: Any, size: int) -> Minutes:
    wanted = f"travel_min is a square of {size} rows (the visits, then start and end of each pair) of minutes, 0 or more"
    try:
        matrix = np.array(given, dtype=float)
    except (TypeError, ValueError) as error:
        raise EveningError(wanted) from error
    if (
        matrix.shape != (size, size)
        or not np.all(np.isfinite(matrix))
        or (matrix.size and matrix.min() < 0)
        or matrix.max(initial=0) > 1e5
    ):
        raise EveningError(wanted)
    np.fill_diagonal(matrix, 0.0)
    return matrix


def _object(given: Any, where: str, known: set[str], needed: set[str]) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise EveningError(f"{where} is an object: {{…}}")
    if strange := sorted(given.keys() - known):
        raise EveningError(f"{where} has {strange[0]!r}, which is not known; write one of: {', '.join(sorted(known))}")
    if lacking := sorted(needed - given.keys()):
        raise EveningError(f"{where} lacks {lacking[0]!r}")
    return given


def _list(given: Any, where: str) -> list[Any]:
    if not isinstance(given, list):
        raise EveningError(f"{where} is a list: […]")
    return given


def _id(given: Any, where: str) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int) or str(given) == "":
        raise EveningError(f"{where}.id is a text or a whole number")
    return str(given)


def _once(ids: Sequence[str], where: str) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise EveningError(f"{where}: the id {one!r} stands there twice; give each its own")
        seen.add(one)


def _words(given: Any, where: str) -> frozenset[str]:
    if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
        raise EveningError(f'{where} is a list of words: ["tolk"]')
    return frozenset(given)


def _number(given: Any, where: str, *, high: float) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given) or not 0 <= given <= high:
        raise EveningError(f"{where} is a number from 0 to {high:g}")
    return float(given)


def _clock(given: Any, where: str) -> float:
    found = _CLOCK.fullmatch(given) if isinstance(given, str) else None
    minutes = int(found[1]) * 60 + int(found[2]) if found else _DAY + 1
    if minutes > _DAY:
        raise EveningError(f'{where} is a time between quotes: "18:00"')
    return float(minutes)


def _place(given: Any, where: str) -> Place:
    fits = (
        isinstance(given, list) and len(given) == 2 and all(isinstance(x, int | float) and not isinstance(x, bool) for x in given)
    )
    if not fits or not (-90 <= given[0] <= 90 and -180 <= given[1] <= 180):
        raise EveningError(f"{where} wants a latitude and a longitude in degrees, such as 52.16 and 4.49")
    return float(given[0]), float(given[1])
