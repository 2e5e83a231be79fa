"""The dated parameters: every figure from law or policy, with its source and whether it was verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Parameter:
    """One figure as it holds from a day on. `unit` says what `value` counts; `verified` False: check before relying on it."""

    key: str
    value: Any
    unit: str
    valid_from: date
    source: str
    rule: str
    verified: bool
    meaning: str


@cache
def all_parameters() -> tuple[Parameter, ...]:
    """Every parameter in this folder's files, oldest first per key. Raises ValueError naming file and key when one is wrong."""
    found = [parameter for place in sorted(_FOLDER.glob("*.yaml")) for parameter in _read(place)]
    return tuple(sorted(found, key=lambda p: (p.key, p.valid_from)))


def _read(place: Path) -> Iterator[Parameter]:
    for key, versions in yaml.safe_load(place.read_text(encoding="utf-8")).items():
        for version in versions:
            try:
                yield Parameter(key=key, **version)
            except TypeError as error:
                raise ValueError(f"{place.name}: {key}: {error}") from error


def national(key: str, on: date) -> Parameter:
    """The national default that holds on a day. Raises KeyError when there is none."""
    held = [p for p in all_parameters() if p.key == key and p.valid_from <= on]
    if not held:
        raise KeyError(key)
    return held[-1]
