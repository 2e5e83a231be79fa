"""Where the boxes of a drawing stand: a path from top to bottom, branches beside each other, nothing over anything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from voordeur.stages.reach.rules.telling.phrases import wrapped

# In pixels of the drawing. Letters are counted wide, so that a text stays within its box in any font that stands in.
BOX, GUTTER, PAD = 300, 44, 14
BIG, SMALL, LINE, SMALL_LINE, SPACE = 15, 13, 20, 17, 4
_WIDE, _NARROW = 7.9, 6.5  # a letter of the two sizes
_GAP = 34
INSET = 26  # where lines leave a box and enter the next


@dataclass(frozen=True)
class Box:
    """What stands in a box, and what it hangs from.

    `how`: the kind of line from `parent`; `says`: what stands beside that line.
    """

    name: str
    head: str
    title: str = ""
    lines: tuple[str, ...] = ()
    parent: str = ""
    how: str = "after"
    says: str = ""
    also_after: tuple[str, ...] = ()
    looks: str = "step"  # step, partner, pill


@dataclass(frozen=True)
class Placed:
    """A box with its place and its wrapped text."""

    box: Box
    x: int
    y: int
    height: int
    head: tuple[str, ...]
    title: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height

    @property
    def line_x(self) -> int:
        """Where its lines come in and go out."""
        return self.x + INSET


@dataclass
class _Grid:
    row: dict[str, int] = field(default_factory=dict)
    column: dict[str, int] = field(default_factory=dict)
    width: int = 0


def place(boxes: Sequence[Box], *, left: int, top: int) -> tuple[list[Placed], int, int]:
    """Every box with its place; and the right and lower edges of them all. A parent stands before its children."""
    grid = _columns(boxes, _children(boxes))
    rows = _rows(boxes, grid)
    found: list[Placed] = []
    y = top
    for row in rows:
        y += max(_room_above(box) for box in row) if row is not rows[0] else 0
        height = 0
        for box in row:
            one = _placed(box, left + grid.column[box.name] * (BOX + GUTTER), y)
            height = max(height, one.height)
            found.append(one)
        y += height
    return found, left + grid.width * (BOX + GUTTER) - GUTTER, y


def _children(boxes: Sequence[Box]) -> Mapping[str, list[Box]]:
    children: dict[str, list[Box]] = {box.name: [] for box in boxes}
    for box in boxes:
        if box.parent:
            children[box.parent].append(box)
    # The path goes straight down; what answers or replaces a step stands beside it.
    return {name: sorted(hang, key=lambda one: one.how != "after") for name, hang in children.items()}


def _columns(boxes: Sequence[Box], children: Mapping[str, list[Box]]) -> _Grid:
    grid = _Grid()
    for root in boxes:
        if not root.parent:
            grid.width += _spread(root, children, grid, grid.width)
    return grid


def _spread(box: Box, children: Mapping[str, list[Box]], grid: _Grid, column: int) -> int:
    """Put a box and all that hangs from it in columns; how many columns that takes."""
    grid.column[box.name] = column
    taken = 0
    for child in children[box.name]:
        taken += _spread(child, children, grid, column + taken)
    return max(1, taken)


def _rows(boxes: Iterable[Box], grid: _Grid) -> list[list[Box]]:
    rows: dict[int, list[Box]] = {}
    for box in boxes:
        before = [grid.row[name] for name in (box.parent, *box.also_after) if name]
        grid.row[box.name] = max(before, default=-1) + 1
        rows.setdefault(grid.row[box.name], []).append(box)
    return [sorted(rows[row], key=lambda box: grid.column[box.name]) for row in sorted(rows)]


def beside(box: Box) -> list[str]:
    """The words beside the line to a box, wrapped."""
    return wrapped(box.says, int((BOX - INSET - 16) / _NARROW)) if box.says else []


def _room_above(box: Box) -> int:
    return _GAP + len(beside(box)) * SMALL_LINE


def _placed(box: Box, x: int, y: int) -> Placed:
    wide, narrow = int((BOX - 2 * PAD) / _WIDE), int((BOX - 2 * PAD) / _NARROW)
    head, title = tuple(wrapped(box.head, wide)), tuple(wrapped(box.title, narrow))
    lines = tuple(part for line in box.lines for part in wrapped(line, narrow))
    return Placed(
        box, x, y, 2 * PAD - 4 + _high(head, LINE) + _high(title, SMALL_LINE) + _high(lines, SMALL_LINE), head, title, lines
    )


def _high(lines: Sequence[str], each: int) -> int:
    """How high some lines are, with a little room above those of another kind."""
    return len(lines) * each + (SPACE if lines and each == SMALL_LINE else 0)
