"""Small numbers: a count of three in one village is a person. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """A figure as it may be shown. `value` is None where it is withheld; `text` is what stands in the cell."""

    text: str
    value: int | None


def shown(value: int, *, below: int) -> Shown:
    """A count as it may be shown: from one up to `below` it is withheld ("<5"). Zero and `below` 0 or 1 withhold nothing."""
    if 0 < value < below:
        return Shown(f"<{below}", None)
    return Shown(str(value), value)


def column(values: Sequence[int], *, below: int) -> tuple[list[Shown], Shown]:
    """A column of counts and its total. Where just one count is withheld the total is too, else it would give it away."""
    cells = [shown(value, below=below) for value in values]
    total = shown(sum(values), below=below)
    if sum(cell.value is None for cell in cells) == 1 and len(cells) > 1:
        total = Shown("–", None)
    return cells, total


def parts(values: Sequence[int], *, below: int) -> list[Shown]:
    """The parts of a whole that is shown elsewhere. Where just one is withheld, the smallest other one above zero is too."""
    cells = [shown(value, below=below) for value in values]
    hidden = [number for number, cell in enumerate(cells) if cell.value is None]
    others = [(value, number) for number, value in enumerate(values) if value and number not in hidden]
    if len(hidden) == 1 and others:
        cells[min(others)[1]] = Shown("–", None)
    return cells


def rounded(value: int, *, to: int) -> Shown:
    """A count to the nearest multiple of `to` (0 or 1: as it is): for counts from which a withheld one could be worked out."""
    near = (value + to // 2) // to * to if to > 1 else value
    return Shown(str(near), near)
