"""Weights as bars: to the right what speaks for a link, to the left what speaks against it, as numbers a template can draw.

A bar stands in a box of `BOX` by 12 with its zero in the middle; the sum stands in such a box with its zero at the left. All
figures are text, so that no language's comma gets into an SVG.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import formats

from voordeur.stages.match.rules.weights import AUTO, REVIEW

BOX = 200
# The lightest scale: a comparison of little weight must not look heavy.
LEAST = 16.0


@dataclass(frozen=True)
class Bar:
    """One comparison's weight. `x` and `width` lie within the box; `said` is the weight in bits as people read it ("+14,5")."""

    weight: float
    x: str
    width: str
    said: str

    @property
    def against(self) -> bool:
        """Whether it pleads against the link."""
        return self.weight < 0


@dataclass(frozen=True)
class Sum:
    """All weights of a comparison together, beside the two lines: from `review` on a person looks, from `auto` on it links."""

    score: float
    said: str
    width: str
    auto_at: str
    review_at: str
    auto_said: str
    review_said: str


def scale_of(weights: Iterable[float]) -> float:
    """How many bits half a box stands for, so that all bars of one picture can be compared."""
    return max([LEAST, *(abs(weight) for weight in weights)])


def bar(weight: float, scale: float) -> Bar:
    """One weight drawn from the middle of the box; what is heavier than the scale fills its half."""
    middle = BOX / 2
    width = min(abs(weight) / scale, 1.0) * middle
    return Bar(weight, f"{middle - width if weight < 0 else middle:.1f}", f"{width:.1f}", said(weight))


def total(score: float, most: float = 0.0) -> Sum:
    """The sum drawn from the left, with the place of both lines; `most`: the largest sum that it must be compared with.

    What has more against than for it has no width.
    """
    unit = BOX / (max(score, most, AUTO) * 1.1)
    return Sum(
        score=score,
        said=said(score, sign=False),
        width=f"{max(score, 0.0) * unit:.1f}",
        auto_at=f"{AUTO * unit:.1f}",
        review_at=f"{REVIEW * unit:.1f}",
        auto_said=said(AUTO, sign=False),
        review_said=said(REVIEW, sign=False),
    )


def said(weight: float, *, sign: bool = True) -> str:
    """Bits as people read them: "+14,5", "−3", "0"; without a sign unless it is a minus."""
    rounded = round(weight, 1)
    number = formats.number_format(abs(rounded), decimal_pos=0 if rounded == int(rounded) else 1)
    before = "−" if rounded < 0 else "+" if sign and rounded > 0 else ""
    return before + number
