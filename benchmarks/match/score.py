"""Pairwise precision, recall and F1 of labels against the truth, for persons and for households; exact at any size.

    .venv/bin/python benchmarks/match/score.py LINKS.csv TRUTH.csv

Two signals are a pair when they carry the same label. Pairs are never listed: a group of n is n(n-1)/2 of them, and the pairs
that both sides hold are those of the groups (our label, true label). Both files need signal_id and person_id; households are
scored where both have household_id. A row without label counts as alone.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl


@dataclass(frozen=True)
class Score:
    """Pairs found against pairs true; `mixed` is the number of our groups that hold two true ones, `split` the reverse."""

    precision: float
    recall: float
    f1: float
    found: int
    true: int
    both: int
    groups: int
    mixed: int
    split: int


def _pairs(rows: pl.DataFrame, *labels: str) -> int:
    """How many pairs of rows agree on all `labels`."""
    sizes = rows.group_by(*labels).len().get_column("len").cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _holding_several(rows: pl.DataFrame, outer: str, inner: str) -> int:
    """How many groups of `outer` hold more than one `inner`."""
    return rows.select(outer, inner).unique().group_by(outer).len().filter(pl.col("len") > 1).height


def _score(rows: pl.DataFrame) -> Score:
    """The score of rows with `ours` and `truth`."""
    found, true, both = _pairs(rows, "ours"), _pairs(rows, "truth"), _pairs(rows, "ours", "truth")
    precision, recall = both / found if found else 1.0, both / true if true else 1.0
    f1 = 2 * both / (found + true) if found + true else 1.0
    groups = rows.get_column("ours").n_unique()
    mixed, split = _holding_several(rows, "ours", "truth"), _holding_several(rows, "truth", "ours")
    return Score(precision, recall, f1, found, true, both, groups, mixed, split)


def score(links: pl.DataFrame, truth: pl.DataFrame) -> dict[str, Score]:
    """{"person": …, "household": …} of text frames with signal_id and the labels.

    Every row of the truth must have exactly one row in the links: ValueError where a signal is missing, strange or twice.
    """
    if links.height != truth.height or links.get_column("signal_id").n_unique() != links.height:
        raise ValueError(f"{links.height} links for {truth.height} signals, or a signal twice")
    joined = truth.join(links, on="signal_id", how="inner", suffix="_ours")
    if joined.height != truth.height:
        raise ValueError(f"{truth.height - joined.height} signals have no link")
    found: dict[str, Score] = {}
    for name in ("person", "household"):
        column = f"{name}_id"
        if column in truth.columns and column in links.columns:
            alone = "\0alone " + pl.col("signal_id")
            ours = pl.coalesce(pl.col(f"{column}_ours").replace("", None), alone).alias("ours")
            rows = joined.select(ours, pl.coalesce(pl.col(column).replace("", None), alone).alias("truth"))
            found[name] = _score(rows.select(pl.all().cast(pl.Categorical).to_physical()))
    return found


def read_labels(place: str | Path) -> pl.DataFrame:
    """The labels of a CSV file, as text."""
    labels = pl.read_csv(place, infer_schema=False)
    return labels.select(name for name in ("signal_id", "person_id", "household_id") if name in labels.columns)


def score_files(links: str | Path, truth: str | Path) -> dict[str, Score]:
    """`score` of two files."""
    return score(read_labels(links), read_labels(truth))


def main() -> None:
    """Print the scores as JSON, one line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("links")
    parser.add_argument("truth")
    asked = parser.parse_args()
    for name, found in score_files(asked.links, asked.truth).items():
        print(name, json.dumps({key: round(value, 5) for key, value in asdict(found).items()}))


if __name__ == "__main__":
    main()
