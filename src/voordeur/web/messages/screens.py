"""Send what is due, see how it fared and exactly what went out, decide what nobody else can."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from voordeur import stream
from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import now, today
from voordeur.stages.reach.actions.senders import PostRefusedError
from voordeur.stages.reach.actions.sending import decide as settle
from voordeur.stages.reach.actions.sending import send_letters
from voordeur.stages.reach.queries.messages import WAYS, letter_of, messages_of, named, shown
from voordeur.stages.reach.queries.printing import batches, due_cases
from voordeur.web.messages.page import standing_of

_A_PAGE = 30


@require_safe
@needs(Ability.PRINT)
def overview(request: HttpRequest) -> HttpResponse:
    """Everything that was sent or waits, newest first; with ``?te=doen`` only what a person must look at."""
    user = cast(User, request.user)
    only = request.GET.get("te") == "doen"
    page = Paginator(messages_of(user, for_a_person=only), _A_PAGE).get_page(request.GET.get("page"))
    rows = named(page.object_list, Look.of(request, Purpose.PRINT))
    context = {"page": page, "rows": [standing_of(message) for message in rows], "only": only}
    return render(request, "messages/overview.html", context)


@require_POST
@needs(Ability.PRINT)
def send(request: HttpRequest) -> HttpResponse:
    """Make the messages of everybody who is due on a channel, or of the chosen cases; the worker hands them over."""
    user, channel = cast(User, request.user), request.POST.get("channel", "")
    if channel not in WAYS:
        raise Http404
    only = None if "all" in request.POST else {int(pk) for pk in request.POST.getlist("case") if pk.isdecimal()}
    cases = due_cases(user, channel=channel, today=today(), only=only)
    try:
        made = stream.send_messages(organisation=user.organisation, channel=channel, cases=cases, by=user, now=now()).made
    except PostRefusedError as error:
        messages.error(request, _("Er is niets verstuurd.") + f" {error.sentence}")
        return redirect("post")
    if not made:
        messages.info(request, _("Er is niets gekozen, of het is al verstuurd."))
        return redirect("post")
    said = ngettext("%(n)s bericht staat klaar en gaat vanzelf.", "%(n)s berichten staan klaar en gaan vanzelf.", len(made))
    messages.success(request, said % {"n": len(made)})
    return redirect("messages")


@require_safe
@needs(Ability.PRINT)
def sent_message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message exactly as it went out, and how it fared; logged as a look at the household."""
    message = get_object_or_404(messages_of(cast(User, request.user)), pk=pk)
    content = shown(message, Look.of(request, Purpose.PRINT))
    return render(request, "messages/one.html", {"one": standing_of(message), "content": content})


@require_POST
@needs(Ability.PRINT)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of a message, or what is to become of it."""
    user = cast(User, request.user)
    message = get_object_or_404(messages_of(user), pk=pk)
    try:
        settle(message, request.POST.get("decision", ""), by=user, now=now())
    except ValueError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Vastgelegd."))
    return redirect("sent_message", pk=pk)


@require_safe
@needs(Ability.PRINT)
def sent_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of one letter as its carrier got it; logged."""
    message = get_object_or_404(messages_of(cast(User, request.user)), pk=pk)
    pdf = letter_of(message, Look.of(request, Purpose.PRINT))
    if pdf is None:
        raise Http404
    name = f"brief-{message.due_on.isoformat()}-{message.pk}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_POST
@needs(Ability.PRINT)
def send_batch(request: HttpRequest, batch: int) -> HttpResponse:
    """Let a carrier print and post the letters of one print file."""
    user = cast(User, request.user)
    held = get_object_or_404(batches(user), pk=batch)
    try:
        number = send_letters(held, by=user, now=now())
    except PostRefusedError as error:
        messages.error(request, _("Er is niets verstuurd.") + f" {error.sentence}")
    else:
        said = ngettext("%(n)s brief gaat naar de bezorger.", "%(n)s brieven gaan naar de bezorger.", number) % {"n": number}
        messages.success(request, said if number else _("Deze brieven zijn al bij de bezorger."))
    return redirect("post")
