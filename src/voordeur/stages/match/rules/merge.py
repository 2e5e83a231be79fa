"""From pairs to people: the surest pairs first, refusing whatever would bring two who contradict each other into one person.

Best-first merging is done in rounds. In each, every group looks at its best pair; where two groups are each other's best they
merge at once, unless a member of one contradicts a member of the other: then all pairs between the two are dropped. No better
pair of either is left at that moment, so that the outcome is that of taking the pairs one by one, best first, whatever the
order they came in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from voordeur.stages.match.rules.records import Hashes, Index, Mask

Quick = Callable[[Index, Index], Mask]
Contradiction = Callable[[Index, Index], Index]  # 1 against, -1 for, 0 neither


@dataclass(frozen=True)
class Edges:
    """Pairs of records that may be one person, with their weight in tenths of a bit and whether they may be linked by
    themselves."""

    one: Index
    other: Index
    score: Index
    sure: Mask

    def __len__(self) -> int:
        return len(self.one)

    def at(self, rows: Index | Mask) -> Edges:
        """Some of these, in the same order."""
        return Edges(self.one[rows], self.other[rows], self.score[rows], self.sure[rows])


def no_edges() -> Edges:
    """No pairs."""
    none = np.zeros(0, np.int64)
    return Edges(none, none, none, np.zeros(0, dtype=bool))


def join(one: Edges, other: Edges) -> Edges:
    """The pairs of both."""
    names = ("one", "other", "score", "sure")
    return Edges(*(np.concatenate([getattr(one, name), getattr(other, name)]) for name in names))


def ordered(edges: Edges, content: Hashes) -> Edges:
    """The surest first. Of two that are as sure, what they are about decides, never where they stood in a file."""
    a, b = content[edges.one], content[edges.other]
    return edges.at(np.lexsort((np.maximum(a, b), np.minimum(a, b), -edges.score)))


def merge(edges: Edges, content: Hashes, suspicious: Callable[[Index], Mask], quick: Quick, contradicts: Contradiction) -> Index:
    """The group of each record, named by the lowest row in it. `content` tells records apart, one number for each.

    `suspicious` tells from the groups that all pairs together make whether anything in one may contradict; only there rounds are
    needed. `quick` tells of two records whether they might contradict each other at all, `contradicts` whether they do.
    """
    size = len(content)
    groups = components(edges, size)
    doubtful = suspicious(groups)
    if doubtful.any():
        inside = ordered(edges.at(doubtful[edges.one]), content)
        rows = np.flatnonzero(doubtful)
        groups = groups + size
        groups[rows] = rows[_Rounds(inside, rows, quick, contradicts).run()]
    return lowest(groups)


def components(edges: Edges, size: int) -> Index:
    """The connected group of each of `size` records, named by its lowest row.

    Every record points to a lower one of its group, then to what that points to, until all of a group point to its lowest. (The
    library call for this takes longer, and ten times that to load.)
    """
    label, one, other = np.arange(size), edges.one, edges.other
    while len(one):
        a, b = label[one], label[other]
        np.minimum.at(label, np.maximum(a, b), np.minimum(a, b))
        while not np.array_equal(jumped := label[label], label):
            label = jumped
        apart = label[one] != label[other]
        one, other = one[apart], other[apart]
    return label


def lowest(groups: Index) -> Index:
    """Groups named by their lowest row."""
    first = np.full(int(groups.max(initial=-1)) + 1, len(groups), dtype=np.int64)
    np.minimum.at(first, groups, np.arange(len(groups)))
    return first[groups]


class _Rounds:
    """Merging within the groups that need a closer look. Records are numbered from nought here; `rows` tells which they are."""

    def __init__(self, edges: Edges, rows: Index, quick: Quick, contradicts: Contradiction) -> None:
        self.rows, self.quick, self.contradicts = rows, quick, contradicts
        self.one, self.other = np.searchsorted(rows, edges.one), np.searchsorted(rows, edges.other)
        self.label = np.arange(len(rows))

    def run(self) -> Index:
        """The label of every record when no pair is left."""
        left = np.arange(len(self.one))
        while len(left):
            left = self._round(left)
        return self.label

    def _round(self, left: Index) -> Index:
        a, b = self.label[self.one[left]], self.label[self.other[left]]
        best = np.minimum(_first(a, left, len(self.rows)), _first(b, left, len(self.rows)))
        mutual = np.flatnonzero((best[a] == left) & (best[b] == left))
        low, high = np.minimum(a, b), np.maximum(a, b)
        refused = self._conflicts(low[mutual], high[mutual])
        into, never = np.arange(len(self.rows)), np.full(len(self.rows), -1)
        into[high[mutual[~refused]]] = low[mutual[~refused]]
        never[low[mutual[refused]]] = high[mutual[refused]]  # a group has one best pair, so one other at most
        self.label = into[self.label]
        left = left[never[low] != high]
        return left[self.label[self.one[left]] != self.label[self.other[left]]]

    def _conflicts(self, a: Index, b: Index) -> Mask:
        """For each two groups (a[k], b[k]) whether more of their members contradict each other than speak for it."""
        asked = np.zeros(len(self.rows), dtype=bool)
        asked[a] = asked[b] = True
        members = np.flatnonzero(asked[self.label])
        members = members[np.argsort(self.label[members], kind="stable")]
        which, left, right = crossed(self.label[members], self.rows[members], a, b)
        unsure = np.zeros(len(a), dtype=bool)
        unsure[which[self.quick(left, right)]] = True
        some = unsure[which]
        votes = np.bincount(which[some], weights=self.contradicts(left[some], right[some]), minlength=len(a))
        return votes > 0


def _first(labels: Index, places: Index, size: int) -> Index:
    """For each label the first of the rising places where it stands; a place beyond all others where it does not."""
    out = np.full(size, np.iinfo(np.int64).max)
    out[labels[::-1]] = places[::-1]  # the last one written is the first
    return out


def crossed(of: Index, order: Index, a: Index, b: Index) -> tuple[Index, Index, Index]:
    """Every member of group a[k] beside every member of group b[k]: k, one, other. `order` holds records by group, `of`
    theirs."""
    start_a, size_a = _span(of, a)
    start_b, size_b = _span(of, b)
    crosses = size_a * size_b
    which = np.repeat(np.arange(len(a)), crosses)
    place = np.arange(crosses.sum()) - np.repeat(np.cumsum(crosses) - crosses, crosses)
    return which, order[start_a[which] + place // size_b[which]], order[start_b[which] + place % size_b[which]]


def _span(of: Index, label: Index) -> tuple[Index, Index]:
    start = np.searchsorted(of, label, side="left")
    return start, np.searchsorted(of, label, side="right") - start
