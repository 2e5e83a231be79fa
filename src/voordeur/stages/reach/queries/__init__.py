"""The read doors of reach, one module per subject."""

from voordeur.stages.reach.queries.calls import Call, calls_of
from voordeur.stages.reach.queries.one_case import Entry, cases_to_plan, steps_of, timeline
from voordeur.stages.reach.queries.words import clock, is_statutory, passed_over, sentence, urgency, what
from voordeur.stages.reach.queries.worklist import (
    Filters,
    Group,
    Hand,
    Row,
    Worklist,
    cases_with,
    clocks_this_week,
    coming,
    districts,
    due_counts,
    opening,
    statutory_clocks,
    worklist,
)

__all__ = [
    "Call", "Entry", "Filters", "Group", "Hand", "Row", "Worklist", "calls_of", "cases_to_plan", "cases_with", "clock",
    "clocks_this_week", "coming", "districts", "due_counts", "is_statutory", "opening", "passed_over", "sentence",
    "statutory_clocks", "steps_of", "timeline", "urgency", "what", "worklist",
]  # fmt: skip
