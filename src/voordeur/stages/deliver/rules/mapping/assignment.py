"""The best assignment over all columns at once (Kuhn and Munkres, with potentials)."""

from __future__ import annotations

from collections.abc import Sequence


def assign(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row the column it gets, so that the total score is the highest; each column goes to one row at most.

    A score of zero or less is never assigned. Cubic in the number of rows, linear in the number of columns.
    """
    rows = len(scores)
    columns = len(scores[0]) if rows else 0
    # A row of its own "nothing" for every row: leaving it unassigned costs nothing.
    costs = [[-max(score, 0.0) for score in row] + [0.0] * rows for row in scores]
    taken = _solve(costs, rows, columns + rows)
    found: list[int | None] = [None] * rows
    for column, row in enumerate(taken[:columns]):
        if row is not None and scores[row][column] > 0:
            found[row] = column
    return found


def _solve(costs: list[list[float]], rows: int, columns: int) -> list[int | None]:
    """For each column the row that holds it at least total cost."""
    of_row = [0.0] * rows
    of_column = [0.0] * columns
    taken: list[int | None] = [None] * columns
    for start in range(rows):
        slack = [float("inf")] * columns
        came_from: list[int | None] = [None] * columns
        visited = [False] * columns
        row, column = start, None
        while True:
            nearest = _relax(costs[row], of_row[row], of_column, slack, came_from, visited, column)
            step = slack[nearest]
            for other in range(columns):
                if visited[other]:
                    of_row[_held(taken, other)] += step
                    of_column[other] -= step
                else:
                    slack[other] -= step
            of_row[start] += step
            visited[nearest] = True
            column = nearest
            if taken[nearest] is None:
                break
            row = _held(taken, nearest)
        _flip(taken, came_from, column, start)
    return taken


def _relax(
    costs: list[float],
    of_row: float,
    of_column: list[float],
    slack: list[float],
    came_from: list[int | None],
    visited: list[bool],
    column: int | None,
) -> int:
    """Shorten the way to every column not yet visited by way of this row; returns the nearest."""
    nearest, least = -1, float("inf")
    for other, seen in enumerate(visited):
        if seen:
            continue
        reduced = costs[other] - of_row - of_column[other]
        if reduced < slack[other]:
            slack[other], came_from[other] = reduced, column
        if slack[other] < least:
            nearest, least = other, slack[other]
    return nearest


def _held(taken: list[int | None], column: int) -> int:
    row = taken[column]
    if row is None:
        raise AssertionError("a visited column is held by a row")
    return row


def _flip(taken: list[int | None], came_from: list[int | None], column: int, start: int) -> None:
    at: int | None = column
    while at is not None:
        before = came_from[at]
        taken[at] = start if before is None else taken[before]
        at = before
