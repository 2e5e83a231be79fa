"""The tight floor: read the CSV, hash each row, give equal rows one dense label. No linkage can do less and still read the file.

    .venv/bin/python benchmarks/match/floors.py FILE…

Seconds for each step and the peak of memory come out as JSON on the last line.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import polars as pl


def floor(files: list[str]) -> dict[str, float]:
    """Seconds for each step. Every column stays text; the signal's own id is no part of the hash."""
    began = time.perf_counter()
    rows = pl.concat([pl.read_csv(file, infer_schema=False) for file in files])
    read = time.perf_counter()
    hashes = rows.drop("signal_id").hash_rows(seed=1)
    hashed = time.perf_counter()
    labels = pl.select(hashes.rank("dense")).to_series()
    if labels.len() != rows.height:
        raise AssertionError("a row without a label")
    return {"read": read - began, "hash": hashed - read, "label": time.perf_counter() - hashed}


def main() -> None:
    """Run once and tell."""
    steps = floor(sys.argv[1:])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"seconds": sum(steps.values()), "steps": steps, "gib": peak}))


if __name__ == "__main__":
    main()
