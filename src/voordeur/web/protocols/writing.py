"""What is wrong with a text that somebody wrote, each with its place and the line where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from voordeur.stages.reach.rules.language import ProtocolError


@dataclass(frozen=True)
class Mistake:
    """One mistake: the line and column (from 1), what to write instead, and the line as it stands."""

    line: int
    column: int
    message: str
    stands: str


def mistakes(error: ProtocolError, text: str, language: str) -> list[Mistake]:
    """All of them, in order of place."""
    rows = text.split("\n")
    return [
        Mistake(one.line, one.column, one.words.in_(language), rows[one.line - 1].strip() if one.line <= len(rows) else "")
        for one in error.faults
    ]
