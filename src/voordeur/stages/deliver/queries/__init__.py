"""Reads of the deliver stage."""

from voordeur.stages.deliver.queries.accepted import Delivered, delivered
from voordeur.stages.deliver.queries.deliveries import (
    Counts,
    counts_of,
    deliveries_of,
    delivery_of,
    lines_of,
    months_of,
    progress_of,
    refused_codes,
    shares_of,
)
from voordeur.stages.deliver.queries.earlier import Overlap, Replacing, overlap, replacing, superseded_signals, worked_keys
from voordeur.stages.deliver.queries.expiry import expired_files, expired_refused, expired_superseded
from voordeur.stages.deliver.queries.policies import confirmed_mapping, header_key, known_partners, policy_for, policy_of
from voordeur.stages.deliver.queries.refused import refused_file

__all__ = [
    "Counts",
    "Delivered",
    "Overlap",
    "Replacing",
    "confirmed_mapping",
    "counts_of",
    "delivered",
    "deliveries_of",
    "delivery_of",
    "expired_files",
    "expired_refused",
    "expired_superseded",
    "header_key",
    "known_partners",
    "lines_of",
    "months_of",
    "overlap",
    "policy_for",
    "policy_of",
    "progress_of",
    "refused_codes",
    "refused_file",
    "replacing",
    "shares_of",
    "superseded_signals",
    "worked_keys",
]
