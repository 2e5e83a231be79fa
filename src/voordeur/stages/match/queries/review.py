"""What waits for a person's judgement, and what was judged: inside the walls, logged, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Max, Prefetch, QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.stages.match.models import Candidate, Decision, Link, LinkVerdict


@dataclass(frozen=True)
class Doubt:
    """A link with its candidates, likeliest first."""

    link: Link
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate | None:
        """The likeliest candidate; forgotten ones are gone."""
        return self.candidates[0] if self.candidates else None


def person_key(bsn: str, resident: int | None) -> str:
    """One key for one person, whether the register told of them or the record."""
    return f"bsn:{bsn}" if bsn else f"resident:{resident}"


def key_of(candidate: Candidate) -> str:
    """Who a candidate is."""
    known = candidate.resident.bsn if candidate.resident else ""
    return person_key(str(candidate.person.get("bsn") or known), candidate.resident_id)


def doubts_of(user: User, links: Collection[int], look: Look) -> list[Doubt]:
    """These doubts in this order, with their people; two queries. What lies beyond the walls or waits no more is left out."""
    found = with_people(waiting_links(user).filter(pk__in=links)).in_bulk()
    doubts = [_doubt(found[pk]) for pk in links if pk in found]
    record_look(look, [f"signal:{doubt.link.signal_id}" for doubt in doubts])
    return doubts


def review_count(user: User) -> int:
    """How many doubts wait inside this person's walls."""
    return waiting_links(user).count()


def doubt_of(user: User, link: int, look: Look) -> Doubt | None:
    """One link, doubtful or decided, with its candidates; None outside this person's walls."""
    found = with_people(_within(user)).filter(pk=link, signal__forgotten_on=None).first()
    if found is None:
        return None
    doubt = _doubt(found)
    people = [f"resident:{c.resident_id}" for c in doubt.candidates if c.resident_id]
    record_look(look, [f"signal:{found.signal_id}", f"resident:{found.resident_id}", *people])
    return doubt


def decided_lately(user: User, look: Look, *, limit: int = 10) -> list[Link]:
    """The links that people decided last, so that undoing stays in sight."""
    links = _within(user).filter(verdict=LinkVerdict.HUMAN, signal__forgotten_on=None)
    latest = links.annotate(decided=Max("signal__decisions")).order_by("-decided")
    found: list[Link] = list(latest.select_related("resident", "signal__partner")[:limit])
    record_look(look, [f"resident:{link.resident_id}" for link in found])
    return found


def decided_last_by(user: User, look: Look) -> list[Link]:
    """What this person decided last, with what the same answer decided along; nothing once that was taken back."""
    last = Decision.objects.filter(by=user).order_by("-pk").values_list("pk", "along_with_id", "answer").first()
    if last is None or last[2] == "undo":
        return []
    first = last[1] or last[0]
    links = _within(user).filter(verdict=LinkVerdict.HUMAN, signal__forgotten_on=None)
    group = links.filter(signal__decisions__pk=first) | links.filter(signal__decisions__along_with=first)
    found = list(group.distinct().select_related("resident", "signal__partner").order_by("pk"))
    record_look(look, [f"resident:{link.resident_id}" for link in found])
    return found


def waiting_links(user: User) -> QuerySet[Link]:
    """The links in review inside somebody's walls, in no order; for this room's other queries."""
    return _within(user).filter(verdict=LinkVerdict.REVIEW, signal__forgotten_on=None)


def with_people(links: QuerySet[Link]) -> QuerySet[Link]:
    """Links with all that a doubt shows; for this room's other queries."""
    candidates = Candidate.objects.order_by("-score", "pk").select_related("resident__household")
    return links.select_related("signal__partner", "resident__household", "household__municipality").prefetch_related(
        Prefetch("candidates", queryset=candidates)
    )


def _within(user: User) -> QuerySet[Link]:
    """The links inside somebody's walls; not those where a candidate lives beyond them, whom they could not judge."""
    mine = within(user, organisation="resident__household__organisation", municipality="resident__household__municipality")
    beyond = Candidate.objects.exclude(resident=None).exclude(mine).values("link")
    links = Link.objects.filter(within(user, organisation="signal__organisation", municipality="household__municipality"))
    return links.exclude(pk__in=beyond)


def _doubt(link: Link) -> Doubt:
    return Doubt(link, tuple(link.candidates.all()))
