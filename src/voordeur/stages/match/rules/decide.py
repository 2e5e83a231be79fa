"""From the people whom a signal may be about to one verdict: linked by itself, in front of a person, or nobody known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from voordeur.stages.match.rules.people import ELSEWHERE, Scored
from voordeur.stages.match.rules.weights import AUTO, MARGIN, REVIEW, RIVALS

_RIVALLED = frozenset(name for name, _, _ in RIVALS)
# Agreements that speak for nobody.
_NOBODY = {
    "surname": frozenset({"different", "missing"}),
    "birth": frozenset({"different", "day_month", "missing"}),
    "address": frozenset(ELSEWHERE),
}


class Verdict(StrEnum):
    """What the rules decide."""

    AUTO = "auto"
    REVIEW = "review"
    NEW = "new"


@dataclass(frozen=True)
class Decision:
    """A verdict with the people in order of weight; `refused` names what kept the first from being linked by itself."""

    verdict: Verdict
    ranked: tuple[Scored, ...]
    refused: tuple[str, ...] = ()

    @property
    def best(self) -> Scored | None:
        """The likeliest person, where anybody is likely at all."""
        return self.ranked[0] if self.ranked else None


def decide(scored: Sequence[Scored]) -> Decision:
    """Judge one signal's candidates. Who is worth a look stays in `ranked`; ties are broken by key, never by order of asking."""
    worthy = [s for s in sorted(scored, key=lambda s: (-s.score, s.known.key)) if s.score >= REVIEW and _worth_a_look(s)]
    if not worthy:
        return Decision(Verdict.NEW, ())
    worthy = _without_shadows(worthy)
    first = next((s for s in worthy if all(lead(s, other) > 0 for other in worthy if other is not s)), worthy[0])
    ranked = (first, *(s for s in worthy if s is not first))
    refused = refusals(ranked)
    return Decision(Verdict.REVIEW if refused else Verdict.AUTO, ranked, refused)


def _worth_a_look(scored: Scored) -> bool:
    """The name must speak for somebody, or birth date and address together: one who merely lives there now is nobody."""
    named, born, lives = (scored.agreement(name) not in nobody for name, nobody in _NOBODY.items())
    return named or scored.agreement("bsn") == "same" or (born and lives)


def refusals(ranked: Sequence[Scored]) -> tuple[str, ...]:
    """Why the first of these may not be linked by itself; nothing when it may."""
    best = ranked[0]
    found = []
    if best.score < AUTO:
        found.append("too_little")
    if any(lead(best, other) < MARGIN for other in ranked[1:]):
        found.append("several")
    if best.agreement("birth") in ("different", "day_month"):
        found.append("birth")
    if best.agreement("bsn") == "different":
        found.append("bsn")
    return (*found, *_mixed_up(best, ranked[1:]))


def _mixed_up(best: Scored, others: Sequence[Scored]) -> list[str]:
    """Where the name or the initials are not this person's: creditors mix up who lives together."""
    found = []
    surname, initials, birth, address = (best.agreement(name) for name in ("surname", "initials", "birth", "address"))
    settled = birth == "same" and address == "same" and initials != "different"
    if surname == "different" and not settled:
        found.append("surname")
    if (initials == "different" and birth != "same") or (initials == "other" and not _besides_initials(best)):
        found.append("initials")
    if initials in ("missing", "other_name") and address == "earlier" and not _besides_initials(best):
        found.append("initials")  # whom they lived with moved along
    unlike = initials in ("different", "other_name") and best.agreement("sex") == "different"
    unlike |= initials == "different" and surname == "partner"
    if unlike or (initials in ("different", "other") and any(_named_so(other) for other in others)):
        found.append("housemate")
    return found


def _besides_initials(scored: Scored) -> bool:
    """Whether more tells who it is than a name and an address that a family shares."""
    personal = any(scored.agreement(name) == "same" for name in ("bsn", "customer", "phone", "email"))
    return personal or scored.agreement("birth") not in _NOBODY["birth"]


def _named_so(scored: Scored) -> bool:
    """Whether somebody has that name and those initials: a creditor easily writes down the birth date of whom they live with."""
    initials = scored.agreement("initials") in ("name", "name_near", "same", "first", "other_name")
    return initials and scored.agreement("surname") not in _NOBODY["surname"]


def _without_shadows(worthy: list[Scored]) -> list[Scored]:
    """Where somebody in the register fits well, who is known from signals only is no rival: perhaps the very same person."""
    if any(s.known.key.startswith("bsn:") and s.score >= AUTO for s in worthy):
        return [s for s in worthy if not s.known.key.startswith("resident:")]
    return worthy


def lead(one: Scored, other: Scored) -> float:
    """How many bits one person is ahead of another for the same signal, with what `RIVALS` adds on either side."""
    fields = [(name, one.agreement(name), other.agreement(name)) for name in _RIVALLED]
    ahead = sum(RIVALS.get((name, ours, theirs), 0.0) - RIVALS.get((name, theirs, ours), 0.0) for name, ours, theirs in fields)
    return one.score - other.score + ahead
