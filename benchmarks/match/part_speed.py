"""Time and memory: interleaved rounds at one million, and one file after another up to three million."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import data
import engines
import runs
import score

Found = dict[str, object]


def scored(name: str, made: data.Made) -> dict[str, dict[str, float]]:
    """The scores of the labels that were last written under `name`."""
    return {kind: asdict(one) for kind, one in score.score_files(engines.out(name), made.truth).items()}


def compared(made: data.Made, rounds: int) -> Found:
    """Floor, ours, Splink cold and Splink with the model that the cold run saved: in turn, and then scored."""
    model = runs.OUT / f"{made.signals.stem}_model.json"
    engines.floor([made.signals])  # so that the file is in the page cache for all of them
    programs = {
        "floor": lambda: engines.floor([made.signals]),
        "ours": lambda: engines.ours([made.signals], engines.out("ours")),
        "splink cold": lambda: engines.splink([made.signals], engines.out("splink_cold"), save_model=model),
        "splink saved": lambda: engines.splink([made.signals], engines.out("splink_saved"), model=model),
    }
    found = runs.rounds(rounds, programs)
    scores = {name: scored(name.replace(" ", "_"), made) for name in programs if name != "floor"}
    return {"rounds": rounds, "runs": found, "scores": scores, "splink best": best_of_splink(made, model)}


def best_of_splink(made: data.Made, model: Path) -> dict[str, float]:
    """Splink's score at the threshold that is best on this very file: what it could be with the truth at hand."""
    engines.splink([made.signals], engines.out("many_{}"), model=model, thresholds=engines.THRESHOLDS)
    each = {one: scored(f"many_{one}", made)["person"] for one in engines.THRESHOLDS}
    best = max(each, key=lambda one: each[one]["f1"])
    return each[best] | {"threshold": best}


def tune(*, quick: bool) -> None:
    """Which of Splink's thresholds is best at 10k signals."""
    del quick
    made = data.made(data.SIZES["10k"])
    engines.splink([made.signals], engines.out("tune_{}"), thresholds=engines.THRESHOLDS)
    f1 = {str(one): scored(f"tune_{one}", made)["person"]["f1"] for one in engines.THRESHOLDS}
    best = max(f1, key=lambda threshold: f1[threshold])
    runs.keep("tune", {"best": float(best), "f1": f1})


def speed(*, quick: bool) -> None:
    """One million signals (100k where quick), five rounds."""
    made = data.made(data.SIZES["100k" if quick else "1M"])
    runs.keep("speed", {"signals": "100k" if quick else "1M"} | compared(made, 2 if quick else 5))


def scale(*, quick: bool) -> None:
    """From 10k to 3M; each size is kept when it is done. What part `speed` found is taken over."""
    already = runs.kept("speed")
    found: Found = {}
    for name in ("10k", "100k") if quick else data.SIZES:
        runs.say(f" {name}")
        if name == already.get("signals"):
            found[name] = already
        else:
            found[name] = compared(data.made(data.SIZES[name]), 1 if quick or name == "3M" else 3)
        runs.keep("scale", {"sizes": found})
