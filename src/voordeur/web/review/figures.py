"""What the samples say, as sentences and rows a template shows; every share with what it may reasonably be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voordeur.stages.match import queries as match
from voordeur.stages.match.queries.bars import said
from voordeur.stages.match.rules.estimate import AUTOMATIC, BANDS, HIGH, LOW, MIDDLE, NEW, REVIEW, Interval, Stratum

WIDE = 200  # the box of a drawn interval
_OTHERS: Mapping[str, Promise] = {
    REVIEW: gettext_lazy("aan een mens voorgelegd"),
    NEW: gettext_lazy("als nieuwe persoon opgenomen"),
}


@dataclass(frozen=True)
class Row:
    """One stratum: what it is, its counts, the share in words, and the interval as places in a box of `WIDE`."""

    name: str
    stratum: Stratum
    share: str
    between: str
    left: str
    width: str
    dot: str


def rows(found: match.Quality, *, automatic: bool) -> list[Row]:
    """The strata of what was linked by itself, or of the rest, in the order of their score."""
    return [
        _row(name_of(one.name), one, found.shares.get(one.name)) for one in found.strata if (one.name in AUTOMATIC) is automatic
    ]


def together(found: match.Quality) -> Row | None:
    """What was linked by itself, all bands together, weighed by their size; None where it cannot be said yet."""
    if found.precision is None:
        return None
    linked = [one for one in found.strata if one.name in AUTOMATIC]
    whole = Stratum("", *(sum(getattr(one, what) for one in linked) for what in ("size", "right", "wrong", "unsure")))
    return _row(_("samen, gewogen naar aantal"), whole, found.precision)


def name_of(stratum: str) -> str:
    """What a stratum is: "vanzelf gekoppeld, 21 tot 26 bits"."""
    bits = {name: said(value, sign=False) for name, value in BANDS.items()}
    if stratum == HIGH:
        return _("vanzelf gekoppeld, vanaf %(low)s bits") % {"low": bits[HIGH]}
    ends = {LOW: MIDDLE, MIDDLE: HIGH}
    if stratum in ends:
        return _("vanzelf gekoppeld, %(low)s tot %(high)s bits") % {"low": bits[stratum], "high": bits[ends[stratum]]}
    return str(_OTHERS.get(stratum, stratum))


def percent(value: float) -> str:
    """A share as people read it: "98,7 %"; what is not quite all or nothing never reads as that."""
    shown = min(round(100 * value, 1), 99.9) if value < 1 else 100.0
    shown = max(shown, 0.1) if value > 0 else 0.0
    return formats.number_format(shown, decimal_pos=0 if shown == int(shown) else 1) + "\N{NO-BREAK SPACE}%"


def between(interval: Interval) -> str:
    """What a share may reasonably be: "tussen 94,1 % en 99,9 %"; no question where everything was judged."""
    if interval.low == interval.high:
        return _("precies: alles is beoordeeld")
    return _("tussen %(low)s en %(high)s") % {"low": percent(interval.low), "high": percent(interval.high)}


def _row(name: str, stratum: Stratum, share: Interval | None) -> Row:
    if share is None:
        return Row(name, stratum, "", "", "", "", "")
    left, right = WIDE * share.low, WIDE * share.high
    return Row(
        name=name,
        stratum=stratum,
        share=percent(share.estimate),
        between=between(share),
        left=f"{left:.1f}",
        width=f"{max(right - left, 1):.1f}",
        dot=f"{WIDE * share.estimate:.1f}",
    )
