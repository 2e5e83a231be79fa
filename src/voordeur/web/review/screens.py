"""The queue of doubtful links, one doubt side by side, the decision and its undoing."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voordeur import stream
from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.match import queries as match

NOBODY = "none"


@needs(Ability.REVIEW_LINKS)
def review(request: HttpRequest) -> HttpResponse:
    """What waits for a person's judgement, and what was decided last."""
    user, look = _who(request)
    page, doubts = match.review_queue(user, look, page=request.GET.get("page", "1"))
    rows = [
        {"doubt": doubt, "why": match.explain(doubt.best.reasons) if doubt.best else "", "more": len(doubt.candidates) - 1}
        for doubt in doubts
    ]
    return render(request, "review/queue.html", {"page": page, "rows": rows, "decided": match.decided_lately(user, look)})


@needs(Ability.REVIEW_LINKS)
def doubt(request: HttpRequest, link: int) -> HttpResponse:
    """One signal beside everybody whom it may be about."""
    user, look = _who(request)
    found = _doubt(user, link, look)
    context = {
        "link": found.link,
        "comparisons": match.side_by_side(found.link, found.candidates),
        "waiting": found.link.verdict == "review",
        "later": match.next_doubt(user, found.link),
        "left": match.review_count(user),
        "decided": match.decided_lately(user, look, limit=1),
    }
    return render(request, "review/doubt.html", context)


@require_POST
@needs(Ability.REVIEW_LINKS)
def decide(request: HttpRequest, link: int) -> HttpResponse:
    """The same person as a candidate, or nobody of these; then the next doubt."""
    user, look = _who(request)
    found = _doubt(user, link, look)
    chosen = request.POST.get("candidate", "")
    same_as = next((candidate for candidate in found.candidates if str(candidate.pk) == chosen), None)
    if same_as is None and chosen != NOBODY:
        raise Http404
    stream.decide_link(found.link, same_as=same_as, by=user, today=today())
    messages.success(request, _("Onthouden: dezelfde persoon.") if same_as else _("Onthouden: iemand anders."))
    later = match.next_doubt(user, found.link)
    return redirect("review_doubt", later) if later else redirect("review")


@require_POST
@needs(Ability.REVIEW_LINKS)
def undo(request: HttpRequest, link: int) -> HttpResponse:
    """Take a link apart; the signal is in doubt again."""
    user, look = _who(request)
    found = _doubt(user, link, look)
    stream.undo_link(found.link, by=user, today=today())
    messages.info(request, _("Teruggedraaid. Dit signaal wacht weer op een besluit."))
    return redirect("review_doubt", found.link.pk)


def _who(request: HttpRequest) -> tuple[User, Look]:
    return cast(User, request.user), Look.of(request, Purpose.FIND_PERSON)


def _doubt(user: User, link: int, look: Look) -> match.Doubt:
    found = match.doubt_of(user, link, look)
    if found is None:
        raise Http404
    return found
