"""The proof of forgetting: a search through every byte that the installation still holds."""

from __future__ import annotations

import contextlib
import json
import mmap
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

# Shorter values (a house number, an initial) stand in other people's data too and would prove nothing.
SHORTEST = 6


@dataclass(frozen=True)
class Proof:
    """What was searched for and where. `found` names the places that still hold something; empty is the proof.

    The values themselves are never kept: a proof that quotes what was forgotten would be a copy of it.
    """

    searched_for: int
    places: int
    bytes_read: int
    found: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For `RetentionRun.proof`."""
        return {
            "searched_for": self.searched_for,
            "places": self.places,
            "bytes": self.bytes_read,
            "found": list(self.found),
        }


def settle() -> None:
    """Make the database give up its old bytes: freed pages are rebuilt, the write-ahead log is folded in and emptied."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL")


def search(values: Collection[str]) -> Proof:
    """Look for these values in database files, write-ahead log, stored files (archives opened) and every table's text.

    On PostgreSQL the server's own files are out of reach: there the tables are searched, after `settle` rewrote them.
    """
    wanted = {form for value in values if len(value) >= SHORTEST for form in _forms(value)}
    found: list[str] = []
    places = read = 0
    for name, content in _places():
        places, read = places + 1, read + len(content)
        if any(content.find(form) >= 0 for form in wanted):
            found.append(name)
    if connection.vendor != "sqlite":
        for table, text in _rows():
            places, read = places + 1, read + len(text)
            if any(form in text for form in wanted):
                found.append(table)
    return Proof(len({v for v in values if len(v) >= SHORTEST}), places, read, tuple(dict.fromkeys(found)))


def _forms(value: str) -> set[bytes]:
    """A value as it may stand in bytes: UTF-8, Windows-1252, UTF-16, and escaped in JSON."""
    forms = {value.encode(), json.dumps(value)[1:-1].encode(), value.encode("utf-16-le")}
    with contextlib.suppress(UnicodeEncodeError):
        forms.add(value.encode("cp1252"))
    return forms


def _places() -> Iterator[tuple[str, bytes | mmap.mmap]]:
    data = Path(settings.DATA)
    base = Path(str(settings.DATABASES["default"]["NAME"])).name
    for path in sorted(data.rglob("*")):
        stored = settings.FILES in path.parents
        if not path.is_file() or not path.stat().st_size or not (stored or path.name.startswith(base)):
            continue
        with path.open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield str(path.relative_to(data)), content
        if stored and zipfile.is_zipfile(path):
            yield from _inside(path, data)


def _inside(path: Path, data: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            yield f"{path.relative_to(data)}!{member}", archive.read(member)


def _rows() -> Iterator[tuple[str, bytes]]:
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.values_list().iterator(chunk_size=2000):
            yield model._meta.db_table, "\t".join(str(cell) for cell in row).encode()
