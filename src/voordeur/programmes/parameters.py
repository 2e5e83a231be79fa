"""The dated parameters: every figure from law or policy, with its source and whether it was verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_PLACE = Path(__file__).with_name("parameters.yaml")


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
    """Every parameter in the file, oldest first per key. Raises ValueError naming the key when an entry is incomplete."""
    entries = yaml.safe_load(_PLACE.read_text(encoding="utf-8"))
    found = []
    for key, versions in entries.items():
        for version in versions:
            try:
                found.append(Parameter(key=key, **version))
            except TypeError as error:
                raise ValueError(f"parameters.yaml: {key}: {error}") from error
    return tuple(sorted(found, key=lambda p: (p.key, p.valid_from)))


def national(key: str, on: date) -> Parameter:
    """The national default that holds on a day. Raises KeyError when there is none."""
    held = [p for p in all_parameters() if p.key == key and p.valid_from <= on]
    if not held:
        raise KeyError(key)
    return held[-1]
