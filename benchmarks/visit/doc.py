"""docs/benchmarks/visit.md from the figures that were kept."""

from __future__ import annotations

import json
import math
import os
import platform
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# What was asked of the planner: label, must, aim (shares of the best value found).
ASKED = {
    "Voordeur 0.5 s": "must 99.5 %",
    "Voordeur 0.3 s": "aim 99.9 %",
    "Voordeur 1 s": "aim: the best",
    "Voordeur 5 s": "must 99 %, aim 99.5 %",
}


def write(results: Path, place: Path) -> None:
    """Write the document; a part that was not run is said to be missing."""
    lines = [
        "# Planning rounds, measured",
        "",
        f"Made by `.venv/bin/python benchmarks/visit` on {platform.machine()} with {os.cpu_count()} cores. Peers: VROOM (pyvroom",
        "1.15.2, as first plan also inside the planner), OR-Tools 9.15 with guided local search (own environment,",
        "`benchmarks/visit/peers.txt`), greedy insertion. All get the same evening within one run; every plan is checked by",
        "`benchmarks/visit/check.py` (windows, skills, hours, travel, each door once), which shares no timing with the planner.",
        "Best: the best value that any solver found, not proven optimal.",
        "",
    ]
    for name, title in (
        ("evening", "Sixty addresses, four pairs, three hours"),
        ("large", "Three hundred addresses, twelve pairs"),
    ):
        lines += [f"## {title}", "", *_shares(_read(results, name)), ""]
    lines += ["## Published instances, ten seconds", "", *_gaps(_read(results, "instances")), ""]
    lines += ["## Against how it is done today (simulator)", "", *_talks(_read(results, "simulator")), ""]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("\n".join(lines), encoding="utf-8")


def _read(results: Path, name: str) -> Any:
    place = results / f"{name}.json"
    return json.loads(place.read_text(encoding="utf-8")) if place.exists() else None


def _shares(found: Any) -> Iterator[str]:
    if not found:
        yield "Not measured."
        return
    yield f"{len(found)} evenings."
    yield ""
    yield "| solver | share of the best value | worst | best found | median seconds | asked |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for label in found[0]["runs"]:
        shares = [row["runs"][label]["value"] / row["best"] for row in found]
        took = statistics.median(row["runs"][label]["seconds"] for row in found)
        best = sum(share >= 1 - 1e-9 for share in shares)
        told = f"{statistics.mean(shares):.2%} | {min(shares):.2%} | {best}/{len(found)} | {took:.2f}"
        yield f"| {label} | {told} | {ASKED.get(label, '')} |"


def _gaps(found: Any) -> Iterator[str]:
    if not found:
        yield "Not measured."
        return
    yield "| instance | best known | found | gap | all served | seconds |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in found:
        gap = row["found"] / row["best"] - 1
        told = f"{row['found']:g} | {gap:.2%} | {'yes' if row['all'] else 'NO'} | {row['seconds']:.1f}"
        yield f"| {row['name']} | {row['best']} | {told} |"
    mean = statistics.mean(row["found"] / row["best"] - 1 for row in found)
    yield f"| mean | | | {mean:.2%} | | must 1 %, aim 0.5 % |"


def _talks(found: Any) -> Iterator[str]:
    if not found:
        yield "Not measured."
        return
    yield "Two pairs, the same doors, days and hours for every way; conversations per shift, 95 % interval over towns."
    for label, title in (("printed", "lists of eight doors, as they are printed today"), ("endless", "lists without end")):
        ours = found[label]["Voordeur"]
        yield ""
        yield f"| way of working, {title} | conversations per shift | Voordeur against it |"
        yield "| --- | --- | --- |"
        for name, each in found[label].items():
            half = 1.96 * statistics.stdev(each) / math.sqrt(len(each)) if len(each) > 1 else 0.0
            gain = "" if name == "Voordeur" else f"{statistics.mean(ours) / statistics.mean(each) - 1:+.0%}"
            yield f"| {name} | {statistics.mean(each):.2f} ± {half:.2f} | {gain} |"
    yield ""
    yield "Asked: 25 % more at least, 50 % as aim. What is true in the simulator (who opens when, how long a talk takes) is an"
    yield "assumption: see `benchmarks/visit/simulator.py`. Pairs go out on three afternoons and two evenings."
