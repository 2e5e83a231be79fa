"""Write made-up Dutch arrears signals and their truth as CSV.

    .venv/bin/python benchmarks/match/generate.py SIGNALS SEED OUT.csv TRUTH.csv
        [--months N] [--rate name=value ...] [--times FACTOR] [--shuffle]

The rates and their meaning: docs/generator.md.
"""

from __future__ import annotations

import argparse
from dataclasses import fields, replace

import numpy as np

from voordeur.demo.generator.generate import Generated, generate
from voordeur.demo.generator.rates import Rates


def _rates(wanted: list[str]) -> Rates:
    known = {field.name for field in fields(Rates)}
    chosen: dict[str, float] = {}
    for each in wanted:
        name, _, value = each.partition("=")
        if name not in known:
            raise SystemExit(f"no rate is called {name}; they are: {', '.join(sorted(known))}")
        chosen[name] = float(value)
    return replace(Rates(), **chosen)


def shuffled(made: Generated, seed: int) -> Generated:
    """The same rows in an order by chance."""
    order = np.random.default_rng([seed, 99]).permutation(made.signals.height)
    return Generated(made.signals[order], made.truth[order])


def main() -> None:
    """Read the command line and write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("signals", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("out")
    parser.add_argument("truth")
    parser.add_argument("--months", type=int, default=5)
    parser.add_argument("--rate", action="append", default=[], metavar="name=value")
    parser.add_argument("--shuffle", action="store_true")
    parser.add_argument("--times", type=float, default=1.0, help="all damage so many times as frequent")
    asked = parser.parse_args()
    made = generate(asked.signals, seed=asked.seed, rates=_rates(asked.rate).times(asked.times), months=asked.months)
    made = shuffled(made, asked.seed) if asked.shuffle else made
    made.signals.write_csv(asked.out)
    made.truth.write_csv(asked.truth)


if __name__ == "__main__":
    main()
