"""The screens of the post."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from voordeur import stream
from voordeur.accounts.models import User
from voordeur.connections.brp import RegisterUnavailable, configured_register
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.record import files
from voordeur.shell.clock import today
from voordeur.stages.reach.actions.printing import PDF, WORD
from voordeur.stages.reach.actions.senders import PostRefusedError
from voordeur.stages.reach.queries.printing import CARD, LETTER, PRINTED, batch_file, batches, due_cases, due_post
from voordeur.stages.reach.queries.texts import has_word_template
from voordeur.web.messages.page import due_context

_NAMES = {LETTER: gettext_lazy("Brieven"), CARD: gettext_lazy("Kaartjes")}
_A_PAGE = 20
# Cases a file: 500 letters take half a gigabyte while they are set, and a minute is as long as anybody waits at a screen.
_A_FILE = 500


@require_safe
@needs(Ability.PRINT)
def show(request: HttpRequest) -> HttpResponse:
    """What is due, and the print files made so far."""
    user = cast(User, request.user)
    due = due_post(user, Look.of(request, Purpose.PRINT), today=today())
    page = Paginator(batches(user), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "due": [(_NAMES[post.channel], post) for post in due if post.total],
        "names": _NAMES,
        "word_for": LETTER if has_word_template(user.organisation) else "",
        "page": page,
        **due_context(request, page),
    }
    return render(request, "printing/post.html", context)


@require_POST
@needs(Ability.PRINT)
def make(request: HttpRequest) -> HttpResponse:
    """Make one print file of all that is due on a channel, or of the chosen cases."""
    user, channel = cast(User, request.user), request.POST.get("channel", "")
    if channel not in PRINTED:
        raise Http404
    only = None if {"all", "word"} & request.POST.keys() else {int(pk) for pk in request.POST.getlist("case") if pk.isdecimal()}
    cases = due_cases(user, channel=channel, today=today(), only=only)
    if not cases:
        messages.info(request, _("Er is niets gekozen, of het is al gemaakt."))
        return redirect("post")
    try:
        batch = stream.print_batch(
            organisation=user.organisation,
            channel=channel,
            cases=cases[:_A_FILE],
            by=user,
            today=today(),
            register=configured_register(),
            form=WORD if "word" in request.POST and channel == LETTER else PDF,
        )
    except (PostRefusedError, RegisterUnavailable) as error:
        messages.error(request, _("Er is niets gemaakt.") + f" {error.sentence}")
        return redirect("post")
    if batch is None:
        messages.warning(request, _("Er bleef niemand over om te schrijven. Op de zaken staat waarom."))
        return redirect("post")
    pieces = batch.pieces.count()
    said = ngettext("Het bestand is klaar: %(n)s stuk.", "Het bestand is klaar: %(n)s stuks.", pieces) % {"n": pieces}
    if (left := len(cases) - _A_FILE) > 0:
        said += " " + _("Een bestand is hoogstens %(most)s zaken; er wachten er nog %(left)s.") % {"most": _A_FILE, "left": left}
    messages.success(request, said)
    return redirect("post")


@require_safe
@needs(Ability.PRINT)
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF of one print file, in the browser; logged as a look at everybody in it."""
    batch = get_object_or_404(batches(cast(User, request.user)), pk=pk)
    if not batch.stored_as:
        raise Http404
    stored_as = batch_file(batch, Look.of(request, Purpose.PRINT))
    suffix, content_type = (".zip", "application/zip") if batch.form == WORD else (".pdf", "application/pdf")
    name = f"{'brieven' if batch.channel == LETTER else 'kaartjes'}-{batch.on.isoformat()}-{batch.pk}{suffix}"
    answer = FileResponse(files.open_file(stored_as), content_type=content_type, filename=name, as_attachment=batch.form == WORD)
    answer["Cache-Control"] = "private, no-store"
    return answer
