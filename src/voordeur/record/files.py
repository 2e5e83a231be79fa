"""The installation's own files (creditors' originals, print files): written whole or not at all, readable by nobody else.

A file is named by chance, never by its content or its person; only the table that owns it knows what it is.
"""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import IO

from django.conf import settings


def save(kind: str, content: bytes | IO[bytes], suffix: str = "") -> str:
    """Store a file below `kind` ("print", "delivery") and return where: a path below the file folder.

    Written beside its place and renamed, so that a kill or a full disk leaves no half file. Raises OSError.
    """
    stored_as = f"{kind}/{secrets.token_hex(16)}{suffix}"
    place = _place(stored_as)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            if isinstance(content, bytes):
                out.write(content)
            else:
                shutil.copyfileobj(content, out)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return stored_as


def open_file(stored_as: str) -> IO[bytes]:
    """A stored file, open for reading. Raises FileNotFoundError."""
    return _place(stored_as).open("rb")


def remove(stored_as: str) -> None:
    """Overwrite a file and take it away. Taking away what is gone changes nothing."""
    place = _place(stored_as)
    if not place.is_file():
        return
    with place.open("r+b") as out:
        out.write(b"\0" * place.stat().st_size)
        out.flush()
        os.fsync(out.fileno())
    place.unlink(missing_ok=True)


def stored(kind: str) -> list[str]:
    """Every whole or half file of a kind, for sweeping up what nobody owns."""
    folder = settings.FILES / kind
    return sorted(f"{kind}/{path.name}" for path in folder.iterdir()) if folder.is_dir() else []


def _place(stored_as: str) -> Path:
    place = (settings.FILES / stored_as).resolve()
    if not stored_as or not place.is_relative_to(Path(settings.FILES).resolve()):
        raise FileNotFoundError(stored_as)
    return place
