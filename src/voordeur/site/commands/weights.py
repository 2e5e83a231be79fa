"""Measure what each agreement weighs, and write the table that `voordeur link --weights` reads.

Without labels (--em) from the patterns of agreement in the signals alone. With --pairs from pairs of signals that people
judged: a
file with the columns one, other (signal_id) and answer (yes or no). With --from-decisions from the reviews and samples of this
installation. How often fields agree by chance is counted among pairs of the signals drawn by chance; without signals that stays
as built in. docs/linking.md tells when which way is right.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from voordeur.site.commands.signal_files import Refused, read
from voordeur.site.commands.weights_file import write
from voordeur.stages.match.rules.agree import LEVELS, level
from voordeur.stages.match.rules.block import pairs
from voordeur.stages.match.rules.clean import Cleaned, clean
from voordeur.stages.match.rules.columns import SIGNAL
from voordeur.stages.match.rules.estimate_weights import Measured, Patterns, by_em, by_labels
from voordeur.stages.match.rules.link import compare
from voordeur.stages.match.rules.records import Index, Records
from voordeur.stages.match.rules.score import patterns

UNREADABLE = 2
BY_CHANCE = 1_000_000  # pairs drawn to see how often fields agree by chance
LOTS = 1  # of the draw: the same pairs for the same signals, always
# So many judgements of a sample are better alone: what was reviewed in daily work was chosen for being doubtful.
SAMPLED = 200
YES, NO = ("yes", "ja", "1", "true"), ("no", "nee", "0", "false")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("signals", type=Path, nargs="*", metavar="SIGNALS.csv", help="files as voordeur link reads them")
    parser.add_argument("--out", type=Path, required=True, metavar="WEIGHTS.csv", help="the table, a row for each agreement")
    parser.add_argument("--em", action="store_true", help="from the signals alone (what happens without a source of labels)")
    parser.add_argument("--pairs", type=Path, metavar="LABELLED.csv", help="pairs that people judged: one, other, answer")
    parser.add_argument("--from-decisions", action="store_true", help="the reviews and samples of this installation")


def run(args: argparse.Namespace) -> int:
    """0 when the table is written, 2 with a reason when something cannot be used."""
    try:
        rows, told = _measured(args)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return UNREADABLE
    except OSError as error:
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return UNREADABLE
    write(args.out, rows)
    print(told, file=sys.stderr)
    return 0


def _measured(args: argparse.Namespace) -> tuple[tuple[Measured, ...], str]:
    labels = args.pairs or args.from_decisions
    if args.em and labels:
        raise Refused("voordeur weights: --em is for signals without labels; leave out --em, or the labels.")
    if not args.signals and (args.pairs or not labels):
        raise Refused("voordeur weights SIGNALS.csv --out WEIGHTS.csv: name the file of the signals.")
    signals = read(args.signals) if args.signals else pl.DataFrame({SIGNAL: []}, schema={SIGNAL: pl.String})
    cleaned = clean(signals)
    chance = _by_chance(cleaned.records)
    if not labels:
        return _by_em(cleaned.records, chance)
    same = _labelled(args.pairs, signals, cleaned) if args.pairs else []
    same += _decided() if args.from_decisions else []
    together = _joined(same)
    rows = by_labels(together, chance, len(cleaned.records))
    return rows, f"{int(together.times.sum())} pairs of one person, {int(chance.times.sum())} drawn by chance."


def _by_em(records: Records, chance: Patterns) -> tuple[tuple[Measured, ...], str]:
    one, other = pairs(records)
    if not len(one):
        raise Refused("voordeur weights: no two of these signals have enough in common to learn from.")
    rows, fitted = by_em(Patterns(*patterns(compare(records, one, other))), chance, len(records))
    end = "settled" if fitted.settled else "not settled"
    names = ("one person", "housemates", "strangers")
    parts = ", ".join(f"{part:.1%} {name}" for part, name in zip(fitted.parts, names, strict=True))
    likelihood = f"{end} in {len(fitted.likelihood)} steps, log-likelihood {fitted.likelihood[-1]:.0f}"
    return rows, f"{len(one)} pairs: {parts}; {likelihood}."


def _by_chance(records: Records) -> Patterns:
    """Patterns of agreement of pairs of records drawn by chance."""
    size = len(records)
    lots = np.random.default_rng(LOTS)
    one = lots.integers(0, max(size, 1), BY_CHANCE if size > 1 else 0)
    other = (one + lots.integers(1, max(size, 2), len(one))) % max(size, 1)
    return Patterns(*patterns(compare(records, one, other)))


# --- labels


def _labelled(file: Path, signals: pl.DataFrame, cleaned: Cleaned) -> list[Patterns]:
    """Patterns of agreement of the pairs that were judged to be one person. Two signals alike in everything are one record
    and teach nothing: the linking weighs only records that differ."""
    try:
        told = pl.read_csv(file, infer_schema=False, glob=False)
    except pl.exceptions.PolarsError as error:
        raise Refused(f"{file} cannot be read as CSV in UTF-8: {str(error).splitlines()[0]}") from error
    if missing := {"one", "other", "answer"} - set(told.columns):
        raise Refused(f"{file} lacks a column: {', '.join(sorted(missing))}.")
    answers = told["answer"].fill_null("").str.strip_chars().str.to_lowercase()
    if odd := set(answers) - {*YES, *NO}:
        raise Refused(f"{file}: an answer is yes or no, not: {', '.join(sorted(odd)[:3])}.")
    same = told.filter(answers.is_in(list(YES)))
    rows = pl.DataFrame({"signal": signals[SIGNAL].cast(pl.String), "row": cleaned.which}).unique("signal")
    one, other = (_rows(same[side].fill_null(""), rows, file) for side in ("one", "other"))
    differ = one != other
    return [Patterns(*patterns(compare(cleaned.records, one[differ], other[differ])))]


def _rows(asked: pl.Series, rows: pl.DataFrame, file: Path) -> Index:
    found = pl.DataFrame({"signal": asked}).join(rows, on="signal", how="left", maintain_order="left")
    if found["row"].null_count():
        unknown = found.filter(pl.col("row").is_null())["signal"][0]
        raise Refused(f"{file} is about signal {unknown}, which is in none of the files.")
    return found["row"].to_numpy()


def _decided() -> list[Patterns]:
    """Patterns of agreement of what people of this installation judged to be one person: of samples alone where these are
    enough."""
    from voordeur.site.command import start_django

    start_django()
    from voordeur.site.prepare import prepare_database
    from voordeur.stages.match.queries.labelled import labelled_pairs

    prepare_database()
    same = [pair for pair in labelled_pairs() if pair.same]
    sampled = [pair for pair in same if pair.origin == "sample"]
    chosen = sampled if len(sampled) >= SAMPLED else same
    return [_patterns([pair.agreements for pair in chosen])] if chosen else []


def _patterns(agreements: Sequence[Mapping[str, str]]) -> Patterns:
    columns = {
        field: np.array([_level(field, each.get(field, "missing")) for each in agreements], dtype=np.uint8) for field in LEVELS
    }
    return Patterns(*patterns(columns))


def _level(field: str, agreement: str) -> int:
    """The number of a stored agreement; with the register a shared common name has one of its own."""
    known = "same" if agreement == "same_common" else agreement
    return level(field, known) if known in LEVELS[field] else 0


def _joined(several: Sequence[Patterns]) -> Patterns:
    if not any(each.times.sum() for each in several):
        raise Refused("voordeur weights: nobody has judged a pair to be one person yet; --em does without.")
    levels = {field: np.concatenate([each.levels[field] for each in several]) for field in LEVELS}
    return Patterns(levels, np.concatenate([each.times for each in several]))
