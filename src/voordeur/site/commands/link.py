"""Link signals: who is behind each, and who lives together; or tell why two are (not) one person. No database is needed."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from voordeur.site.commands.signal_files import Refused, read
from voordeur.stages.match.rules.clean import collapse
from voordeur.stages.match.rules.columns import SIGNAL

if TYPE_CHECKING:
    from voordeur.stages.match.rules.clean import Collapsed
    from voordeur.stages.match.rules.link import Linked, Registry

UNREADABLE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("signals", type=Path, nargs="*", metavar="SIGNALS.csv", help="one or more files with a column signal_id")
    parser.add_argument("--out", type=Path, metavar="LINKS.csv", help="signal_id, person_id, household_id, verdict, score")
    parser.add_argument("--registry", type=Path, metavar="STATE", help="what earlier months left (see --save)")
    parser.add_argument("--save", type=Path, metavar="STATE", help="keep all that is known now, for next month")
    parser.add_argument("--changed", type=Path, metavar="NEW.csv", help="people of earlier months who got a new number: was, is")
    parser.add_argument("--engine", choices=["local", "spark"], default="local", help="spark: on many machines (optional extra)")
    parser.add_argument("--weights", type=Path, metavar="WEIGHTS.csv", help="a table of voordeur weights, not the built-in one")
    parser.add_argument("--explain", nargs=2, metavar=("A", "B"), help="why two signals are, or are not, one person")
    parser.add_argument("--in", type=Path, dest="where", metavar="SIGNALS.csv", help="the file in which --explain looks")
    parser.add_argument("--language", choices=["nl", "en"], default="nl", help="of --explain (default: nl)")
    parser.add_argument("--times", action="store_true", help="seconds per step as JSON, on the error output")


def run(args: argparse.Namespace) -> int:
    """0 when all went well, 2 with a reason when the input cannot be used."""
    try:
        if args.explain:
            return _explain(args)
        if not args.signals or not args.out:
            raise Refused("voordeur link SIGNALS.csv --out LINKS.csv: name at least one file to read, and the one to write.")
        return _link(args)
    except Refused as refused:
        print(refused, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}." if error.filename else f"{error}.", file=sys.stderr)
    return UNREADABLE


def _link(args: argparse.Namespace) -> int:
    _ready(args)
    engine = _engine(args)
    clock = _Clock()
    registry = _registry(args.registry)
    clock.lap("load")
    told = [collapse(read(args.signals))]
    names = told[0].names
    clock.lap("read")
    linked = engine(told.pop(), registry)  # nobody else holds the file from here on
    clock.lap("link")
    outcome = table(names, linked)
    changed = changes(registry, linked) if args.changed else None
    now = linked.registry if args.save else None
    del linked, registry
    write(outcome, args.out)
    if changed is not None:
        write(changed, args.changed)
    clock.lap("write")
    if now is not None:
        from voordeur.site.commands import link_state

        link_state.save(now, args.save)
        clock.lap("save")
    if args.times:
        print(json.dumps(clock.laps), file=sys.stderr)
    return 0


def _ready(args: argparse.Namespace) -> None:
    """See before the work that what comes of it can be written, without harm to anything else. Raises `Refused`."""
    for option, out in (("--out", args.out), ("--changed", args.changed)):
        if out is not None:
            _writable(option, out, args.signals)
    if args.save is not None:
        from voordeur.site.commands import link_state

        try:
            link_state.usable(args.save)
        except link_state.NotAState as wrong:
            raise Refused(str(wrong)) from wrong


def _writable(option: str, out: Path, signals: Sequence[Path]) -> None:
    if out.is_dir() or not out.name:
        raise Refused(f"{out} is a folder; {option} needs the name of a file.")
    if not out.parent.is_dir():
        raise Refused(f"There is no folder {out.parent} to write {out.name} in; make it first.")
    if not os.access(out.parent, os.W_OK):
        raise Refused(f"Nothing can be written in {out.parent}; choose another folder for {option}.")
    if out.exists() and any(file.exists() and out.samefile(file) for file in signals):
        raise Refused(f"{out} is one of the files to read; {option} would write over it.")


def _engine(args: argparse.Namespace) -> Callable[[Collapsed, Registry | None], Linked]:
    if args.weights and args.registry:
        raise Refused("--weights goes with a first month: a registry keeps the weights by which its people were found.")
    engine = _on_spark() if args.engine == "spark" else _here()
    if not args.weights:
        return engine
    from voordeur.site.commands import weights_file

    return partial(engine, table=weights_file.load(args.weights))


def _here() -> Callable[..., Linked]:
    from voordeur.stages.match.rules.link import link

    return link


def _on_spark() -> Callable[..., Linked]:
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise Refused("--engine spark needs Java 17 or newer; on Debian: apt-get install openjdk-17-jre-headless.")
    try:
        from voordeur.stages.match.jobs.spark import link_on_spark
    except ImportError as missing:
        raise Refused(f"--engine spark needs the extra packages of requirements/spark.txt ({missing}).") from missing
    return link_on_spark


def _registry(place: Path | None) -> Registry | None:
    if place is None:
        return None
    from voordeur.site.commands import link_state

    try:
        return link_state.load(place)
    except link_state.NotAState as wrong:
        raise Refused(str(wrong)) from wrong


def table(names: pl.Series, linked: Linked) -> pl.DataFrame:
    """The outcome, one row per signal in the order of the input."""
    from voordeur.stages.match.rules.link import VERDICTS

    verdicts = pl.Series(VERDICTS).gather(linked.verdict)
    return pl.DataFrame(
        {SIGNAL: names, "person_id": linked.person, "household_id": linked.household, "verdict": verdicts, "score": linked.score}
    )


def changes(registry: Registry | None, linked: Linked) -> pl.DataFrame:
    """Which people of earlier signals go by another number now: was, is. One who was split has several rows."""
    from voordeur.stages.match.rules.link import renamed

    was, now = renamed(registry, linked.registry) if registry else ([], [])
    return pl.DataFrame({"was": was, "is": now}, schema={"was": pl.Int64, "is": pl.Int64}).unique(maintain_order=True)


def write(rows: pl.DataFrame, file: Path) -> None:
    """Rows as CSV; the file is there whole or not at all."""
    beside = file.with_name(f".{file.name}.part")
    try:
        rows.write_csv(beside)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _explain(args: argparse.Namespace) -> int:
    from voordeur.stages.match.rules.explain import NotThere, explain, picture

    if args.where is None:
        raise Refused("voordeur link --explain A B --in SIGNALS.csv: name the file in which both signals stand.")
    signals = read([args.where])
    one, other = args.explain
    registry = _registry(args.registry)
    # By the weights that link them: a rare name, and how many people there are, is a matter of the whole file.
    by = registry.scale if registry else _engine(args)(collapse(signals), None).registry.scale
    try:
        print(picture(explain(signals, one, other, by), args.language))
    except NotThere as missing:
        raise Refused(f"{args.where} has no signal {missing.signal}.") from missing
    return 0


class _Clock:
    """Seconds per step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self.since = time.perf_counter()

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.laps[step] = round(now - self.since, 4)
        self.since = now
