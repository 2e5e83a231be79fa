"""The queue of doubtful links, one doubt side by side, the decision and its undoing."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from voordeur import breach, stream
from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.match import queries as match
from voordeur.web.review.order import following, in_order
from voordeur.web.undo.screens import tell

NOBODY = "none"
PER_PAGE = 25


@needs(Ability.REVIEW_LINKS)
def review(request: HttpRequest) -> HttpResponse:
    """What waits for a person's judgement, what would change most first, and what was decided last."""
    user, look = _who(request)
    page = Paginator(in_order(user), PER_PAGE).get_page(request.GET.get("page", "1"))
    places = {place.link: place for place in page.object_list}
    rows = [
        {
            "doubt": doubt,
            "place": places[doubt.link.pk],
            "stakes": places[doubt.link.pk].why(today()),
            "why": match.explain(doubt.best.reasons) if doubt.best else "",
            "more": len(doubt.candidates) - 1,
        }
        for doubt in match.doubts_of(user, list(places), look)
    ]
    return render(request, "review/queue.html", {"page": page, "rows": rows, "decided": match.decided_lately(user, look)})


@needs(Ability.REVIEW_LINKS)
def doubt(request: HttpRequest, link: int) -> HttpResponse:
    """One signal beside everybody whom it may be about; or, once linked, beside whom it is linked to, and why."""
    user, look = _who(request)
    found = _doubt(user, link, look)
    waiting = found.link.verdict == "review"
    order = in_order(user)
    context = {
        "link": found.link,
        "comparisons": match.side_by_side(found.link, found.candidates) if waiting else match.linked_side(found.link),
        "waiting": waiting,
        "asked": match.why_asked([(one.score, one.reasons) for one in found.candidates]) if waiting else "",
        "stakes": next((place.why(today()) for place in order if place.link == link), []),
        "sisters": match.sisters_of(user, found, look) if waiting else [],
        "later": following(order, link),
        "left": len(order),
        "decided": match.decided_last_by(user, look),
    }
    return render(request, "review/doubt.html", context)


@require_POST
@needs(Ability.REVIEW_LINKS)
def decide(request: HttpRequest, link: int) -> HttpResponse:
    """The same person as a candidate, or nobody of these; for its sisters too, where that was asked. Then the next doubt."""
    user, look = _who(request)
    found = _doubt(user, link, look)
    chosen = request.POST.get("candidate", "")
    same_as = next((candidate for candidate in found.candidates if str(candidate.pk) == chosen), None)
    if same_as is None and chosen != NOBODY:
        raise Http404
    wanted = set(request.POST.getlist("also"))
    also = [sister for sister in match.sisters_of(user, found, look) if str(sister.doubt.link.pk) in wanted] if wanted else []
    order = in_order(user)
    sisters = [(sister.doubt.link, sister.counterpart(same_as)) for sister in also]
    stream.decide_link(found.link, same_as=same_as, by=user, today=today(), sisters=sisters)
    messages.success(request, _told(same=same_as is not None, also=len(sisters)))
    later = following(order, link, settled=frozenset(sister.pk for sister, _candidate in sisters))
    return redirect("review_doubt", later) if later else redirect("review")


def _told(*, same: bool, also: int) -> str:
    said = _("Onthouden: dezelfde persoon.") if same else _("Onthouden: iemand anders.")
    if not also:
        return said
    return said + " " + ngettext("Ook voor %(n)d ander signaal.", "Ook voor %(n)d andere signalen.", also) % {"n": also}


@require_POST
@needs(Ability.REVIEW_LINKS)
def undo(request: HttpRequest, link: int) -> HttpResponse:
    """Take a link apart, and what the same answer decided along where that was asked; the signal is in doubt again."""
    user, look = _who(request)
    found = _doubt(user, link, look)
    wanted = set(request.POST.getlist("also"))
    decided = match.decided_last_by(user, look) if wanted else []
    also = [other for other in decided if str(other.pk) in wanted and other.pk != link]
    if breach.left_under([found.link.pk, *(one.pk for one in also)], by=user):
        return redirect("unlink", found.link.pk)  # what left under the link is told before it is taken apart
    tell(request, stream.undo_link(found.link, by=user, today=today(), along=also))
    return redirect("review_doubt", found.link.pk)


def _who(request: HttpRequest) -> tuple[User, Look]:
    return cast(User, request.user), Look.of(request, Purpose.FIND_PERSON)


def _doubt(user: User, link: int, look: Look) -> match.Doubt:
    found = match.doubt_of(user, link, look)
    if found is None:
        raise Http404
    return found
