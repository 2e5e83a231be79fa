"""An evening out of a JSON document, read strictly: what is wrong is named by its place, with what to write."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from voordeur.stages.visit.rules.rounds.evening import Evening, Minutes, Pair, Place, Visit, Window
from voordeur.stages.visit.rules.rounds.travel import BY_BIKE, Mode, travel_minutes

_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")
_DAY = 24 * 60.0
_LONGEST = 1e5  # minutes of travel that are still a number and not a mistake
LARGEST, MOST_PAIRS = 2_000, 500  # visits and pairs in one evening
_NO_WORTH = 6  # decimals: what is worth less than a millionth is worth nothing


class EveningError(ValueError):
    """A document is no evening that can be planned; the message says where and what to write."""


def read_evening(text: str, mode: Mode = BY_BIKE) -> Evening:
    """The evening in a JSON text, with travel times of its own or by `mode`. Raises EveningError."""
    try:
        given = json.loads(text, object_pairs_hook=_each_key_once)
    except EveningError:
        raise
    except (ValueError, RecursionError) as error:  # besides what is not JSON: a number of thousands of digits
        raise EveningError(f"this is not JSON: {error}") from error
    top = _object(given, "the document", {"from", "to", "visits", "pairs", "travel_min"}, {"visits", "pairs"})
    hours = Window(_clock(top.get("from", "00:00"), "from"), _clock(top.get("to", "24:00"), "to"))
    if hours.start > hours.end:
        raise EveningError("to lies before from: turn them round")
    visits, crews = _list(top["visits"], "visits"), _list(top["pairs"], "pairs")
    if len(visits) > LARGEST or len(crews) > MOST_PAIRS:
        raise EveningError(f"more than {LARGEST} visits or {MOST_PAIRS} pairs in one evening: divide them over evenings first")
    found = [_visit(one, f"visits[{number}]", hours) for number, one in enumerate(visits)]
    pairs = [_pair(one, f"pairs[{number}]", hours) for number, one in enumerate(crews)]
    _once([visit.id for visit, _ in found], "visits")
    _once([pair.id for pair, _ in pairs], "pairs")
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
    read = (hours,) if windows is None or windows == [] else _windows(windows, f"{where}.windows")
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
        worth=round(_number(one.get("worth", 1), f"{where}.worth", high=1e6), _NO_WORTH),
        needs=_words(one.get("needs", []), f"{where}.needs"),
        must=must,
        load=_whole(one.get("load", 0), f"{where}.load", high=10**6),
    )
    return visit, place


def _pair(given: Any, where: str, hours: Window) -> tuple[Pair, tuple[Place | None, Place | None]]:
    one = _object(given, where, {"id", "start", "end", "from", "to", "skills", "capacity"}, {"id"})
    leave = _clock(one["from"], f"{where}.from") if one.get("from") is not None else hours.start
    back = _clock(one["to"], f"{where}.to") if one.get("to") is not None else hours.end
    if leave > back:
        raise EveningError(f"{where}: to lies before from: turn them round")
    start = _place(one["start"], f"{where}.start") if one.get("start") is not None else None
    end = _place(one["end"], f"{where}.end") if one.get("end") is not None else start
    capacity = one.get("capacity")
    heavy = None if capacity is None else _whole(capacity, f"{where}.capacity", high=10**9)
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
    of = f"a square of {size} rows (the visits, then start and end of each pair in order)"
    rows = _list(given, "travel_min")
    if len(rows) != size:
        raise EveningError(f"travel_min is {of}; it has {len(rows)}")
    for number, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != size:
            many = f"has {len(row)}" if isinstance(row, list) else "is no list"
            raise EveningError(f"travel_min is {of}; travel_min[{number}] {many}")
        if not all(type(one) in (int, float) and 0 <= one <= _LONGEST for one in row):
            at = next(at for at, one in enumerate(row) if not (type(one) in (int, float) and 0 <= one <= _LONGEST))
            raise EveningError(f"travel_min[{number}][{at}] is a number of minutes from 0 to {_LONGEST:g}")
    matrix = np.array(rows, dtype=float).reshape(size, size)
    np.fill_diagonal(matrix, 0.0)
    return matrix


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise EveningError(f"{key!r} stands twice in one object; leave one out")
        found[key] = value
    return found


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
    return _writable(str(given), f"{where}.id")


def _writable(text: str, where: str) -> str:
    """Text that can be written again: no half of a pair of surrogates. Raises EveningError."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise EveningError(f"{where} holds half a character: write the whole of it") from error
    return text


def _once(ids: Sequence[str], where: str) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise EveningError(f"{where}: the id {one!r} stands there twice; give each its own")
        seen.add(one)


def _words(given: Any, where: str) -> frozenset[str]:
    if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
        raise EveningError(f'{where} is a list of words: ["tolk"]')
    return frozenset(_writable(word, where) for word in given)


def _whole(given: Any, where: str, *, high: int) -> int:
    if type(given) is not int or not 0 <= given <= high:
        raise EveningError(f"{where} is a whole number from 0 to {high}")
    return given


def _number(given: Any, where: str, *, high: float) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= high:  # what is no number fails too
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
