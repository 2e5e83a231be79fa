"""A month of 100k signals onto a million with the state saved, against Splink's incremental calls."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path

import data
import engines
import polars as pl
import runs
import score


def month(*, quick: bool) -> None:
    """Base once for each engine, then rounds of the batch in turn; scored over base and batch together."""
    base, batch = data.month(100_000, 10_000) if quick else data.month()
    ours_state, next_state = runs.OUT / "state", runs.OUT / "state_next"
    splink_state, model = runs.OUT / "splink.duckdb", runs.OUT / "month_model.json"
    for old in (ours_state, next_state):
        shutil.rmtree(old, ignore_errors=True)
    runs.say(" base")
    before = {
        "ours": asdict(engines.ours([base.signals], engines.out("base_ours"), save=ours_state)),
        "splink": asdict(engines.splink([base.signals], engines.out("base_splink"), save_model=model, save_state=splink_state)),
    }
    programs = {
        "floor": lambda: engines.floor([batch.signals]),
        "ours": lambda: engines.ours([batch.signals], engines.out("batch_ours"), registry=ours_state, save=next_state),
        "splink": lambda: engines.splink_month(batch.signals, engines.out("batch_splink"), state=splink_state, model=model),
    }
    found = runs.rounds(2 if quick else 5, programs)
    both = data.Made(base.signals, batch.truth)
    scores = {name: _scored(name, both) for name in ("ours", "splink")} | {"ours at once": _at_once(base, batch)}
    sizes = {"ours": _size(ours_state), "splink": _size(splink_state)}
    counts = {"base": pl.read_csv(base.truth).height, "both": pl.read_csv(batch.truth).height}
    runs.keep("month", {"counts": counts, "base": before, "runs": found, "scores": scores, "state MiB": sizes})


def _scored(name: str, both: data.Made) -> dict[str, dict[str, float]]:
    """The labels of the base with those of the batch over them; persons that a batch united are united in the base too."""
    old, new = score.read_labels(engines.out(f"base_{name}")), score.read_labels(engines.out(f"batch_{name}"))
    merged = Path(f"{engines.out(f'batch_{name}')}.merged")
    if merged.is_file():
        pairs = pl.read_csv(merged, infer_schema=False)
        renamed = dict(zip(pairs.to_series(0), pairs.to_series(1), strict=True))
        old = old.with_columns(pl.col("person_id").replace(renamed))
    columns = [column for column in old.columns if column in new.columns]
    labels = pl.concat([old.join(new, on="signal_id", how="anti").select(columns), new.select(columns)])
    return {kind: asdict(one) for kind, one in score.score(labels, score.read_labels(both.truth)).items()}


def _at_once(base: data.Made, batch: data.Made) -> dict[str, dict[str, float]]:
    """Ours over both files in one call: what the month is compared with."""
    engines.ours([base.signals, batch.signals], engines.out("at_once"))
    return {kind: asdict(one) for kind, one in score.score_files(engines.out("at_once"), batch.truth).items()}


def _size(place: Path) -> float:
    """MiB of a file or of all files in a folder."""
    files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 2**20
