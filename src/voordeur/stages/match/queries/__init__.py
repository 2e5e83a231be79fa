"""Reads of the matching: who is behind a signal and why, and what waits for a person's judgement."""

from voordeur.stages.match.queries.links import LinkFacts, link_facts, waiting_for_register
from voordeur.stages.match.queries.people import HouseholdPerson, persons_of
from voordeur.stages.match.queries.review import (
    Doubt,
    decided_lately,
    doubt_of,
    next_doubt,
    reasons_of,
    review_count,
    review_queue,
)
from voordeur.stages.match.queries.sides import Comparison, side_by_side
from voordeur.stages.match.queries.words import explain

__all__ = [
    "Comparison",
    "Doubt",
    "HouseholdPerson",
    "LinkFacts",
    "decided_lately",
    "doubt_of",
    "explain",
    "link_facts",
    "next_doubt",
    "persons_of",
    "reasons_of",
    "review_count",
    "review_queue",
    "side_by_side",
    "waiting_for_register",
]
