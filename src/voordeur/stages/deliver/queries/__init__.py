"""Reads of the deliver stage."""

from voordeur.stages.deliver.queries.deliveries import (
    deliveries_of,
    delivery_of,
    lines_of,
    months_of,
    progress_of,
    refused_codes,
)
from voordeur.stages.deliver.queries.earlier import Overlap, Replacing, overlap, replacing, superseded_signals, worked_keys
from voordeur.stages.deliver.queries.policies import confirmed_mapping, header_key, policy_of

__all__ = [
    "Overlap",
    "Replacing",
    "confirmed_mapping",
    "deliveries_of",
    "delivery_of",
    "header_key",
    "lines_of",
    "months_of",
    "overlap",
    "policy_of",
    "progress_of",
    "refused_codes",
    "replacing",
    "superseded_signals",
    "worked_keys",
]
