"""Whether two people are the pair that a working method asks for: one of each, whoever leads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import permutations


def lacking(asked: Sequence[str], have: Sequence[Collection[str]]) -> tuple[str, ...]:
    """The titles that nobody of the pair fills when each fills one at the most; the fewest, in the order asked.

    `asked`: the protocol's ``made_of``; `have`: the skills of each of the two. Somebody with both titles fills only one.
    """
    best: tuple[str, ...] = tuple(asked)
    seats = [*range(len(have)), *[None] * len(asked)]
    for seating in set(permutations(seats, len(asked))):
        left = tuple(title for title, who in zip(asked, seating, strict=True) if who is None or title not in have[who])
        if len(left) < len(best):
            best = left
    return best
