"""What was sent, shown as it was."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.stages.reach.queries.pieces import pieces, sent_piece


@require_safe
@needs(Ability.SEE_CASES)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter or card, in the browser; logged as a look at the household. Gone once its file is forgotten."""
    piece = get_object_or_404(pieces(cast(User, request.user)), pk=pk)
    shown = sent_piece(piece, Look.of(request, Purpose.OFFER_HELP))
    if shown is None:
        raise Http404
    answer = HttpResponse(shown.content, content_type=shown.content_type)
    answer["Content-Disposition"] = f'inline; filename="{shown.name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
