"""Whose work a signal is (P06): there are lanes for who is spoken to through another, for entrepreneurs, for the young."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from voordeur.stages.triage.rules.judge import age_on

# A business that is a natural person's own: vof, maatschap, eenmanszaak, trading as (handelend onder de naam, tevens h.o.d.n.).
_BUSINESS = re.compile(
    r"\b(?:v\.?\s?o\.?\s?f\b|vennootschap onder firma|maatschap|eenmanszaak|t?\.?\s?h\.?\s?o\.?\s?d\.?\s?n\b|handelend onder)",
    re.IGNORECASE,
)


class Lane(StrEnum):
    """A lane; the first that fits. "" (no lane) is everybody's."""

    REPRESENTED = "represented"  # an administrator or curator acts
    ENTREPRENEUR = "entrepreneur"  # the entrepreneurs' desk; approached at home
    YOUNG = "young"  # from adulthood to 27: the first health premium


def is_business(name: str) -> bool:
    """Whether a name in the surname column is that of a natural person's business."""
    return bool(_BUSINESS.search(" ".join(name.split())))


def lane(
    *, name: str, born: date | None, on: date, represented: bool, entrepreneur: bool, adult_from: int, young_to: int
) -> Lane | None:
    """The lane of a signal about somebody on a day; None: everybody's. Ages in whole years, `young_to` not included."""
    if represented:
        return Lane.REPRESENTED
    if entrepreneur or is_business(name):
        return Lane.ENTREPRENEUR
    if born is not None and adult_from <= age_on(born, on) < young_to:
        return Lane.YOUNG
    return None
