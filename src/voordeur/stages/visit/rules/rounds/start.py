"""A first plan by VROOM: found within a tenth of a second, and knows several windows and skills by itself."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import vroom

from voordeur.stages.visit.rules.rounds.evening import Evening
from voordeur.stages.visit.rules.rounds.whole import Whole

_EFFORT, _EFFORT_FOR_MANY, _MANY, _LEAST, _THREADS = 5, 2, 150, 0, 2
# VROOM's priorities are whole numbers from 0 to 100; the highest is kept for what must be visited.
_HIGHEST = 99


def first_orders(evening: Evening, whole: Whole, seconds: float | None, *, in_haste: bool = False) -> list[tuple[int, ...]]:
    """The visits of every pair, in order, found within so many seconds; None: as long as it takes, the same each time.

    `in_haste`: with the least effort, to see whether everything fits.
    """
    problem = vroom.Input()
    problem.set_durations_matrix("car", np.minimum(whole.matrix(evening.travel), 10**8).astype(np.uint32))
    skills = sorted({skill for visit in evening.visits for skill in visit.needs} | {s for p in evening.pairs for s in p.skills})
    number_of = {skill: number for number, skill in enumerate(skills)}
    heavy = any(pair.capacity is not None for pair in evening.pairs)
    for number, pair in enumerate(evening.pairs):
        problem.add_vehicle(
            vroom.Vehicle(
                number,
                start=evening.start_of(number),
                end=evening.end_of(number),
                capacity=[10**9 if pair.capacity is None else pair.capacity] if heavy else [],
                skills={number_of[skill] for skill in pair.skills},
                time_window=vroom.TimeWindow(whole.up(pair.leave), whole.down(pair.back)),
            )
        )
    highest = max((visit.worth for visit in evening.visits), default=0.0) or 1.0
    for number, visit in enumerate(evening.visits):
        problem.add_job(
            vroom.Job(
                number,
                location=number,
                default_service=whole.up(visit.service),
                delivery=[visit.load] if heavy else [],
                skills={number_of[skill] for skill in visit.needs},
                priority=100 if visit.must else max(0, round(visit.worth / highest * _HIGHEST)),
                time_windows=[vroom.TimeWindow(whole.up(w.start), whole.down(w.end)) for w in visit.windows],
            )
        )
    orders: list[tuple[int, ...]] = [()] * len(evening.pairs)
    timeout = None if seconds is None else timedelta(seconds=seconds)
    effort = _LEAST if in_haste else _EFFORT if len(evening.visits) <= _MANY else _EFFORT_FOR_MANY
    for route in problem.solve(exploration_level=effort, nb_threads=_THREADS, timeout=timeout).to_dict()["routes"]:
        orders[route["vehicle"]] = tuple(step["id"] for step in route["steps"] if step["type"] == "job")
    return orders
