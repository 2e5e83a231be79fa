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

import door_doc
import scenes

# What was asked of the planner: label, must, aim (shares of the best value found).
ASKED = {
    "Voordeur 0.5 s": "must 99.5 %",
    "Voordeur 0.3 s": "aim 99.9 %",
    "Voordeur 1 s": "aim: the best",
    "Voordeur 5 s": "must 99 %, aim 99.5 %",
}
# What is held for true in the simulator, and what follows of itself.
ASSUMED = (
    "Twelve weeks, of which the first five fill the list and are not counted; the same doors, days and hours for every way,",
    "and the nth ring at a door at a part of the day goes alike in every way. What is held for true, each with its source,",
    "stands in `benchmarks/visit/simulator.py`: 0.30 open by daylight, odds 1.75 in the evening (0.35 over all hours: NOS",
    "2021; odds: survey fieldwork), households differ, five minutes at a door and 45 for a talk, two pairs on three",
    "afternoons and two evenings a week, fifty doors a week, three tries, four weeks; a town of 4 by 5 kilometres by bike.",
    "No assumption was chosen by its outcome.",
    "",
    "*Voordeur* counts with the municipality's weights (who is pressed most goes first); *every door worth the same* is the",
    "same planner with those weights switched off, which is what a count of conversations rewards. *Nothing is far* is that",
    "planner in a town where nobody loses a minute under way: about what shorter routes could ever bring. Where a talk",
    "takes three quarters of an hour it fills an evening by itself, and that lies only a few per cent above going to the",
    "nearest door. Whoever comes home late bought conversations with minutes of rest: see the last column.",
    "",
    "Asked: 25 % more conversations per evening than today's ways at least, 50 % as aim. What is found: the 25 % against",
    "the list as it comes; not against nearest-first and district-first, where hardly anything is left to win by routes.",
    "What planning does bring against these two is who is spoken to: the worth of those spoken to, and that no door waits",
    "beyond its four weeks.",
)


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
    lines += ["## The phone at the door", "", *door_doc.told(_read(results, "kills")), ""]
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
    yield from ASSUMED
    ours = {name: kept for name, kept in found[scenes.BASE].items() if name not in scenes.TODAY}
    for title in scenes.MAIN:
        if title in found and len(found[title]) >= len(scenes.TODAY):
            yield from _scene(title, found[title], found[title] | ours)
    yield ""
    yield "### Under other assumptions"
    yield ""
    yield "| | towns | list order | nearest first | district first | Voordeur | worth the same | no travel at all |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for title, ways in found.items():
        if title in scenes.OTHERWISE and ways.keys() >= {*scenes.TODAY, *scenes.OURS}:
            told = " | ".join(f"{_mean(ways, name, 'talks'):.2f}" for name in (*scenes.TODAY, *scenes.OURS))
            yield f"| {title} | {len(ways[scenes.ALIKE])} | {told} |"
    yield ""
    yield "Conversations per shift of two pairs. Few towns: differences below a tenth are chance."


def _scene(title: str, today: Any, ways: Any) -> Iterator[str]:
    many = min(len(kept) for kept in ways.values())
    yield ""
    yield f"### {title[0].upper()}{title[1:]} ({many} towns)"
    yield ""
    yield (
        "| way of working | conversations per shift | Voordeur against it | every door worth the same, against it "
        "| worth of those spoken to | rung within four weeks | spoken to | minutes under way | minutes late home |"
    )
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for name, kept in ways.items():
        gains = [
            _gain(ways[our], kept) if name in today and name in scenes.TODAY else "" for our in (scenes.OURS[0], scenes.ALIKE)
        ]
        talks = [one["talks"] for one in kept.values()]
        half = 1.96 * statistics.stdev(talks) / math.sqrt(len(talks)) if len(talks) > 1 else 0.0
        rest = f"{_mean(ways, name, 'worth'):.0f} | {_mean(ways, name, 'in_time'):.0%} | {_mean(ways, name, 'reached'):.0%}"
        rest += f" | {_mean(ways, name, 'travel'):.0f} | {_mean(ways, name, 'over'):.0f}"
        yield f"| {name} | {statistics.mean(talks):.2f} ± {half:.2f} | {' | '.join(gains)} | {rest} |"


def _mean(ways: Any, name: str, figure: str) -> float:
    return statistics.mean(one[figure] for one in ways[name].values())


def _gain(ours: Any, theirs: Any) -> str:
    """How many more conversations, over the same towns, with the 95 % interval of the ratio."""
    seeds = sorted(ours.keys() & theirs.keys())
    mine, other = ([each[seed]["talks"] for seed in seeds] for each in (ours, theirs))
    ratio = statistics.mean(mine) / statistics.mean(other)
    apart = [one - ratio * another for one, another in zip(mine, other, strict=True)]
    half = 1.96 * statistics.stdev(apart) / math.sqrt(len(seeds)) / statistics.mean(other) if len(seeds) > 1 else 0.0
    return f"{ratio - 1:+.0%} (± {half:.0%})"
