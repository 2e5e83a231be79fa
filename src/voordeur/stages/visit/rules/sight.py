"""What a visitor may know of a door (P22): the least; employed by a creditor only that creditor's own customers and arrears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody to ask for: `name` as it is said at the door, `partners` the ids of the creditors that signalled this person."""

    resident_id: int
    name: str
    partners: frozenset[int]
    gone: bool = False  # moved, died, or somebody else acts for them (P06): not asked for
    silent: bool = False  # another address of this person must be named to nobody (P04)


@dataclass(frozen=True)
class Arrears:
    """What one creditor signalled about one person, in eurocents: a talk is about one person only (P04)."""

    partner_id: int
    partner: str
    cents: int
    resident_id: int = 0


@dataclass(frozen=True)
class Visitor:
    """Who looks: `employers` are the ids of the creditors that employ this visitor (none for the town's own people)."""

    employers: frozenset[int] = frozenset()

    @property
    def from_creditor(self) -> bool:
        """Whether a creditor employs this visitor."""
        return bool(self.employers)


def may_go(visitor: Visitor, creditors: frozenset[int]) -> bool:
    """Whether this visitor may know of a door at all: a creditor's employee only where that creditor signalled."""
    return not visitor.from_creditor or bool(visitor.employers & creditors)


def people_in_sight(visitor: Visitor, people: Iterable[Person]) -> tuple[Person, ...]:
    """The people to ask for, without those who moved or died, and for a creditor's employee only its own customers."""
    return tuple(p for p in people if not p.gone and may_go(visitor, p.partners))


def arrears_in_sight(visitor: Visitor, arrears: Iterable[Arrears], *, shown_to_team: bool) -> tuple[Arrears, ...]:
    """The arrears on the phone: a creditor's employee sees its own; the town's people none, unless the town chose to."""
    if visitor.from_creditor:
        return tuple(a for a in arrears if a.partner_id in visitor.employers)
    return tuple(arrears) if shown_to_team else ()
