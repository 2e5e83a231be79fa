"""What a sample of one month is drawn from: every linked signal with what the machine made of it, before people came to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from voordeur.accounts.models import Municipality, Organisation
from voordeur.stages.match.models import Candidate, Decision, Link, LinkVerdict
from voordeur.stages.match.rules.estimate import NEW, REVIEW, band


@dataclass(frozen=True)
class Drawable:
    """A signal as the machine left it. `linked`: to whom by itself. `told`: what a person said in the ordinary work since.

    `told` True: somebody of those shown (for a link that was taken apart: no, it was not that person).
    """

    signal: int
    link: int
    stratum: str
    resident: int
    linked: int | None = None
    told: bool | None = None


def frame(organisation: Organisation, municipality: Municipality | None, month: date) -> list[Drawable]:
    """Every linked signal of a month, of one municipality or of all; three queries, no personal data.

    Left out: forgotten signals, and doubts about somebody of another municipality, whom those who judge may not see.
    """
    here = Q(signal__organisation=organisation) & (Q(household__municipality=municipality) if municipality else Q())
    links = Link.objects.filter(here, signal__month=month, signal__forgotten_on=None)
    if municipality:
        elsewhere = Candidate.objects.exclude(resident=None).exclude(resident__household__municipality=municipality)
        links = links.exclude(pk__in=elsewhere.values("link"))
    rows = links.order_by("signal_id").values_list("signal_id", "pk", "verdict", "score", "resident_id")
    judged = _judgements(links)
    return [_as_left(*row, judgements=judged.get(row[0], [])) for row in rows]


@dataclass(frozen=True)
class _Judgement:
    answer: str
    before: int
    score: float


def _judgements(links: QuerySet[Link]) -> dict[int, list[_Judgement]]:
    found: dict[int, list[_Judgement]] = {}
    rows = Decision.objects.filter(signal__in=links.values("signal")).order_by("pk")
    for signal, answer, before, score in rows.values_list("signal_id", "answer", "before_id", "score"):
        found.setdefault(signal, []).append(_Judgement(answer, before, score))
    return found


def _as_left(signal: int, link: int, verdict: str, score: float, resident: int, *, judgements: list[_Judgement]) -> Drawable:
    """What the machine had made of it: a link that people took apart had been made by itself, any other judgement was a doubt."""
    if judgements and judgements[0].answer == "undo":
        undone = judgements[0]
        put_back = judgements[-1].answer == "same"
        return Drawable(signal, link, band(undone.score), resident, undone.before, None if put_back else False)
    if judgements:
        said = {"same": True, "different": False}.get(judgements[-1].answer)
        return Drawable(signal, link, REVIEW, resident, told=said)
    if verdict == LinkVerdict.AUTO:
        return Drawable(signal, link, band(score), resident, resident)
    return Drawable(signal, link, REVIEW if verdict == LinkVerdict.REVIEW else NEW, resident)
