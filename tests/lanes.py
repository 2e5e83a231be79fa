"""The lanes of ./check: what is run, in which order, one line per step.

./check            everything, browser and PostgreSQL included
./check quick      style, types, imports, migrations and the tests that need no database: under a minute
./check python     the same, with all tests but the browser's, on SQLite
./check postgres   those of them that ask a room's tables once more, on a PostgreSQL of their own
./check browser    the tests that play in Chromium
./check LANE WORD… gives WORD… to pytest: ./check python -k mapping
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
CLOSING_LINES = 3


@dataclass(frozen=True)
class Step:
    """One command and the name that its progress line carries. `tests`: its closing lines are shown, words go to it."""

    name: str
    words: tuple[str, ...]
    tests: bool = False
    environment: dict[str, str] = field(default_factory=dict)


def _manage(*words: str) -> tuple[str, ...]:
    return ("voordeur", "manage", *words)


def _pytest(name: str, marks: str, *words: str, with_postgres: bool = False) -> Step:
    start = ("python", "tests/on_postgres.py") if with_postgres else ("pytest",)
    return Step(name, (*start, "-m", marks, *words), tests=True)


GROUND = (
    Step("style", ("ruff", "check", ".")),
    Step("format", ("ruff", "format", "--check", ".")),
    Step("types", ("mypy",)),
    Step("imports", ("lint-imports",)),
    Step("migrations", _manage("makemigrations", "--check", "--dry-run")),
    Step("deployment", _manage("check", "--deploy", "--fail-level", "WARNING")),
)
# Two at a time, each file whole: what a file builds for all its tests is built once.
_SIDE_BY_SIDE = ("-n", "2", "--dist", "loadfile")
QUICK = _pytest("tests without a database", "not browser and not slow and not database")
ON_SQLITE = _pytest("tests on SQLite", "not browser", *_SIDE_BY_SIDE)
# What asks no database is not asked twice, nor is a room's query asked again through the screens that stand on it. Of the
# walls the walk by every address is such a screen; the wall itself stands in each room's queries.
_ROOMS_WITH_TABLES = (
    "tests/stages", "tests/privacy", "tests/stories", "tests/accounts", "tests/web/test_scale.py",
    "--ignore=tests/privacy/test_walls.py", "--ignore=tests/privacy/test_doors.py",
)  # fmt: skip
ON_POSTGRES = _pytest("tests on PostgreSQL", "database and not browser", *_ROOMS_WITH_TABLES, *_SIDE_BY_SIDE, with_postgres=True)
IN_BROWSER = _pytest("tests in Chromium", "browser")
LANES: dict[str, tuple[Step, ...]] = {
    "quick": (*GROUND, QUICK),
    "python": (*GROUND, ON_SQLITE),
    "postgres": (ON_POSTGRES,),
    "browser": (IN_BROWSER,),
    "all": (*GROUND, ON_SQLITE, ON_POSTGRES, IN_BROWSER),
}


class Runner:
    """Runs steps one by one, each in a process group of its own, so that an interrupted check leaves nothing behind."""

    def __init__(self, data: str) -> None:
        # A check starts some fifty processes: what one of them compiled the others read.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.environment = {**kept, "VOORDEUR_DATA": data, "PATH": f"{BIN}:{os.environ.get('PATH', '')}"}
        self.running: subprocess.Popen[bytes] | None = None
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.interrupted)

    def run(self, step: Step, more: Sequence[str]) -> bool:
        """Run one step and print its line; True when it went well."""
        print(f"{step.name} … ", end="", flush=True)
        began = time.monotonic()
        with tempfile.TemporaryFile() as log:
            self.running = subprocess.Popen(  # noqa: S603
                [str(BIN / step.words[0]), *step.words[1:], *(more if step.tests else ())],
                cwd=ROOT, env={**self.environment, **step.environment}, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, process_group=0,
            )  # fmt: skip
            code = self.running.wait()
            self.running = None
            log.seek(0)
            lines = log.read().decode(errors="replace").splitlines()
        print(f"{'ok' if code == 0 else 'FAILED'} {time.monotonic() - began:.0f} s", flush=True)
        shown = lines if code else lines[-CLOSING_LINES:] if step.tests else []
        print("".join(f"{line}\n" for line in shown), end="", flush=True)
        return code == 0

    def interrupted(self, number: int, frame: object) -> None:
        """End the running step with everything that it started: kindly first, so that it may clear up."""
        if self.running and self.running.poll() is None:
            for last in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
                os.killpg(self.running.pid, last)
                try:
                    self.running.wait(10)
                    break
                except subprocess.TimeoutExpired:
                    continue
        sys.exit(128 + number)


def main(words: Sequence[str]) -> int:
    """Run the lane that is named first (default: all); returns the exit code."""
    lane, more = (words[0], words[1:]) if words else ("all", ())
    if lane not in LANES:
        print(__doc__)
        return 0 if lane in ("-h", "--help") else 2
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="voordeur-check-") as data:
        runner = Runner(data)
        failed = [step.name for step in LANES[lane] if not runner.run(step, more)]
    print(f"{lane}: {'failed: ' + ', '.join(failed) if failed else 'all is well'}, {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
