"""A plan as the document that `voordeur rounds` writes."""

from __future__ import annotations

from typing import Any

from voordeur.stages.visit.rules.rounds.evening import Evening, Plan
from voordeur.stages.visit.rules.rounds.why import why_here, why_not


def as_document(evening: Evening, plan: Plan, language: str = "nl") -> dict[str, Any]:
    """Rounds with their stops (times in minutes after midnight), what is left out and why, and the sum of worth."""
    rounds = [
        {
            "pair": evening.pairs[one.pair].id,
            "stops": [
                {
                    "visit": evening.visits[stop.visit].id,
                    "arrive": round(stop.arrive, 4),
                    "begin": round(stop.begin, 4),
                    "leave": round(stop.leave, 4),
                    "reasons": [words.in_(language) for words in why_here(evening, one, place)],
                }
                for place, stop in enumerate(one.stops)
            ],
            "travel_min": round(one.travel, 4),
        }
        for one in plan.rounds
    ]
    left = [
        {"visit": evening.visits[number].id, "reason": why_not(evening, plan, number).in_(language)} for number in plan.left_out
    ]
    return {"rounds": rounds, "left_out": left, "worth": round(plan.worth, 6)}


def missed_musts(evening: Evening, plan: Plan, language: str = "nl") -> list[str]:
    """Every visit that must be made and is in no round, with what would make it possible."""
    return [
        f"{evening.visits[number].id}: {why_not(evening, plan, number).in_(language)}"
        for number in plan.left_out
        if evening.visits[number].must
    ]
