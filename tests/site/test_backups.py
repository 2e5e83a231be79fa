"""A copy holds database and files, whole; it goes when its term is over."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from voordeur.programmes.parameters import national
from voordeur.site.backups import expire

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.slow  # an installation of its own, in processes of its own


@pytest.fixture
def installation(tmp_path) -> Callable[..., str]:
    """Runs `voordeur` on an installation of its own, on SQLite in real files."""
    environment = os.environ | {"VOORDEUR_DATA": str(tmp_path / "var"), "VOORDEUR_HTTP": "1"}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):  # of the test run itself
        environment.pop(name, None)

    def voordeur(*words: str) -> str:
        words = (sys.executable, "-m", "voordeur.site.command", *words)
        done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    return voordeur


def test_a_copy_holds_the_database_and_the_files(installation, tmp_path):
    installation("manage", "migrate", "--verbosity", "0")
    stored = tmp_path / "var" / "files" / "delivery" / "een.csv"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"een bestand")
    told = installation("backup", "--to", str(tmp_path / "copies"))
    (place,) = (tmp_path / "copies").iterdir()
    assert place.name in told
    assert place.stat().st_mode & 0o077 == 0
    with tarfile.open(place) as tar:
        assert tar.extractfile("files/delivery/een.csv").read() == b"een bestand"
        (tmp_path / "back.sqlite3").write_bytes(tar.extractfile("voordeur.sqlite3").read())
    with sqlite3.connect(tmp_path / "back.sqlite3") as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"voordeur_signal", "voordeur_event", "voordeur_accesslogentry"} <= tables


def test_copies_go_by_date(tmp_path):
    term = int(national("backup_days", TODAY).value)
    for age in (0, term, term + 1, term + 400):
        (tmp_path / f"voordeur-{TODAY - timedelta(days=age)}.tar.gz").write_bytes(b"x")
    (tmp_path / "something-else.txt").write_text("stays")
    gone = expire(tmp_path, today=TODAY)
    assert len(gone) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        ["something-else.txt", f"voordeur-{TODAY}.tar.gz", f"voordeur-{TODAY - timedelta(days=term)}.tar.gz"]
    )
