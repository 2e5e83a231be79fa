"""Reads of the matching: who is behind a signal and why, and what waits for a person's judgement."""

from voordeur.stages.match.queries.bars import Bar, Sum
from voordeur.stages.match.queries.links import LinkFacts, link_facts, waiting_for_register
from voordeur.stages.match.queries.people import HouseholdPerson, persons_of
from voordeur.stages.match.queries.queue import Waiting, waiting
from voordeur.stages.match.queries.review import (
    Doubt,
    decided_last_by,
    decided_lately,
    doubt_of,
    doubts_of,
    review_count,
)
from voordeur.stages.match.queries.sides import Comparison, Person, beside, linked_side, side_by_side
from voordeur.stages.match.queries.sisters import Sister, sisters_of
from voordeur.stages.match.queries.words import explain

__all__ = [
    "Bar",
    "Comparison",
    "Doubt",
    "HouseholdPerson",
    "LinkFacts",
    "Person",
    "Sister",
    "Sum",
    "Waiting",
    "beside",
    "decided_last_by",
    "decided_lately",
    "doubt_of",
    "doubts_of",
    "explain",
    "link_facts",
    "linked_side",
    "persons_of",
    "review_count",
    "side_by_side",
    "sisters_of",
    "waiting",
    "waiting_for_register",
]
