"""Who is it that calls? Found by number, code, address or name within this person's walls; the looks are logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voordeur.accounts.models import User
from voordeur.privacy.log import Look
from voordeur.record.models import Case, Resident
from voordeur.stages.reach.queries.codes import resident_of_code
from voordeur.stages.reach.rules.code import read as read_code
from voordeur.web.find.asked import Asked
from voordeur.web.find.asked import read as read_asked
from voordeur.web.find.queries import at_the_phone
from voordeur.web.inbound.identity import FoundBy, Known


@dataclass(frozen=True)
class Found:
    """A household that the caller may belong to. Names only: the address and the rest are for the questions."""

    case: Case
    people: Sequence[Resident]


@dataclass(frozen=True)
class Search:
    """What came of a search. `more`: there were more than fit, so that the question must be sharper."""

    found: list[Found]
    by: FoundBy
    more: bool = False
    too_short: bool = False


def search(user: User, look: Look, typed: str) -> Search | None:
    """Who may be meant by what was typed; None when nothing was."""
    if not typed.strip():
        return None
    if code := read_code(typed):
        opened = resident_of_code(code, user, look)
        return Search([Found(opened.case, [opened.resident])] if opened else [], FoundBy.CODE)
    asked = read_asked(typed)
    rows, more = at_the_phone(user, look, asked=asked)
    return Search([Found(row.case, row.people) for row in rows], _by(asked), more, asked.too_short)


def _by(asked: Asked) -> FoundBy:
    if asked.postcode:
        return FoundBy.ADDRESS
    return FoundBy.PHONE if asked.phone else FoundBy.NAME


def known_of(resident: Resident) -> Known:
    """What is known of one person to compare answers with; one query. The caller logs the look."""
    home = resident.household
    numbers = resident.links.filter(signal__superseded_by=None).values_list("signal__customer_number", flat=True)
    return Known(
        birth_date=resident.birth_date,
        postcode=home.postcode,
        house_number=home.house_number,
        email=resident.email,
        customer_numbers=frozenset(numbers),
    )
