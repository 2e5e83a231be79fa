"""Plan an evening of visits: which pair rings where, in which order, at which minute, and why.

Reads and writes JSON (docs/rounds.md); asks no database and no network. With --iterations and --seed the same plan each time.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

SECONDS = 1.0
HIGHEST_SEED = 10**9


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("evening", type=Path, metavar="IN.json", help="visits, pairs and their hours")
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument(
        "--seconds", type=float, metavar="S", help=f"how long to search (default {SECONDS:g}); start-up not counted"
    )
    limit.add_argument("--iterations", type=int, metavar="N", help="how many steps to search")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="where chance begins (default 0)")
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the reasons (default nl)")
    parser.add_argument("--out", type=Path, required=True, metavar="OUT.json", help="where to write the plan")


def run(args: argparse.Namespace) -> int:
    from voordeur.stages.visit.rules.rounds.reading import EveningError, read_evening
    from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan
    from voordeur.stages.visit.rules.rounds.writing import as_document, missed_musts

    if (args.seconds is not None and not 0 < args.seconds <= 3600) or (args.iterations is not None and args.iterations < 1):
        print("voordeur rounds: --seconds lies above 0 and up to 3600, --iterations is 1 or more.", file=sys.stderr)
        return 2
    if not 0 <= args.seed <= HIGHEST_SEED:
        print(f"voordeur rounds: --seed is a whole number from 0 to {HIGHEST_SEED}.", file=sys.stderr)
        return 2
    try:
        evening = read_evening(args.evening.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, EveningError) as fault:
        print(f"voordeur rounds: {args.evening}: {fault}", file=sys.stderr)
        return 2
    seconds = None if args.iterations else args.seconds or SECONDS
    plan = best_plan(evening, Limit(seconds, args.iterations, time.perf_counter), args.seed)
    text = json.dumps(as_document(evening, plan, args.lang), indent=1, ensure_ascii=False) + "\n"
    part = args.out.with_name(args.out.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(args.out)
    except OSError as fault:
        print(f"voordeur rounds: {args.out} cannot be written: {fault.strerror}", file=sys.stderr)
        return 2
    missed = missed_musts(evening, plan, args.lang)
    for sentence in missed:
        print(f"voordeur rounds: {sentence}", file=sys.stderr)
    return 1 if missed else 0
