"""Two spellings side by side: which letters of each differ."""

from __future__ import annotations

from difflib import SequenceMatcher

Marked = tuple[tuple[str, bool], ...]


def marked(one: str, other: str) -> tuple[Marked, Marked]:
    """Both texts in pieces; True marks a piece that the other side does not have. Capitals do not count."""
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for what, a, b, c, d in SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).get_opcodes():
        if b > a:
            left.append((one[a:b], what != "equal"))
        if d > c:
            right.append((other[c:d], what != "equal"))
    return tuple(left), tuple(right)
