"""A file of addresses or streets on its way in: read through by line, and only then kept, as a whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import IO, Any

from django.db import transaction
from django.db.models import Q

from voordeur.accounts.models import Organisation, User
from voordeur.record import files
from voordeur.stages.visit.actions.places import draw_anew, read_in
from voordeur.stages.visit.models import MapFile
from voordeur.stages.visit.rules.addresses import read_addresses
from voordeur.stages.visit.rules.degrees import MapFileError
from voordeur.stages.visit.rules.streets import read_streets

__all__ = ["KINDS", "LINES_IN_A_REQUEST", "MapFile", "carry_on", "next_file", "take_in"]

# What is read by the same answer to a request; more waits for the worker, and the page shows how far it is.
LINES_IN_A_REQUEST = 4_000
_FOLDER = "map"
_READERS: dict[str, Callable[[Iterable[str]], Iterator[Any]]] = {"addresses": read_addresses, "streets": read_streets}
_KEEPERS: dict[str, Callable[[Organisation, Iterable[Any]], int]] = {"addresses": read_in, "streets": draw_anew}
KINDS = tuple(_READERS)
# A worker that fell over had a file for so long; then another takes it.
_CLAIMED = timedelta(minutes=10)
_EVERY = 2_000  # lines between two times that the page is told how far it is
_NOT_TEXT = {"nl": "Dit bestand is geen tekst in UTF-8", "en": "this file is no text in UTF-8"}


def take_in(organisation: Organisation, *, kind: str, name: str, content: IO[bytes], by: User | None, now: datetime) -> MapFile:
    """Take a file in. A short one is read at once; a long one waits for the worker. `kind` is one of `KINDS`."""
    stored_as = files.save(_FOLDER, content)
    with files.open_file(stored_as) as stored:
        lines = sum(1 for _line in stored)
    file = MapFile.objects.create(
        organisation=organisation, kind=kind, name=name[:200], stored_as=stored_as, lines=lines, by=by, made_at=now
    )
    if lines <= LINES_IN_A_REQUEST:
        carry_on(file, now=lambda: now)
    return file


def next_file(*, now: datetime) -> MapFile | None:
    """The oldest file that waits, claimed; None where none does. One whose worker fell over is free after a while."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - _CLAIMED)
    for file in MapFile.objects.filter(free, ended_at=None).order_by("made_at", "pk"):
        if MapFile.objects.filter(free, pk=file.pk, ended_at=None).update(claimed_at=now):
            return file
    return None


def carry_on(file: MapFile, *, now: Callable[[], datetime]) -> None:
    """Read a file through, then keep it. Safe to repeat after a kill: until the end nothing of it is kept."""
    try:
        _tell(file, state="reading", read=0)
        _read_through(file)
        _tell(file, state="keeping")
        with transaction.atomic():
            with files.open_file(file.stored_as) as stored:
                file.kept = _KEEPERS[file.kind](file.organisation, _READERS[file.kind](_text(stored)))
            _tell(file, state="done", kept=file.kept, read=file.lines, ended_at=now())
    except MapFileError as fault:
        _tell(file, state="failed", fault=vars(fault.words), ended_at=now())
    except UnicodeDecodeError:
        _tell(file, state="failed", fault=_NOT_TEXT, ended_at=now())
    files.remove(file.stored_as)


def _read_through(file: MapFile) -> None:
    """Read every line, and tell now and then how far that is. Raises MapFileError."""
    with files.open_file(file.stored_as) as stored:
        for _one in _READERS[file.kind](_counted(file, _text(stored))):
            pass


def _counted(file: MapFile, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if number % _EVERY == 0:
            _tell(file, read=number)
        yield line


def _text(stored: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(stored, encoding="utf-8-sig", newline="")


def _tell(file: MapFile, **what: Any) -> None:
    MapFile.objects.filter(pk=file.pk).update(**what)
    for name, value in what.items():
        setattr(file, name, value)
