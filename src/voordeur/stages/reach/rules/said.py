"""A sentence in the two languages of the program; rules cannot ask gettext, which is Django's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One sentence, in Dutch and in English."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        """The sentence in that language; Dutch for any other than English."""
        return self.en if language.startswith("en") else self.nl
