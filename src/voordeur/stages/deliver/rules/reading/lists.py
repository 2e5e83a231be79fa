"""JSON: a list of objects, alone or somewhere inside one object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from voordeur.stages.deliver.rules.cells import Cell, Row, clean, is_blank
from voordeur.stages.deliver.rules.findings import Finding, Unreadable
from voordeur.stages.deliver.rules.reading.table import MOST_COLUMNS, MOST_LINES, Table

_LARGEST = 150_000_000
_SPACE = re.compile(r"[\s]*")
# Longer than any number in a signal; Python itself refuses to read one of thousands of digits.
_MOST_DIGITS = 40


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


_DECODER = json.JSONDecoder(parse_int=_whole)


@dataclass(frozen=True)
class _Found:
    """A list of objects in the text: where it begins, how many objects it has."""

    start: int
    count: int


def objects(content: IO[bytes], encoding: str, notices: tuple[Finding, ...]) -> Table:
    """The table in a JSON file: the longest list of objects in it; nested objects become ``outer.inner`` columns."""
    text = _text(content, encoding)
    try:
        best = _longest_list(text)
        names = _columns(text, best)
    except json.JSONDecodeError as error:
        raise _trouble(text, error) from error
    except (IndexError, RecursionError) as error:
        raise Unreadable("half_file") from error

    def read() -> Iterator[Row]:
        for item in _items(text, best.start):
            cells = _flat(item)
            row = tuple(cells.get(name, "") for name in names)
            if not is_blank(row):
                yield row

    if next(read(), None) is None:
        raise Unreadable("no_lines")
    return Table(names, read, "json", notices)


def _text(content: IO[bytes], encoding: str) -> str:
    content.seek(0)
    raw = content.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise Unreadable("too_large", limit=_LARGEST // 1_000_000)
    return raw.decode(encoding, errors="replace")


def _longest_list(text: str) -> _Found:
    found: list[_Found] = []
    end = _walk(text, _skip(text, 0), found, depth=0)
    if _skip(text, end) < len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    best = max(found, key=lambda candidate: candidate.count, default=None)
    if best is None:
        raise Unreadable("no_list")
    if best.count > MOST_LINES:
        raise Unreadable("too_many_lines", limit=MOST_LINES)
    return best


def _columns(text: str, best: _Found) -> tuple[str, ...]:
    """Every name that occurs, in the order of appearance."""
    columns: dict[str, None] = {}
    for item in _items(text, best.start):
        columns.update(dict.fromkeys(_flat(item)))
        if len(columns) > MOST_COLUMNS:
            raise Unreadable("too_many_columns", limit=MOST_COLUMNS)
    return tuple(columns)


def _trouble(text: str, error: json.JSONDecodeError) -> Unreadable:
    if error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg:
        return Unreadable("half_file")
    return Unreadable("bad_json", position=error.pos + 1)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _walk(text: str, at: int, found: list[_Found], depth: int) -> int:
    """Read one value, noting every list of objects; returns where it ends. Objects inside such a list are not searched."""
    if text[at] == "[":
        first = _skip(text, at + 1)
        if text[first] == "{":
            count, end = _count(text, at)
            found.append(_Found(at, count))
            return end
    if text[at] != "{" or depth > 20:
        return int(_DECODER.raw_decode(text, at)[1])
    at = _skip(text, at + 1)
    while text[at] != "}":
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        if text[at] != ":":
            raise json.JSONDecodeError("Expecting ':'", text, at)
        at = _skip(text, _walk(text, _skip(text, at + 1), found, depth + 1))
        if text[at] == ",":
            at = _skip(text, at + 1)
        elif text[at] != "}":
            raise json.JSONDecodeError("Expecting ','", text, at)
    return at + 1


def _count(text: str, start: int) -> tuple[int, int]:
    ends = [end for end, _item in _placed_items(text, start)]
    return len(ends), _skip(text, ends[-1]) + 1


def _items(text: str, start: int) -> Iterator[Any]:
    return (item for _end, item in _placed_items(text, start))


def _placed_items(text: str, start: int) -> Iterator[tuple[int, Any]]:
    """Each value of the list that begins at `start`, one at a time, with where it ends."""
    at = _skip(text, start + 1)
    while text[at] != "]":
        item, end = _DECODER.raw_decode(text, at)
        yield end, item
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
        elif text[at] != "]":
            raise json.JSONDecodeError("Expecting ','", text, at)


def _flat(item: Any, outer: str = "", depth: int = 0) -> dict[str, Cell]:
    """One object as cells; a list of plain values becomes one text; what is no object becomes one cell."""
    if not isinstance(item, dict):
        return {outer.rstrip(".") or "waarde": _plain(item)}
    cells: dict[str, Cell] = {}
    for key, value in item.items():
        name = f"{outer}{clean(key)}"[:120]
        if isinstance(value, dict) and value and depth < 5:
            cells.update(_flat(value, f"{name}.", depth + 1))
        else:
            cells[name] = _plain(value)
    return cells


def _plain(value: Any) -> Cell:
    if isinstance(value, list):
        return ", ".join(str(_plain(part)) for part in value)
    if isinstance(value, dict):
        return clean(json.dumps(value, ensure_ascii=False)) if value else ""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**15:
        return str(value)
    return clean(value)
