"""Copies of an installation: one archive a day with database and files, and their end by date (R33)."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from voordeur.programmes.parameters import national

_ENDING = ".tar.gz"


class BackupFailed(Exception):
    """The copy could not be made; the message says what to do."""


def default_folder() -> Path:
    """Where copies go unless told otherwise."""
    return Path(settings.DATA) / "backups"


def make(folder: Path, *, on: date) -> Path:
    """Write `folder/voordeur-DATE.tar.gz` (mode 0600), whole or not at all; a second one the same day replaces the first."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = folder / f"voordeur-{on.isoformat()}{_ENDING}"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as making:
        database = _copy_database(Path(making))
        archive = Path(making) / "archive"
        with tarfile.open(archive, "w:gz") as tar:
            tar.add(database, arcname=database.name)
            if settings.FILES.exists():
                tar.add(settings.FILES, arcname="files")
        archive.chmod(0o600)
        archive.replace(place)
    return place


def expire(folder: Path, *, today: date) -> list[Path]:
    """Remove the copies older than the dated parameter `backup_days`; returns what was removed."""
    term = timedelta(days=int(national("backup_days", today).value))
    gone = [place for place in sorted(folder.glob(f"voordeur-*{_ENDING}")) if today - _made_on(place) > term]
    for place in gone:
        place.unlink()
    return gone


def _made_on(place: Path) -> date:
    return date.fromisoformat(place.name.removeprefix("voordeur-").removesuffix(_ENDING))


def _copy_database(making: Path) -> Path:
    if connection.vendor == "sqlite":
        copy = making / "voordeur.sqlite3"
        with closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return copy
    tool = shutil.which("pg_dump")
    if tool is None:
        raise BackupFailed("pg_dump is missing; on Debian: apt-get install postgresql-client.")
    copy = making / "voordeur.pgdump"
    known = connection.settings_dict
    words = [tool, "--format=custom", f"--file={copy}", f"--dbname={known['NAME']}", f"--host={known['HOST']}"]
    words += [f"--port={known['PORT']}"] if known["PORT"] else []
    words += [f"--username={known['USER']}"] if known["USER"] else []
    done = subprocess.run(words, env={"PGPASSWORD": str(known["PASSWORD"])}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupFailed(f"pg_dump failed: {done.stderr.strip()[:300]}")
    return copy
