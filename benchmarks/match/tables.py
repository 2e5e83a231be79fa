"""Small helpers for the tables of the document: Markdown, figures, and the ratios of paired rounds."""

from __future__ import annotations

import statistics
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

Runs = list[dict[str, Any]]


def para(*sentences: str) -> str:
    """A paragraph of lines that are not too long."""
    return textwrap.fill(" ".join(sentences), 125, break_long_words=False, break_on_hyphens=False)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def middle(runs: Runs, of: str, form: str = ".2f") -> str:
    """`1.23 (1.20–1.40)`: median, least and most."""
    values = [one[of] for one in runs]
    if len(values) == 1:
        return f"{values[0]:{form}}"
    return f"{statistics.median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def ratios(over: Runs, under: Runs, of: str) -> list[float]:
    """How many times longer `over` took than `under`, round by round."""
    return [a[of] / b[of] for a, b in zip(over, under, strict=False)]


def times(values: Sequence[float]) -> str:
    """`4.1 times (3.9–4.4)`."""
    if not values:
        return "–"
    spread = f" ({min(values):.1f}–{max(values):.1f})" if len(values) > 1 else ""
    return f"{statistics.median(values):.1f} times{spread}"


def share(value: float) -> str:
    """`.9874`."""
    return f"{value:.4f}".removeprefix("0")


def verdict(value: float | None, must: float, aim: float, *, low: bool = False) -> str:
    """Whether a figure reaches the aim, the must, or neither; `low` where less is better."""
    if value is None:
        return "not measured"
    sign = -1 if low else 1
    if sign * value >= sign * aim:
        return "aim"
    return "must" if sign * value >= sign * must else "**missed**"
