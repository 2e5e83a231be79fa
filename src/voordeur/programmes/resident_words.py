"""The words of the resident's page, in each language: data (`texts/common/resident.<language>.yaml`), so that a town changes
them without touching code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from voordeur.programmes.texts.words import Language, all_languages, language

_PLACE = Path(__file__).parent / "texts" / "common"
_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class ResidentWords:
    """The page in one language. `reviewed`: whether a native speaker has read it."""

    language: Language
    version: int
    reviewed: bool
    said: Mapping[str, Any]

    def filled(self, values: Mapping[str, str]) -> dict[str, str]:
        """Every sentence with its slots filled; a slot that has no value stays, for a page that does not use that sentence.

        Between right-to-left words a Dutch name or address is set apart, so that its signs keep their order.
        """
        before, behind = ("\u2068", "\u2069") if self.language.direction == "rtl" else ("", "")
        held = {slot: f"{before}{value}{behind}" for slot, value in values.items()}
        return {
            key: _SLOT.sub(lambda found: held.get(found[1], found[0]), text)
            for key, text in self.said.items()
            if isinstance(text, str)
        }

    def day(self, on: date) -> str:
        """A day without its year, as people name it: woensdag 25 november."""
        parts = {
            "weekday": self.said["weekdays"][on.weekday()],
            "day": str(on.day),
            "month": self.language.months[on.month - 1],
        }
        return _SLOT.sub(lambda found: parts[found[1]], self.said["day"])

    def part(self, day_part: str) -> str:
        """A part of the day (DDAS EnumDagdeel)."""
        return str(self.said["parts"][day_part])


@cache
def resident_words(code: str) -> ResidentWords:
    """The page in a language. Raises KeyError for one that it does not speak."""
    place = _PLACE / f"resident.{code}.yaml"
    if not place.is_file():
        raise KeyError(code)
    held = yaml.safe_load(place.read_text(encoding="utf-8"))
    said = {key: value for key, value in held.items() if key not in {"version", "language", "reviewed"}}
    return ResidentWords(language(code), int(held["version"]), held["reviewed"] == "ja", said)


@cache
def spoken() -> tuple[Language, ...]:
    """The languages of the page, Dutch first."""
    return tuple(one for one in all_languages() if (_PLACE / f"resident.{one.code}.yaml").is_file())
