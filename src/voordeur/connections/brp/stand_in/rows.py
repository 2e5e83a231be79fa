"""The stand-in's people: rows of a register file, and which of several lists of one BSN is the present one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = Mapping[str, str]


def read_rows(place: Path) -> list[dict[str, str]]:
    """The rows of a register file (UTF-8, comma-separated, dates YYYYMMDD with zeros for what is unknown)."""
    with place.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def present_rows(rows: Iterable[Row]) -> dict[str, Row]:
    """One row per BSN: the list that is not suspended with the latest `moved_in`, else the latest of all."""
    present: dict[str, Row] = {}
    for row in rows:
        held = present.get(row["bsn"])
        if held is None or _age(row) > _age(held):
            present[row["bsn"]] = row
    return present


def _age(row: Row) -> tuple[bool, str]:
    return not row.get("suspended"), row.get("moved_in", "")
