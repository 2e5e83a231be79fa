"""What waits for a person's judgement, and what was judged: inside the walls, logged, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case
from voordeur.stages.match.models import Candidate, Link, LinkVerdict

PER_PAGE = 25


@dataclass(frozen=True)
class Doubt:
    """A link with its candidates, likeliest first."""

    link: Link
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate | None:
        """The likeliest candidate; forgotten ones are gone."""
        return self.candidates[0] if self.candidates else None


def review_queue(user: User, look: Look, *, page: str | int = 1) -> tuple[Page[Link], list[Doubt]]:
    """The doubts inside this person's walls. First those that would join an open case, then by amount: what would change most."""
    waiting = _within(user).filter(verdict=LinkVerdict.REVIEW, signal__forgotten_on=None)
    # A doubt about somebody with an open case would change that case.
    working = Case.objects.filter(closed_on=None).values("household")
    meant = Candidate.objects.filter(link=OuterRef("pk"), resident__household__in=working)
    queue = waiting.annotate(joins=Exists(meant)).order_by("-joins", "-signal__amount_cents", "pk")
    shown = Paginator(_with_people(queue), PER_PAGE).get_page(page)
    doubts = [_doubt(link) for link in shown.object_list]
    record_look(look, [f"signal:{doubt.link.signal_id}" for doubt in doubts])
    return shown, doubts


def review_count(user: User) -> int:
    """How many doubts wait inside this person's walls."""
    return _within(user).filter(verdict=LinkVerdict.REVIEW, signal__forgotten_on=None).count()


def doubt_of(user: User, link: int, look: Look) -> Doubt | None:
    """One link, doubtful or decided, with its candidates; None outside this person's walls."""
    found = _with_people(_within(user)).filter(pk=link, signal__forgotten_on=None).first()
    if found is None:
        return None
    doubt = _doubt(found)
    people = [f"resident:{c.resident_id}" for c in doubt.candidates if c.resident_id]
    record_look(look, [f"signal:{found.signal_id}", f"resident:{found.resident_id}", *people])
    return doubt


def next_doubt(user: User, after: Link) -> int | None:
    """The link id of the next doubt in the queue, by amount; None when this was the last."""
    waiting = _within(user).filter(verdict=LinkVerdict.REVIEW, signal__forgotten_on=None).exclude(pk=after.pk)
    ids = waiting.order_by("-signal__amount_cents", "pk").values_list("pk", flat=True)
    return ids.filter(signal__amount_cents__lte=after.signal.amount_cents).first() or ids.first()


def decided_lately(user: User, look: Look, *, limit: int = 10) -> list[Link]:
    """The links that people decided last, so that undoing stays in sight."""
    links = _within(user).filter(verdict=LinkVerdict.HUMAN, signal__forgotten_on=None)
    latest = links.annotate(decided=Max("signal__decisions")).order_by("-decided")
    found: list[Link] = list(latest.select_related("resident", "signal__partner")[:limit])
    record_look(look, [f"resident:{link.resident_id}" for link in found])
    return found


def _within(user: User) -> QuerySet[Link]:
    """The links inside somebody's walls; not those where a candidate lives beyond them, whom they could not judge."""
    mine = within(user, organisation="resident__household__organisation", municipality="resident__household__municipality")
    beyond = Candidate.objects.exclude(resident=None).exclude(mine).values("link")
    links = Link.objects.filter(within(user, organisation="signal__organisation", municipality="household__municipality"))
    return links.exclude(pk__in=beyond)


def _with_people(links: QuerySet[Link]) -> QuerySet[Link]:
    candidates = Candidate.objects.order_by("-score", "pk").select_related("resident__household")
    return links.select_related("signal__partner", "resident", "household__municipality").prefetch_related(
        Prefetch("candidates", queryset=candidates)
    )


def _doubt(link: Link) -> Doubt:
    return Doubt(link, tuple(link.candidates.all()))


def reasons_of(signals: list[int], look: Look) -> dict[int, list[dict[str, Any]]]:
    """Why each of these signals is linked to whom it is, by signal id; see `words.explain`. The caller scopes the signals."""
    rows = dict(Link.objects.filter(signal__in=signals).values_list("signal_id", "reasons"))
    record_look(look, [f"signal:{signal}" for signal in rows])
    return rows
