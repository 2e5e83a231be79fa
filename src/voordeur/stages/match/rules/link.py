"""Who is behind each signal, and who lives together: clean, block, compare, weigh, merge.

Month after month only what is new is worked: a `Registry` keeps the records of all earlier signals with their pairs, and the
scale by which they were weighed, so that the outcome is that of doing all at once by that scale.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from voordeur.stages.match.rules import agree, block, homes
from voordeur.stages.match.rules.clean import Cleaned, Collapsed, clean_rows, collapse, once
from voordeur.stages.match.rules.merge import Edges, components, join, lowest, merge, no_edges
from voordeur.stages.match.rules.records import WORKERS, Hashes, Index, Mask, Records, empty, together
from voordeur.stages.match.rules.score import TENTHS, Scale, among, by_itself, contradictory, scale, scores
from voordeur.stages.match.rules.weights import BUILT_IN, DOUBT, EITHER, Table
from voordeur.stages.match.rules.words import places_of

CHUNK: Final = 200_000
FEW: Final = 20  # a month of less than a twentieth of all records is looked at in its own neighbourhood
VERDICTS: Final = ("new", "auto", "review")
NEW, AUTO, REVIEW = range(3)


@dataclass(frozen=True)
class Registry:
    """What earlier signals left. Everything but `scale` and `seen` is per record or per pair of records.

    `content` tells each record from every other; `signals`: how many each stands for; `first`: the number of the first of them,
    counted over all months; `latest`: the last month, as a number; `people`: the person of each record, as the lowest row of
    it; `seen`: how many signals there were in all.
    """

    records: Records
    content: Hashes
    signals: Index
    first: Index
    latest: Index
    edges: Edges
    people: Index
    scale: Scale | None
    seen: int


@dataclass(frozen=True)
class Linked:
    """Per signal its person and its household (each named by the number of its first signal), its verdict (a place in
    `VERDICTS`), and the weight in bits of what ties it to its person, or might; and the registry with all that is known now."""

    person: Index
    household: Index
    verdict: npt.NDArray[np.uint8]
    score: npt.NDArray[np.float64]
    registry: Registry


def nothing() -> Registry:
    """A registry before the first signal."""
    none = np.zeros(0, np.int64)
    return Registry(empty(), none.astype(np.uint64), none, none, none, no_edges(), none, None, 0)


def link(signals: pl.DataFrame | Collapsed, registry: Registry | None = None, table: Table = BUILT_IN) -> Linked:
    """People and households among signals, with those of a registry. Raises `NoSignalColumn`.

    `table`: the weights to begin with; those of a registry are in its scale.

    Of a large file give what `collapse` makes of it, so that the file itself need not be kept meanwhile.
    """
    told = signals if isinstance(signals, Collapsed) else collapse(signals)
    rows, which, names, months = [told.rows], told.which, told.names, told.months
    del signals, told
    records = clean_rows(rows.pop())
    known = registry or nothing()
    grown, which = add(known, once(records, which, names), months)
    del records
    one, other = block.pairs(grown.records, len(known.records))
    agreed = compare(grown.records, one, other)
    by = known.scale or scale(grown.records, agreed, table)
    return conclude(known, grown, which, edges_of(grown.records, one, other, agreed, by), by)


def conclude(known: Registry, grown: Registry, which: Index, fresh: Edges, by: Scale) -> Linked:
    """Merge with the new pairs, and tell of each new signal what came out. `which`: the record of each signal."""
    edges = join(known.edges, fresh)
    people = _people(known, grown, edges, fresh, by)
    household = _households(grown, people, which)
    now = replace(grown, edges=edges, people=people, scale=by)
    first = _first_of(people, grown.first)
    verdict, score = _verdicts(now, which, first, grown.seen - len(which))
    return Linked(first[which], _first_of(household, grown.first)[which], verdict, score, now)


def compare(records: Records, one: Index, other: Index) -> dict[str, agree.Levels]:
    """The agreements of all pairs, some at a time."""
    if len(one) <= CHUNK:
        return agree.agreements(records, one, other)
    starts = range(0, len(one), CHUNK)
    with ThreadPoolExecutor(WORKERS) as pool:
        parts = list(pool.map(lambda at: agree.agreements(records, one[at : at + CHUNK], other[at : at + CHUNK]), starts))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def edges_of(records: Records, one: Index, other: Index, agreed: dict[str, agree.Levels], by: Scale) -> Edges:
    """The pairs that are worth a look: those to be linked and those to be shown."""
    scored = scores(records, one, agreed, by)
    linked = by_itself(scored, agreed, by)
    worth = np.flatnonzero(linked | (scored.total >= round(DOUBT * TENTHS)))
    return Edges(one[worth], other[worth], scored.total[worth].astype(np.int64), linked[worth])


def add(known: Registry, cleaned: Cleaned, months: Index) -> tuple[Registry, Index]:
    """The registry with the records of new signals behind its own, and for each signal the row of its record."""
    fresh = cleaned.records.content()
    place = _places(known.content, fresh)
    new = np.flatnonzero(place < 0)
    place[new] = len(known.records) + np.arange(len(new))
    which = place[cleaned.which]
    records = together([known.records, cleaned.records.take(new)]) if len(known.records) else cleaned.records
    size = len(records)
    counted = np.bincount(which, minlength=size)
    counted[: len(known.signals)] += known.signals
    first = np.full(size, known.seen + len(which), dtype=np.int64)
    first[: len(known.first)] = known.first
    np.minimum.at(first, which, known.seen + np.arange(len(which)))
    latest = np.zeros(size, dtype=np.int64)
    latest[: len(known.latest)] = known.latest
    np.maximum.at(latest, which, months)
    content = np.concatenate([known.content, fresh[new]])
    seen = known.seen + len(which)
    return Registry(records, content, counted, first, latest, known.edges, known.people, known.scale, seen), which


def _places(known: Hashes, fresh: Hashes) -> Index:
    """Where each fresh record stands among those known; -1 where it does not."""
    if not len(known):
        return np.full(len(fresh), -1, dtype=np.int64)
    places = places_of(pl.Series(fresh), pl.Series(known))
    return places.cast(pl.Int64).fill_null(-1).to_numpy().copy()


def _people(known: Registry, grown: Registry, edges: Edges, fresh: Edges, by: Scale) -> Index:
    """The person of every record. Only groups that a new pair touches are merged anew, from all their pairs."""
    records = grown.records
    before = np.concatenate([known.people, np.arange(len(known.people), len(records))])
    certain = edges.at(edges.sure)
    touched = np.ones(len(records), dtype=bool)
    if len(known.people):
        touched = _touched(components(certain, len(records)), fresh.at(fresh.sure), len(records))
    inside = certain.at(touched[certain.one])
    merged = merge(
        inside,
        grown.content,
        lambda label: suspicious(records, label),
        lambda a, b: may_contradict(records, a, b),
        lambda a, b: contradicts(records, a, b, by),
    )
    return np.where(touched, _undecided_apart(merged, inside, records), before)


def _undecided_apart(people: Index, inside: Edges, records: Records) -> Index:
    """Who could as well be another goes nowhere by itself: a record without a birth date, with a sure pair to somebody else that
    weighs hardly less than what ties it to its own person, becomes a person of its own, for somebody to look at."""
    same = people[inside.one] == people[inside.other]
    own, other = _best(inside.at(same), len(people)), _best(inside.at(~same), len(people))
    torn = np.flatnonzero((records["birth"] == 0) & (own > 0) & (other > own - round(EITHER * TENTHS)) & (other > 0))
    out = people + len(people)
    out[torn] = torn
    return lowest(out)


def _touched(group: Index, fresh: Edges, size: int) -> Mask:
    marked = np.zeros(size, dtype=bool)
    marked[group[fresh.one]] = True
    return marked[group]


def _first_of(labels: Index, first: Index) -> Index:
    """For every record the number of the first signal under its label."""
    lowest = np.full(len(labels), np.iinfo(np.int64).max)
    np.minimum.at(lowest, labels, first)
    return lowest[labels]


def _households(grown: Registry, people: Index, which: Index) -> Index:
    """The household of every record; where `which` names only a few, only theirs is told, and who lives near them looked at."""
    if len(which) * FEW > len(people):
        return homes.households(grown.records, people, grown.signals, grown.latest)
    rows = homes.around(grown.records, people, which)
    lowest_of = np.searchsorted(rows, people[rows])
    told = homes.households(grown.records.take(rows), lowest_of, grown.signals[rows], grown.latest[rows])
    out = np.arange(len(people))
    out[rows] = rows[told]
    return out


def renamed(before: Registry, now: Registry) -> tuple[Index, Index]:
    """Of the records of an earlier registry whose person goes by another number now: the number then, and the number now."""
    was, told = _first_of(before.people, before.first), _first_of(now.people, now.first)[: len(before.people)]
    other = was != told
    return was[other], told[other]


def _verdicts(now: Registry, which: Index, first: Index, before: int) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float64]]:
    """The first signal of a person is new, or to be reviewed where the person may be an earlier one; all others are linked."""
    edges, size = now.edges, len(now.records)
    apart = now.people[edges.one] != now.people[edges.other]
    tie, doubt = _best(edges.at(~apart), size), np.zeros(size, np.int64)
    later = np.where(first[edges.one] > first[edges.other], now.people[edges.one], now.people[edges.other])
    np.maximum.at(doubt, later[apart], edges.score[apart])
    number = before + np.arange(len(which))
    begins = first[which] == number
    doubtful = doubt[now.people[which]]
    verdict = np.where(begins, np.where(doubtful > 0, REVIEW, NEW), AUTO).astype(np.uint8)
    alone = (tie == 0) & (now.signals > 1)
    tie[alone] = _with_itself(now, np.flatnonzero(alone))
    return verdict, np.where(begins, doubtful, tie[which]) / TENTHS


def _best(edges: Edges, size: int) -> Index:
    """Per record the weight of its heaviest pair; nought where it has none."""
    heaviest = np.zeros(size, dtype=np.int64)
    for rows in (edges.one, edges.other):
        np.maximum.at(heaviest, rows, edges.score)
    return heaviest


def _with_itself(now: Registry, rows: Index) -> Index:
    """What a line weighs that is repeated word for word."""
    if now.scale is None or not len(rows):
        return np.zeros(len(rows), np.int64)
    return scores(now.records, rows, compare(now.records, rows, rows), now.scale).total.astype(np.int64)


def suspicious(records: Records, label: Index) -> Mask:
    """Per record whether its group holds different birth dates, first initials or citizen numbers at all."""
    out = np.zeros(len(label), dtype=bool)
    for column in (records["birth"], records["initials"] & np.uint64(0xFFFF), records["bsn"]):
        known = np.flatnonzero(column)
        low = np.full(len(label), np.iinfo(np.uint64).max, dtype=np.uint64)
        high = np.zeros(len(label), dtype=np.uint64)
        values = column[known].astype(np.uint64)
        np.minimum.at(low, label[known], values)
        np.maximum.at(high, label[known], values)
        out |= (low < high)[label]
    return out


def may_contradict(records: Records, one: Index, other: Index) -> Mask:
    """A quick look: without different birth dates, initials or citizen numbers two records cannot contradict each other."""
    pair = agree.Pair(records, one, other)
    found = np.zeros(len(one), dtype=bool)
    for field in ("birth", "initials", "bsn"):
        a, b = pair.sides(field)
        found |= (a != b) & (a != 0) & (b != 0)
    return found


def contradicts(records: Records, one: Index, other: Index, by: Scale) -> Index:
    """1 where two records cannot well be one person, -1 where they are, with birth dates to tell; else 0."""
    agreed = compare(records, one, other)
    linked = by_itself(scores(records, one, agreed, by), agreed, by)
    against = contradictory(agreed, linked)
    known = ~among(agreed, "birth", "missing") & linked
    return against.astype(np.int64) - (known & ~against)
