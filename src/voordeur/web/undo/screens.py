"""Find any signal's link, and take it apart: what will happen and what left is told first."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from voordeur import breach, stream
from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import BreachNote
from voordeur.record.queries import parameter
from voordeur.shell.clock import today
from voordeur.stages.match.queries import explain
from voordeur.stages.match.queries.joined import find_links, joined, link_within, same_account
from voordeur.web.breach.page import names_for
from voordeur.web.breach.words import lines
from voordeur.web.find.asked import read
from voordeur.web.undo.forms import AlongForm


@require_safe
@needs(Ability.REVIEW_LINKS)
def find(request: HttpRequest) -> HttpResponse:
    """Any signal, by name, customer number or delivered address; also one that never became a case."""
    asked = read(request.GET.get("q", ""))
    words = asked.words or ((asked.phone,) if asked.phone else ())
    if asked.phone:  # six digits or more: here that is a customer number
        words = (request.GET["q"].strip(),)
    look = Look.of(request, Purpose.FIND_PERSON)
    found = find_links(cast(User, request.user), look, words=words, postcode=asked.postcode, number=asked.number)
    split = {one.signal for one in joined([link.pk for link in found])}
    context = {"rows": [(link, link.signal_id in split) for link in found], "asked": asked, "q": request.GET.get("q", "")}
    return render(request, "undo/find.html", context)


@needs(Ability.REVIEW_LINKS)
def undo(request: HttpRequest, link: int) -> HttpResponse:
    """What the link joins, what left under it, and what undoing does; sent: it is taken apart."""
    user = cast(User, request.user)
    found = link_within(user, link, Look.of(request, Purpose.FIND_PERSON))
    if found is None:
        raise Http404
    form = AlongForm(request.POST if request.method == "POST" else None, account=same_account(user, found))
    if form.is_valid():
        tell(request, stream.undo_link(found, by=user, today=today(), along=form.chosen()))
        return redirect("review_doubt", found.pk)
    left = breach.left_under([found.pk], by=user)
    told = lines(left, names_for(left, [found.resident]))
    context = {
        "link": found,
        "why": explain(found.reasons),
        "joins": bool(joined([found.pk])),
        "hours": parameter("breach_report_hours", organisation=user.organisation, on=today()),
        "form": form,
        "outside": [line for line in told if line.outside],
        "inside": [line for line in told if not line.outside],
    }
    return render(request, "undo/undo.html", context)


def tell(request: HttpRequest, note: BreachNote | None) -> None:
    """Say what was done, and that a breach note is open now, and until when."""
    if note is None:
        messages.info(request, _("Teruggedraaid. Dit signaal wacht weer op een besluit."))
        return
    until = timezone.localtime(note.report_by)
    messages.success(
        request,
        _("Losgemaakt. Dit signaal wacht weer op een besluit. Datalek %(n)s staat open bij de privacy officer, tot %(until)s.")
        % {"n": note.pk, "until": until.strftime("%d-%m %H:%M")},
    )
