"""Reads of the matching: who is behind a signal and why, and what waits for a person's judgement."""

from voordeur.stages.match.queries.bars import Bar, Sum
from voordeur.stages.match.queries.labelled import LabelledPair, labelled_pairs
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
from voordeur.stages.match.queries.sample import (
    Asked,
    Quality,
    asked,
    blind_side,
    judged_before,
    months_to_sample,
    next_to_judge,
    quality,
    sample_of,
    samples_of,
    wrong_links,
)
from voordeur.stages.match.queries.sides import Comparison, Person, beside, linked_side, side_by_side
from voordeur.stages.match.queries.sisters import Sister, sisters_of
from voordeur.stages.match.queries.words import explain, why_asked

__all__ = [
    "Asked",
    "Bar",
    "Comparison",
    "Doubt",
    "HouseholdPerson",
    "LabelledPair",
    "LinkFacts",
    "Person",
    "Quality",
    "Sister",
    "Sum",
    "Waiting",
    "asked",
    "beside",
    "blind_side",
    "decided_last_by",
    "decided_lately",
    "doubt_of",
    "doubts_of",
    "explain",
    "judged_before",
    "labelled_pairs",
    "link_facts",
    "linked_side",
    "months_to_sample",
    "next_to_judge",
    "persons_of",
    "quality",
    "review_count",
    "sample_of",
    "samples_of",
    "side_by_side",
    "sisters_of",
    "waiting",
    "waiting_for_register",
    "why_asked",
    "wrong_links",
]
