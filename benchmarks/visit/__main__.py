"""The planner against its peers and against how it is done today; writes docs/benchmarks/visit.md.

    .venv/bin/python benchmarks/visit [--only PART …] [--instances DIR] [--quick]

Parts: evening, large, instances, simulator, doc. Figures are kept below var/bench/visit, so that a run that was cut off goes on
with --only. Every plan is checked by check.py, which shares no timing with the planner.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import scenes
import solvers
import vrptw
from check import value_of
from doc import write
from evenings import an_evening
from solvers import Solver

from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan

RESULTS = solvers.ROOT / "var" / "bench" / "visit"
LONG = 20.0


def measure(name: str, runs: Sequence[tuple[str, Solver, float]], seeds: Sequence[int], doors: int, pairs: int) -> None:
    """Every solver on every evening, one after the other within an evening; the best value is the best that any of them found."""
    found: list[dict[str, Any]] = []
    for seed in seeds:
        evening, row = an_evening(seed, doors, pairs), {}
        for label, solver, seconds in runs:
            began = time.perf_counter()
            orders = solver(evening, seconds, seed)
            row[label] = {"value": value_of(evening, orders), "seconds": time.perf_counter() - began}
        best = max(each["value"] for each in row.values())
        found.append({"seed": seed, "best": best, "runs": row})
        say(f"{name} {seed}: best {best:g}; " + ", ".join(f"{k} {v['value'] / best:.2%}" for k, v in row.items()))
        keep(name, found)


def evening(asked: argparse.Namespace) -> None:
    """Sixty addresses, four pairs, three hours."""
    ours = [(f"Voordeur {s:g} s", solvers.voordeur, s) for s in (0.3, 0.5, 1.0, LONG)]
    peers: list[tuple[str, Solver, float]] = [
        ("VROOM alone", solvers.vroom, LONG), ("OR-Tools 5 s", solvers.ortools, 5.0), ("OR-Tools 20 s", solvers.ortools, LONG),
        ("greedy", solvers.greedy, 0.0),
    ]  # fmt: skip
    measure("evening", ours + peers, range(1, 3 if asked.quick else 31), 60, 4)


def large(asked: argparse.Namespace) -> None:
    """Three hundred addresses, twelve pairs."""
    ours = [(f"Voordeur {s:g} s", solvers.voordeur, s) for s in (5.0, LONG)]
    peers: list[tuple[str, Solver, float]] = [("VROOM 5 s", solvers.vroom, 5.0), ("OR-Tools 20 s", solvers.ortools, LONG)]
    measure("large", ours + peers, range(1, 2 if asked.quick else 6), 300, 12)


def instances(asked: argparse.Namespace) -> None:
    """Published instances, ten seconds each: the gap to the best known distance."""
    found = []
    for name, best in vrptw.BEST_KNOWN.items():
        place = asked.instances / f"{name}.txt"
        if not place.exists():
            say(f"instances: {place} is not there; left out")
            continue
        given, began = vrptw.read(place), time.perf_counter()
        plan = best_plan(given, Limit(10.0, None, time.perf_counter), 1)
        seconds = time.perf_counter() - began
        served = value_of(given, [[stop.visit for stop in one.stops] for one in plan.rounds])
        found.append({"name": name, "best": best, "found": plan.travel, "all": served == len(given.visits), "seconds": seconds})
        say(f"{name}: {plan.travel:g} against {best}, {plan.travel / best - 1:.2%}, {seconds:.1f} s")
        keep("instances", found)


def simulate(asked: argparse.Namespace) -> None:
    """Conversations per shift, by way of working, over months with the same doors; a run that was cut off goes on."""
    place = RESULTS / "simulator.json"
    found: dict[str, dict[str, dict[str, Any]]] = json.loads(place.read_text("utf-8")) if place.exists() else {}
    # First a little of everything, so that a run that is cut off has something to tell of each.
    for many, otherwise in ((2, 1),) if asked.quick else ((8, 2), (30, 6)):
        wanted = [(title, ways, many) for title, ways in scenes.MAIN.items()]
        for title, ways, seeds in wanted + [(title, ways, otherwise) for title, ways in scenes.OTHERWISE.items()]:
            for seed, (name, told) in itertools.product(range(1, seeds + 1), ways.items()):
                kept = found.setdefault(title, {}).setdefault(name, {})
                if str(seed) not in kept:
                    kept[str(seed)] = told.figures(seed)
                    keep("simulator", found)
            talks = {
                name: round(statistics.mean(one["talks"] for one in kept.values()), 2) for name, kept in found[title].items()
            }
            say(f"simulator, {title}, {seeds} seeds: {talks}")


def keep(name: str, found: Any) -> None:
    """Keep the figures of a part."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "evening": evening, "large": large, "instances": instances, "simulator": simulate,
    "doc": lambda asked: write(RESULTS, solvers.ROOT / ("var/bench/visit.md" if asked.quick else "docs/benchmarks/visit.md")),
}  # fmt: skip


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks/visit", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS), metavar="PART")
    parser.add_argument("--instances", type=Path, default=solvers.ROOT.parent / "shared" / "vrptw", metavar="DIR")
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    if {"evening", "large"} & set(asked.only):
        solvers.prepare()
    for name in (part for part in PARTS if part in asked.only):
        PARTS[name](asked)


main()
