"""What one more pair, or one more hour for every pair, would bring tonight: an estimate, found by a short search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from voordeur.stages.visit.rules.rounds.evening import Evening, Plan
from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan

_HOUR = 60.0


def what_more_brings(
    evening: Evening, plan: Plan, chances: Sequence[float], quick: Limit, seed: int
) -> dict[str, dict[str, float]]:
    """For ``pair`` and ``hour``: so many doors more, and so many more of them where somebody is expected to open.

    `chances`: of each visit. The extra pair is like the first one but can do all that any pair can; the extra hour comes at the
    end, and the hours in which nobody is disturbed stay as they are. Never below nothing: a short search may find less.
    """
    if not evening.pairs or not plan.left_out:
        nothing = {"doors": 0.0, "opened": 0.0}
        return {"pair": nothing, "hour": nothing}
    later = Evening(evening.visits, tuple(replace(one, back=one.back + _HOUR) for one in evening.pairs), evening.travel)
    return {
        "pair": _gain(plan, best_plan(_with_a_pair(evening), quick, seed), chances),
        "hour": _gain(plan, best_plan(later, quick, seed), chances),
    }


def _with_a_pair(evening: Evening) -> Evening:
    able = frozenset(skill for one in evening.pairs for skill in one.skills)
    extra = replace(evening.pairs[0], id="extra", skills=able)
    rows = [*range(len(evening.travel)), evening.start_of(0), evening.end_of(0)]
    return Evening(evening.visits, (*evening.pairs, extra), evening.travel[np.ix_(rows, rows)])


def _gain(plan: Plan, other: Plan, chances: Sequence[float]) -> dict[str, float]:
    def made(one: Plan) -> tuple[int, float]:
        doors = [stop.visit for each in one.rounds for stop in each.stops]
        return len(doors), sum(chances[number] for number in doors)

    (doors, opened), (before, opened_before) = made(other), made(plan)
    return {"doors": float(max(0, doors - before)), "opened": round(max(0.0, opened - opened_before), 1)}
