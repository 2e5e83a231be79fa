"""Single, multiple, successive: how the signals at one address lie in time (R08, R09; definitions of the Divosa monitor)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from voordeur.calendar import add_months


@dataclass(frozen=True)
class AtAddress:
    """One genuine signal at an address (at a shared address: about one person, P03)."""

    signal: int
    month: date  # first day


@dataclass(frozen=True)
class Pattern:
    """How one month stands at an address. Multiple and successive may overlap; single is neither."""

    multiple: bool
    successive: bool

    @property
    def single(self) -> bool:
        """Neither multiple nor successive."""
        return not self.multiple and not self.successive


def pattern(month: date, signals: Collection[AtAddress], *, successive_months: int) -> Pattern:
    """The pattern of one month (its first day) at an address with these signals.

    Multiple (R08): two or more in that month. Successive (R09): another in the `successive_months` before it.
    """
    since = add_months(month, -successive_months)
    return Pattern(
        multiple=len({one.signal for one in signals if one.month == month}) > 1,
        successive=any(since <= one.month < month for one in signals),
    )
