"""The first table of the document: every figure that was asked for, with what came out."""

from __future__ import annotations

import re
import statistics
from typing import Any

import runs
from tables import ratios, share, table, times, verdict

Row = tuple[str, str, str, str, str]


def rows() -> str:
    """The table."""
    every = [*_speed(), *_month(), *_quality(), *_febrl(), *_deliveries()]
    return table(("", "must", "aim", "measured", "reached"), every)


def _ratio_row(name: str, over: Any, under: Any, must: float, aim: float, of: str = "inner", *, low: bool = False) -> Row:
    """A ratio inside the process, with the whole process beside it; both of the rounds' pairs."""
    inside, whole, cpu = (ratios(over, under, each) for each in (of, "whole", "cpu"))
    worst = statistics.median(inside) if inside else None
    sign = "≤" if low else "≥"
    told = f"{times(inside)}; whole processes {times(whole)}; processor {times(cpu)}"
    return name, f"{sign} {must:g}", f"{sign} {aim:g}", told, verdict(worst, must, aim, low=low)


def _speed() -> list[Row]:
    found = runs.kept("speed")
    if not found:
        return [("1M signals", "", "", "not measured", "")]
    size, made = found["signals"], found["runs"]
    ours = made["ours"]
    peak = max(one["gib"] for one in ours)
    return [
        _ratio_row(f"{size} signals, CSV to person label: faster than Splink 5 cold", made["splink cold"], ours, 4, 7),
        _ratio_row("the same: faster than Splink 5 with a saved model", made["splink saved"], ours, 2, 3.7),
        _ratio_row("the same: slower than the tight floor", ours, made["floor"], 7, 3.7, low=True),
        (f"peak memory at {size} (GiB)", "≤ 0.8", "≤ 0.6", f"{peak:.2f}", verdict(peak, 0.8, 0.6, low=True)),
    ]


def _month() -> list[Row]:
    made = runs.kept("month").get("runs")
    if not made:
        return [("100k onto 1M", "", "", "not measured", "")]
    name = f"{runs.kept('month')['counts']['both'] - runs.kept('month')['counts']['base']:,} onto "
    name += f"{runs.kept('month')['counts']['base']:,}, state saved: faster than Splink 5"
    return [_ratio_row(name, made["splink"], made["ours"], 3, 5, "total")]


def _quality() -> list[Row]:
    speed, sizes = runs.kept("speed"), runs.kept("scale").get("sizes", {})
    found: list[Row] = []
    large = speed.get("scores", {}).get("ours")
    small = sizes.get("100k", {}).get("scores", {}).get("ours")
    if large:
        found.append(_score_row(f"F1 of persons at {speed['signals']}", large["person"]["f1"], 0.98, 0.985))
        found.append(_score_row(f"precision at {speed['signals']}", large["person"]["precision"], 0.985, 0.995))
    if small:
        found.append(_score_row("F1 of persons at 100k", small["person"]["f1"], 0.989, 0.992))
        found.append(_score_row("precision at 100k", small["person"]["precision"], 0.985, 0.995))
    if large and "household" in large:
        found.append(_score_row(f"F1 of households at {speed['signals']}", large["household"]["f1"], 0.88, 0.92))
    return found


def _score_row(name: str, value: float, must: float, aim: float) -> Row:
    return name, f"≥ {share(must)}", f"≥ {share(aim)}", share(value), verdict(value, must, aim)


def _febrl() -> list[Row]:
    sets = runs.kept("febrl").get("sets", {})
    wanted = {"FEBRL4": (0.9985, 0.9995), "FEBRL3": (0.9945, 0.996), "FEBRL1": (0.998, 0.999)}
    return [_score_row(f"{name}, F1", sets[name]["scores"]["ours"]["f1"], *wanted[name]) for name in wanted if name in sets]


def _deliveries() -> list[Row]:
    told = "\n".join(runs.kept("deliveries").get("told", []))
    wrong, lines = re.search(r"wrong pairs: (\d+)", told), re.search(r"findable \(wide\): .* (\d+) of (\d+)", told)
    if not wrong or not lines:
        return [("three months of given deliveries", "", "", "not measured", "")]
    bad, right, of = int(wrong[1]), int(lines[1]), int(lines[2])
    return [
        ("given deliveries: automatic links to a wrong person (pairs)", "0", "0", str(bad), verdict(bad, 0, 0, low=True)),
        (
            "given deliveries: findable lines right by themselves, person and household",
            "≥ 95 %", "≥ 98 %", f"{right:,} of {of:,} = {right / of:.1%}", verdict(right / of, 0.95, 0.98),
        ),
    ]  # fmt: skip
