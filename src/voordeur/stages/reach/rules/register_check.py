"""What the register's answer, asked again before a batch or a visit, means for one person (P13, R05-R07, R31)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

_DECEASED, _MISTAKE = "O", "F"


class Verdict(StrEnum):
    """Whether somebody may still be written to at the address that we know."""

    THERE = "there"
    DECEASED = "deceased"
    MOVED = "moved"
    UNKNOWN = "unknown"  # not in the register, a mistaken list, or no address there


def still_there(answer: tuple[str, Sequence[str]] | None, *, at: Sequence[str]) -> Verdict:
    """Compare the register's answer with the address that we know.

    `answer` is (suspension code, address) or None when the register does not know the person; an address is postcode,
    number, letter, addition. A new occupant of the old address hears nothing: everything but THERE is left out.
    """
    if answer is None or answer[0] == _MISTAKE:
        return Verdict.UNKNOWN
    suspension, address = answer
    if suspension == _DECEASED:
        return Verdict.DECEASED
    if suspension:
        return Verdict.MOVED  # emigrated, registered abroad, by ministerial order
    if not address[0]:
        return Verdict.UNKNOWN
    return Verdict.THERE if _same(address) == _same(at) else Verdict.MOVED


def _same(address: Sequence[str]) -> tuple[str, str, str]:
    """Postcode, number and the rest as one: how letter and addition are split over fields differs per source."""
    postcode, *rest = (re.sub(r"[^0-9A-Z]", "", part.upper()) for part in address)
    found = re.match(r"(\d*)(.*)", "|".join(rest))
    return postcode, found[1] if found else "", found[2].replace("|", "") if found else ""
