"""The generated files that are measured on, made once and kept under var/bench/data as long as the generator stays as it is."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl
import runs

from voordeur.demo import generator

SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000, "3M": 3_000_000}
SEED, OTHER_SEED = 1, 2
BASE, BATCH = 1_000_000, 100_000


@dataclass(frozen=True)
class Made:
    """A file of signals and who they are."""

    signals: Path
    truth: Path


@cache
def folder() -> Path:
    """Where the files of the generator as it stands are; those of an earlier generator go."""
    sources = sorted(Path(generator.__file__).parent.glob("*.py"))
    mark = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]
    place = runs.DATA / mark
    if not place.is_dir():
        shutil.rmtree(runs.DATA, ignore_errors=True)
        place.mkdir(parents=True)
    return place


def made(count: int, *, seed: int = SEED, rates: Mapping[str, float] | None = None, name: str = "", months: int = 5) -> Made:
    """`count` shuffled signals of a seed; `name` tells files with other rates apart."""
    stem, place = f"{count}_{seed}{'_' + name if name else ''}", folder()
    found = Made(place / f"{stem}.csv", place / f"{stem}_truth.csv")
    if not found.truth.is_file():
        runs.say(f"generating {stem}")
        command: list[object] = [runs.PYTHON, runs.HERE / "generate.py", count, seed, found.signals, f"{found.truth}.part"]
        command += ["--months", months, "--shuffle"]
        for rate, value in (rates or {}).items():
            command += ["--rate", f"{rate}={value}"]
        subprocess.run([str(part) for part in command], check=True, cwd=runs.ROOT)
        Path(f"{found.truth}.part").rename(found.truth)
    return found


def month(base: int = BASE, batch: int = BATCH) -> tuple[Made, Made]:
    """`base` signals of five months and `batch` of the sixth; the second truth is that of both together."""
    whole = made(base + 3 * batch, months=6, name="six_months")
    first = Made(folder() / f"base_{base}.csv", folder() / f"base_{base}_truth.csv")
    then = Made(folder() / f"batch_{batch}_{base}.csv", folder() / f"batch_{batch}_{base}_truth.csv")
    if not then.truth.is_file():
        signals = pl.read_csv(whole.signals, infer_schema=False).fill_null("")
        truth = pl.read_csv(whole.truth, infer_schema=False)
        last = signals.get_column("month").max()
        old, new = signals.filter(pl.col("month") != last).head(base), signals.filter(pl.col("month") == last).head(batch)
        if (old.height, new.height) != (base, batch):
            raise ValueError(f"only {old.height} and {new.height} signals for a month onto the others")
        old.write_csv(first.signals)
        new.write_csv(then.signals)
        truth.join(old.select("signal_id"), on="signal_id", how="semi").write_csv(first.truth)
        truth.join(pl.concat([old, new]).select("signal_id"), on="signal_id", how="semi").write_csv(then.truth)
    return first, then
