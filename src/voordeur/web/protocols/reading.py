"""A telling of plain text (headings, paragraphs, numbered and dashed lines) as parts that a page can lay out; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ITEM = re.compile(r"^(?:-|(\d+)\.) ")


@dataclass(frozen=True)
class Line:
    """A sentence or more. `number`: "3" for a numbered one, "-" for a dashed one, "" for a paragraph."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Part:
    """A heading ("" for what comes first) with its lines."""

    heading: str
    lines: tuple[Line, ...]


def parts(telling: str) -> list[Part]:
    """The parts of a telling: blocks with an empty line between, each beginning with its heading."""
    found = []
    for block in telling.split("\n\n"):
        heading, *rest = block.split("\n")
        if rest and set(rest[0]) == {"="}:  # the title stands above the page already
            heading, rest = "", rest[1:]
        elif not rest:
            heading, rest = "", [heading]
        if lines := tuple(_lines(rest)):
            found.append(Part(heading, lines))
    return found


def _lines(rows: list[str]) -> Iterator[Line]:
    """Lines that were wrapped, whole again: what is indented, or follows in a paragraph, goes with the line before."""
    number, words = "", list[str]()
    for row in rows:
        item = _ITEM.match(row)
        if item and words:
            yield Line(" ".join(words), number)
            words = []
        if item:
            number, row = item[1] or "-", row[item.end() :]
        elif number and not row.startswith(" ") and words:
            yield Line(" ".join(words), number)
            number, words = "", []
        words.append(row.strip())
    if words:
        yield Line(" ".join(words), number)
