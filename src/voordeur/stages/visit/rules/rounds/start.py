"""A first plan by VROOM: found within a tenth of a second, and knows several windows and skills by itself."""

from __future__ import annotations

import math

import numpy as np
import vroom
from numpy.typing import NDArray

from voordeur.stages.visit.rules.rounds.evening import Evening

_EFFORT, _THREADS = 5, 2
# VROOM's priorities are whole numbers from 0 to 100; the highest is kept for what must be visited.
_HIGHEST = 99
_UNIT = 1000


def first_orders(evening: Evening, travel: NDArray[np.int64]) -> list[tuple[int, ...]]:
    """The visits of every pair, in order. `travel`: thousandths of a minute, rounded up."""
    problem = vroom.Input()
    problem.set_durations_matrix("car", np.minimum(travel, 10**8).astype(np.uint32))
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
                time_window=vroom.TimeWindow(math.ceil(pair.leave * _UNIT), math.floor(pair.back * _UNIT)),
            )
        )
    highest = max((visit.worth for visit in evening.visits), default=0.0) or 1.0
    for number, visit in enumerate(evening.visits):
        problem.add_job(
            vroom.Job(
                number,
                location=number,
                default_service=math.ceil(visit.service * _UNIT),
                delivery=[visit.load] if heavy else [],
                skills={number_of[skill] for skill in visit.needs},
                priority=100 if visit.must else max(0, round(visit.worth / highest * _HIGHEST)),
                time_windows=[vroom.TimeWindow(math.ceil(w.start * _UNIT), math.floor(w.end * _UNIT)) for w in visit.windows],
            )
        )
    orders: list[tuple[int, ...]] = [()] * len(evening.pairs)
    for route in problem.solve(exploration_level=_EFFORT, nb_threads=_THREADS).to_dict()["routes"]:
        orders[route["vehicle"]] = tuple(step["id"] for step in route["steps"] if step["type"] == "job")
    return orders
