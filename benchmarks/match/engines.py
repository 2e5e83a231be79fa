"""How each engine is called: as a whole process, on the same files."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import runs
from runs import Run

SPLINK = runs.HERE / "peers" / "splink_run.py"
ECM = runs.HERE / "peers" / "recordlinkage_run.py"
THRESHOLDS = (0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999)


def best_threshold() -> float:
    """Of several at 10k signals the one with the best F1 (part `tune`), or 0.999 before that was run."""
    return float(runs.kept("tune").get("best", 0.999))  # type: ignore[arg-type]


def out(name: str) -> Path:
    """Where labels go."""
    runs.OUT.mkdir(parents=True, exist_ok=True)
    return runs.OUT / f"{name}.csv"


def floor(files: Sequence[Path]) -> Run:
    """The tight floor."""
    return runs.run([runs.PYTHON, runs.HERE / "floors.py", *files])


def ours(files: Sequence[Path], labels: Path, *, registry: Path | None = None, save: Path | None = None) -> Run:
    """`voordeur link`."""
    command: list[object] = [runs.VOORDEUR, "link", *files, "--out", labels, "--times"]
    command += ["--registry", registry, "--changed", f"{labels}.merged"] if registry else []
    command += ["--save", save] if save else []
    return runs.run(command)


def splink(
    files: Sequence[Path],
    labels: Path,
    *,
    thresholds: Sequence[float] = (),
    model: Path | None = None,
    save_model: Path | None = None,
    save_state: Path | None = None,
    febrl: bool = False,
) -> Run:
    """Splink on all signals: cold, or with a saved model."""
    command: list[object] = [runs.peers(), SPLINK, "link", *files, "--out", labels]
    command += ["--threshold", *(thresholds or [best_threshold()])]
    for option, value in (("--model", model), ("--save-model", save_model), ("--save-state", save_state)):
        command += [option, value] if value else []
    return runs.run(command + (["--febrl"] if febrl else []))


def splink_month(file: Path, labels: Path, *, state: Path, model: Path) -> Run:
    """Splink's month onto a copy of the saved state; the copying is not measured."""
    copy = state.with_name("splink_month.duckdb")
    shutil.copyfile(state, copy)
    command = [runs.peers(), SPLINK, "month", file, "--out", labels, "--state", copy, "--model", model]
    return runs.run([*command, "--threshold", best_threshold()])


def recordlinkage(files: Sequence[Path], labels: Path) -> Run:
    """recordlinkage's ECM classifier."""
    return runs.run([runs.peers(), ECM, *files, "--out", labels])
