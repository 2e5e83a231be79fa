"""Doubts that are one question: several signals about the same people, with the same evidence."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from voordeur.accounts.models import User
from voordeur.privacy.log import Look, record_look
from voordeur.stages.match.models import Candidate, Link
from voordeur.stages.match.queries.review import Doubt, key_of, waiting_links, with_people

# A customer number says whose account it is; two accounts of one person are told by the rest.
_OF_THE_ACCOUNT = "customer"
_WRITTEN = (
    "bsn", "initials", "prefix", "surname", "birth_date", "sex", "street", "house_number", "house_letter", "addition", "postcode",
)  # fmt: skip


@dataclass(frozen=True)
class Sister:
    """Another doubt with the same answer; `same_account`: it comes from the same account of the same creditor."""

    doubt: Doubt
    same_account: bool

    def counterpart(self, candidate: Candidate | None) -> Candidate | None:
        """The same person among this doubt's candidates."""
        if candidate is None:
            return None
        return next(other for other in self.doubt.candidates if key_of(other) == key_of(candidate))


def sisters_of(user: User, doubt: Doubt, look: Look) -> list[Sister]:
    """The doubts inside this person's walls to which the same answer belongs, oldest first; two queries, logged.

    The same people must be in question, with the same agreements each, and the signal must come from the same account or
    tell of its person in the same words. Anything less is a question of its own.
    """
    residents = {c.resident_id for c in doubt.candidates if c.resident_id}
    numbers = {key.removeprefix("bsn:") for key in map(key_of, doubt.candidates) if key.startswith("bsn:")}
    about = Candidate.objects.filter(
        Q(resident__in=residents) | Q(resident__bsn__in=numbers) | Q(person__bsn__in=sorted(numbers))
    )
    others = with_people(waiting_links(user).filter(pk__in=about.values("link"))).exclude(pk=doubt.link.pk)
    found = []
    for link in others.order_by("signal__on", "pk"):
        other = Doubt(link, tuple(link.candidates.all()))
        account, written = _same_account(doubt.link, link), _written(doubt.link) == _written(link)
        if _evidence(other) == _evidence(doubt) and (account or written):
            found.append(Sister(other, account))
    record_look(look, [f"signal:{sister.doubt.link.signal_id}" for sister in found])
    return found


def _evidence(doubt: Doubt) -> frozenset[tuple[str, frozenset[tuple[str, str]]]]:
    return frozenset(
        (
            key_of(candidate),
            frozenset((r["field"], r["agreement"]) for r in candidate.reasons if r["field"] != _OF_THE_ACCOUNT),
        )
        for candidate in doubt.candidates
    )


def _same_account(one: Link, other: Link) -> bool:
    """Whether both come from one account of one creditor, whose number must be known."""
    numbers = [link.signal.customer_number.strip().upper() for link in (one, other)]
    return bool(numbers[0]) and numbers[0] == numbers[1] and one.signal.partner_id == other.signal.partner_id


def _written(link: Link) -> tuple[str, ...]:
    """How a signal tells of its person, without regard to spaces and capitals."""
    return tuple("".join(str(getattr(link.signal, name) or "").split()).casefold() for name in _WRITTEN)
