"""Writes of the deliver stage."""

from voordeur.stages.deliver.actions.desk import open_desk_file, store_desk
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
    "open_desk_file",
    "read_lines",
    "release",
    "still_alive",
    "store",
    "store_desk",
    "trial",
    "unfinished_signals",
]
