"""The few words that belong to a language, not to a text: months, "and", what stands before a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

# Unicode's isolates: what stands between them is laid out by itself.
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"


@dataclass(frozen=True)
class Language:
    """One language of the texts."""

    code: str
    name: str  # in the language itself
    direction: str  # ltr, rtl
    months: tuple[str, ...]
    conjunction: str  # between the last two of a list
    date_word: str  # what stands before a date
    subject_word: str
    code_word: str  # the word before the resident's code
    scan: str  # what a picture of the code is, for who hears the page

    def day(self, on: date) -> str:
        """A date as people write it: 25 november 2026."""
        return f"{on.day} {self.months[on.month - 1]} {on.year}"

    def isolated(self, values: Mapping[str, str]) -> dict[str, str]:
        """Values as they stand in a sentence of this language: from right to left a number or a name keeps its own direction."""
        if self.direction == "ltr":
            return dict(values)
        return {name: f"{_LEFT_TO_RIGHT}{value}{_END}" if value else "" for name, value in values.items()}

    def listing(self, names: Sequence[str]) -> str:
        """Several names in one sentence: a, b and c."""
        *most, last = names
        return f"{', '.join(most)} {self.conjunction}{last}" if most else last


@cache
def language(code: str) -> Language:
    """A language by its code. Raises KeyError for one in which there are no texts."""
    return _all()[code]


def all_languages() -> tuple[Language, ...]:
    """Every language of the texts, Dutch first."""
    return tuple(_all().values())


@cache
def _all() -> Mapping[str, Language]:
    held = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return {code: Language(code=code, **{**words, "months": tuple(words["months"])}) for code, words in held.items()}
