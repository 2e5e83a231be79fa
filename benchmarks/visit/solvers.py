"""The planner and its peers, each as a function: an evening and seconds in, the order of every pair out."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from voordeur.stages.visit.rules.rounds.evening import Evening
from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan
from voordeur.stages.visit.rules.rounds.start import first_orders
from voordeur.stages.visit.rules.rounds.timing import walk
from voordeur.stages.visit.rules.rounds.whole import whole_of

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PEERS = ROOT / "var" / "peers-visit"
Orders = list[list[int]]
Solver = Callable[[Evening, float, int], Orders]


def voordeur(evening: Evening, seconds: float, seed: int) -> Orders:
    """This program."""
    plan = best_plan(evening, Limit(seconds, None, time.perf_counter), seed)
    return [[stop.visit for stop in one.stops] for one in plan.rounds]


def vroom(evening: Evening, seconds: float, seed: int) -> Orders:
    """VROOM alone, at its greatest effort; it stops by itself."""
    return [list(order) for order in first_orders(evening, whole_of(evening), seconds)]


def greedy(evening: Evening, seconds: float, seed: int) -> Orders:
    """The most worth for the least detour first, put wherever it fits best."""
    orders: Orders = [[] for _ in evening.pairs]
    travel = [0.0] * len(orders)
    left = set(range(len(evening.visits)))
    while True:
        best: tuple[float, int, int, list[int], float] | None = None
        for number in left:
            for pair, order in enumerate(orders):
                for at in range(len(order) + 1):
                    tried = [*order[:at], number, *order[at:]]
                    made = walk(evening, pair, tried)
                    if made is None:
                        continue
                    score = evening.visits[number].worth / (evening.visits[number].service + made.travel - travel[pair])
                    if best is None or score > best[0]:
                        best = (score, number, pair, tried, made.travel)
        if best is None:
            return orders
        _, number, pair, orders[best[2]], travel[pair] = best
        left.discard(number)


def ortools(evening: Evening, seconds: float, seed: int) -> Orders:
    """OR-Tools with guided local search, in an environment of its own (pinned in peers.txt)."""
    return _elsewhere("ortools_run.py", evening, seconds)


def prepare() -> None:
    """Install the peers' environment, once."""
    if not (PEERS / "bin" / "python").exists():
        subprocess.run(["python3", "-m", "venv", str(PEERS)], check=True)
        pip = [
            str(PEERS / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            str(HERE / "peers.txt"),
        ]
        subprocess.run(pip, check=True)


def _elsewhere(script: str, evening: Evening, seconds: float) -> Orders:
    given = {
        "visits": [
            {"service": v.service, "windows": [[w.start, w.end] for w in v.windows], "worth": v.worth, "needs": sorted(v.needs)}
            for v in evening.visits
        ],
        "pairs": [{"leave": p.leave, "back": p.back, "skills": sorted(p.skills)} for p in evening.pairs],
        "travel": evening.travel.tolist(),
        "seconds": seconds,
    }
    done = subprocess.run(
        [str(PEERS / "bin" / "python"), str(HERE / "peers" / script)],
        input=json.dumps(given),
        text=True,
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)
