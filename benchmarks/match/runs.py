"""One measured process, and the results that are kept between runs.

A part of the benchmark writes what it found to var/bench/results/PART.json; the document is written from those files, so that
a run which was cut off goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "benchmarks" / "match"
VAR = ROOT / "var" / "bench"
DATA, OUT = VAR / "data", VAR / "out"
QUICK = threading.Event()  # set while the harness is only tried: figures are kept apart
PYTHON = ROOT / ".venv" / "bin" / "python"
VOORDEUR = ROOT / ".venv" / "bin" / "voordeur"
PEERS = ROOT / "var" / "peers"


class Failed(RuntimeError):
    """A measured process ended badly; the message holds its last words."""


@dataclass(frozen=True)
class Run:
    """Seconds and GiB of one process.

    `whole`: with start-up and all that it writes. `inner`: its own clock from CSV to label, without imports and writing.
    `total`: its own clock, all steps. `cpu`: processor time of the whole process on all cores, which other work on the machine
    hardly moves. `gib`: peak resident memory.
    """

    whole: float
    inner: float
    total: float
    cpu: float
    gib: float
    steps: dict[str, float] = field(default_factory=dict)
    more: dict[str, object] = field(default_factory=dict)


def run(command: Sequence[object], environment: dict[str, str] | None = None) -> Run:
    """Run one process to its end; times and peak memory are of that process alone. Raises `Failed`."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=err, cwd=ROOT, env=environment)
        watched = Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        whole = time.perf_counter() - began
        gib = watched.peak(usage.ru_maxrss)
        process.returncode = os.waitstatus_to_exitcode(status)
        said = [_text(out), _text(err)]
    if process.returncode:
        raise Failed(f"{' '.join(map(str, command))}\nended with {process.returncode}\n{said[0][-1500:]}\n{said[1][-1500:]}")
    told = _last_json(said)
    steps = _steps(told)
    inner = sum(seconds for name, seconds in steps.items() if not name.startswith(("write", "save")))
    more = {key: value for key, value in told.items() if isinstance(value, (int, str))}
    return Run(whole, inner or whole, sum(steps.values()) or whole, usage.ru_utime + usage.ru_stime, gib, steps, more)


class Watch:
    """The peak memory of a process.

    Linux counts the memory of the parent before the start as the child's: where the child stayed below that, its high-water mark
    as it was read every few milliseconds stands in.
    """

    def __init__(self, pid: int) -> None:
        self._status = Path(f"/proc/{pid}/status")
        self._seen = 0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while True:
            try:
                marks = [line for line in self._status.read_text().splitlines() if line.startswith("VmHWM")]
            except OSError:
                return
            if not marks:  # it has ended
                return
            self._seen = int(marks[0].split()[1])
            time.sleep(0.01)

    def peak(self, counted: int) -> float:
        """GiB, `counted` being the kernel's figure in KiB."""
        self._thread.join()
        of_parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return (counted if counted > of_parent else self._seen) / 2**20


def _text(file: object) -> str:
    file.seek(0)  # type: ignore[attr-defined]
    return file.read().decode(errors="replace")  # type: ignore[attr-defined]


def _last_json(said: list[str]) -> dict[str, object]:
    """The last line of either stream that is a JSON object."""
    for text in said:
        for line in reversed(text.splitlines()):
            if line.startswith("{"):
                return json.loads(line)
    return {}


def _steps(told: dict[str, object]) -> dict[str, float]:
    """The seconds of each step: under `steps` with the peers, or the object itself (our own `--times`), totals left out."""
    steps = told.get("steps") or told.get("seconds") or told
    if not isinstance(steps, dict):
        return {}
    totals = ("total", "seconds", "all together")
    return {name: float(value) for name, value in steps.items() if isinstance(value, float) and name not in totals}


def rounds(count: int, programs: dict[str, Callable[[], Run]]) -> dict[str, list[dict[str, object]]]:
    """Each round runs every program once, in turn, so that a busy minute falls on all of them."""
    found: dict[str, list[dict[str, object]]] = {name: [] for name in programs}
    for number in range(count):
        for name, program in programs.items():
            done = program()
            found[name].append(asdict(done))
            times = f"{done.inner:.2f} s inside, {done.whole:.2f} s whole, {done.cpu:.2f} s of processor"
            say(f"  round {number + 1}/{count} {name}: {times}, {done.gib:.2f} GiB")
    return found


def median(runs: list[dict[str, object]], of: str) -> float:
    """The middle of `whole`, `inner`, `total`, `cpu` or `gib`."""
    return statistics.median(float(one[of]) for one in runs)  # type: ignore[arg-type]


def keep(part: str, found: dict[str, object]) -> None:
    """Write what a part found, with the time and the load of the machine."""
    _results().mkdir(parents=True, exist_ok=True)
    stamped = {"when": time.strftime("%Y-%m-%d %H:%M"), "load": os.getloadavg()[0]} | found
    (_results() / f"{part}.json").write_text(json.dumps(stamped, indent=1))


def kept(part: str) -> dict[str, Any]:
    """What a part found the last time, or {}."""
    place = _results() / f"{part}.json"
    return json.loads(place.read_text()) if place.is_file() else {}


def _results() -> Path:
    return VAR / ("results_quick" if QUICK.is_set() else "results")


def say(text: str) -> None:
    """A line of progress."""
    print(text, file=sys.stderr, flush=True)


def peers() -> Path:
    """The Python of the peers' environment, made when it is absent or its list has changed."""
    wanted = hashlib.sha256((HERE / "peers.txt").read_bytes()).hexdigest()
    stamp, python = PEERS / "stamp", PEERS / "bin" / "python"
    if not (stamp.is_file() and stamp.read_text() == wanted):
        say("making the peers' environment in var/peers")
        uv = ROOT / ".venv" / "bin" / "uv"
        subprocess.run([uv, "venv", "-q", "--clear", "--python", PYTHON, PEERS], check=True)
        subprocess.run([uv, "pip", "install", "-q", "--python", python, "--require-hashes", "-r", HERE / "peers.txt"], check=True)
        stamp.write_text(wanted)
    return python
