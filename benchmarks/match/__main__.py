"""The matching against its peers, and docs/benchmarks/match.md from what was found.

    .venv/bin/python benchmarks/match [--only PART …] [--quick]

Parts: tune, febrl, errors, speed, month, scale, deliveries, doc; without --only all of them in that order. Each keeps its figures
below var/bench/results, and the document is made of what is there, so that a run that was cut off goes on with --only.
--quick is for trying the harness: small files, few rounds, figures kept apart and the document in var/bench/match.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

import doc
import part_month
import part_quality
import part_speed
import runs

PARTS: dict[str, Callable[..., None]] = {
    "tune": part_speed.tune,
    "febrl": part_quality.febrl,
    "errors": part_quality.errors,
    "speed": part_speed.speed,
    "month": part_month.month,
    "scale": part_speed.scale,
    "deliveries": part_quality.deliveries,
    "doc": doc.write,
}


def main() -> int:
    """Run the parts that were asked for; a part that fails does not stop the next."""
    parser = argparse.ArgumentParser(prog="benchmarks/match", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS), metavar="PART")
    parser.add_argument("--quick", action="store_true", help="small files and few rounds")
    asked = parser.parse_args()
    if asked.quick:
        runs.QUICK.set()
    failed = []
    for name in (part for part in PARTS if part in asked.only):
        runs.say(f"{name} …")
        began = time.perf_counter()
        try:
            PARTS[name](quick=asked.quick)
        except runs.Failed as fault:
            failed.append(name)
            runs.say(str(fault))
        runs.say(f"{name}: {time.perf_counter() - began:.0f} s")
    if failed:
        runs.say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
