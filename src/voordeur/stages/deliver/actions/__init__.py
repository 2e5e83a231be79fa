"""Writes of the deliver stage."""

from voordeur.stages.deliver.actions.mappings import confirm_mapping
from voordeur.stages.deliver.actions.reading import finish, read_lines, unfinished_signals
from voordeur.stages.deliver.actions.storing import Stored, store, trial
from voordeur.stages.deliver.actions.working import claim, next_unfinished, release, still_alive
from voordeur.stages.deliver.models import Delivery

__all__ = [
    "Delivery",
    "Stored",
    "claim",
    "confirm_mapping",
    "finish",
    "next_unfinished",
    "read_lines",
    "release",
    "still_alive",
    "store",
    "trial",
    "unfinished_signals",
]
