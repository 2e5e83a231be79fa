"""Signals about people whom nobody knows, united with each other: the engine of `link`, by the usual weights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import polars as pl

from voordeur.stages.match.rules.agree import agreements
from voordeur.stages.match.rules.clean import clean
from voordeur.stages.match.rules.link import link, nothing
from voordeur.stages.match.rules.people import Claim, Known, Scored, compare, frame
from voordeur.stages.match.rules.records import Index, Mask
from voordeur.stages.match.rules.score import Scale, personal, scores, sure, usual_scale

# A batch is too small to measure weights by; by these, signals unite alike whatever they came with.
SCALE: Final[Scale] = usual_scale()
COMPARED: Final = 10  # how many signals of one person a later one is compared with, to say why


def groups_of(claims: Sequence[Claim]) -> dict[int, int]:
    """For each signal the lowest signal of the same person; the surest unite first, and nobody with who contradicts them."""
    ordered = sorted(claims, key=lambda claim: claim.signal)
    alone = {claim.signal: claim.signal for claim in ordered}
    told = frame([claim.written for claim in ordered]).with_columns(
        pl.Series("customer_number", [claim.customer for claim in ordered], dtype=pl.String)
    )
    if not ordered:
        return {}
    some: Index = np.flatnonzero(_tell_enough(told))
    if not len(some):
        return alone
    person = link(told[some], replace(nothing(), scale=SCALE)).person
    return alone | {ordered[k].signal: ordered[some[first]].signal for k, first in zip(some, person, strict=True)}


def _tell_enough(told: pl.DataFrame) -> Mask:
    """Whether a signal would be united even with one that says just the same: a name and an address are a whole family's."""
    cleaned = clean(told)
    agreed = agreements(cleaned.records, cleaned.which, cleaned.which)
    return sure(scores(cleaned.records, cleaned.which, agreed, SCALE), SCALE) & personal(agreed)


def cluster(claims: Iterable[Claim]) -> dict[int, tuple[int, Scored | None]]:
    """``{signal: (first signal of the same person, reasons)}``: why, by the earlier one most like it."""
    by_signal = {claim.signal: claim for claim in sorted(claims, key=lambda claim: claim.signal)}
    group = groups_of(list(by_signal.values()))
    members: dict[int, list[int]] = defaultdict(list)
    pairs = []
    for signal, first in group.items():
        pairs += [(by_signal[signal], as_known(by_signal[other])) for other in members[first][:COMPARED]]
        members[first].append(signal)
    reasons: dict[int, Scored] = {}
    for (claim, _), scored in zip(pairs, compare(pairs), strict=True):
        if claim.signal not in reasons or scored.score > reasons[claim.signal].score:
            reasons[claim.signal] = scored
    return {signal: (first, reasons.get(signal)) for signal, first in group.items()}


def as_known(claim: Claim) -> Known:
    """A claim as somebody whom another claim may be about."""
    return Known(f"signal:{claim.signal}", claim.written, customers=frozenset({claim.customer} - {""}), shown=claim.shown)
