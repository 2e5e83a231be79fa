"""Why two signals are, or are not, taken for one person: each comparison with its weight, in words, as a small picture of
bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from voordeur.stages.match.rules.agree import LEVELS, agreements
from voordeur.stages.match.rules.clean import clean_rows
from voordeur.stages.match.rules.columns import SIGNAL, compared
from voordeur.stages.match.rules.said import FIELDS, OUTCOMES, SAID
from voordeur.stages.match.rules.score import TENTHS, Scale, by_itself, contradictory, scale, scores
from voordeur.stages.match.rules.weights import DOUBT

BAR: Final = 16.0  # bits that fill a bar
WIDTH: Final = 16  # signs of a full bar
# The columns that each comparison looks at.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "surname": ("prefix", "surname"),
    "initials": ("initials", "first_names"),
    "birth": ("birth_date",),
    "address": ("street", "house_number", "house_letter", "addition", "postcode", "city"),
    "sex": ("sex",),
    "phone": ("phone",),
    "email": ("email",),
    "bsn": ("bsn",),
    "customer": ("partner", "customer_number"),
}


class NotThere(LookupError):
    """A signal that is asked about is not in the file."""

    def __init__(self, signal: str) -> None:
        super().__init__(signal)
        self.signal = signal


@dataclass(frozen=True)
class Bar:
    """One comparison: its field, how it agrees, the weight in bits, and both sides as they were delivered."""

    field: str
    agreement: str
    weight: float
    one: str
    other: str


@dataclass(frozen=True)
class Explained:
    """All comparisons of two signals. `total` is in bits, what a household shares counted up to the ceiling; `outcome` is a key
    of `said.OUTCOMES`; `linked` from how many bits on two signals are one person by themselves."""

    bars: tuple[Bar, ...]
    total: float
    ceiling: float
    linked: float
    outcome: str


def explain(signals: pl.DataFrame, one: str, other: str, by: Scale | None = None) -> Explained:
    """Compare two signals of a file. `by`: the scale of a registry; without it, that of two signals alone, with the usual
    weights.

    Raises `NotThere` and `NoSignalColumn`.
    """
    rows = compared(signals)
    names = signals[SIGNAL].cast(pl.String)
    places = []
    for signal in (one, other):
        found = (names == signal).arg_true()
        if not len(found):
            raise NotThere(signal)
        places.append(int(found[0]))
    told = rows[places]
    records = clean_rows(told)
    a, b = np.array([0]), np.array([1])
    agreed = agreements(records, a, b)
    by = by or scale(records, agreed)
    scored = scores(records, a, agreed, by)
    bars = tuple(
        Bar(
            name,
            LEVELS[name][int(agreed[name][0])],
            float(scored.parts[name][0]) / TENTHS,
            _shown(told, 0, name),
            _shown(told, 1, name),
        )
        for name in LEVELS
        if agreed[name][0]
    )
    linked = by_itself(scored, agreed, by)
    total = float(scored.total[0]) / TENTHS
    if linked[0]:
        outcome = "linked"
    elif contradictory(agreed, linked)[0]:
        outcome = "apart" if total < DOUBT else "contradictory"
    else:
        outcome = "doubt" if total >= DOUBT else "apart"
    return Explained(bars, total, by.ceiling / TENTHS, max(by.home, by.size) / TENTHS, outcome)


def _shown(rows: pl.DataFrame, row: int, field: str) -> str:
    return " ".join(filter(None, (str(rows[column][row]).strip() for column in COLUMNS[field])))


def picture(explained: Explained, language: str = "nl") -> str:
    """The comparisons as lines of text with bars: what speaks for it to the right, what speaks against to the left."""
    place = 0 if language == "nl" else 1
    lines = []
    for bar in sorted(explained.bars, key=lambda bar: -bar.weight):
        words = SAID[bar.field, bar.agreement][place]
        both = f"  ({bar.one} / {bar.other})" if bar.one != bar.other else ""
        lines.append(f"{FIELDS[bar.field][place]:<15} {_bar(bar.weight)} {bar.weight:+6.1f}  {words}{both}")
    said = OUTCOMES[explained.outcome][place]
    whole = sum(bar.weight for bar in explained.bars)
    capped = f" ({OUTCOMES['ceiling'][place]} {explained.ceiling:.0f})" if explained.total < whole - 0.05 else ""
    lines.append(f"{'':<15} {'':>{2 * WIDTH + 1}} {explained.total:+6.1f}  {said}{capped}")
    return "\n".join(lines)


def _bar(weight: float) -> str:
    length = min(WIDTH, round(abs(weight) / BAR * WIDTH))
    return f"{'█' * length:>{WIDTH}}│{'':<{WIDTH}}" if weight < 0 else f"{'':>{WIDTH}}│{'█' * length:<{WIDTH}}"
