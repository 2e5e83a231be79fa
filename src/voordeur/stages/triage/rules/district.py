"""In which district a home lies, by its postcode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def district_of(postcode: str, districts: Mapping[str, Sequence[str]]) -> str:
    """The district of which the longest given beginning fits the postcode (``2317``, ``2317 AB``); "" where none does."""
    mine = _bare(postcode)
    fits = [
        (len(begin), name)
        for name, begins in districts.items()
        for begin in map(_bare, begins)
        if begin and mine.startswith(begin)
    ]
    return max(fits, default=(0, ""))[1]


def _bare(postcode: str) -> str:
    return postcode.replace(" ", "").upper()
