"""The screens of answer: what each partner may hear, in files that it takes itself or that the desk sends."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from voordeur.accounts.models import OrganisationKind, User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.shell.sheets import csv_bytes, xlsx_bytes
from voordeur.stages.answer.actions import make_file, note_fetched
from voordeur.stages.answer.queries import COLUMNS, files, partners, rows_of

_A_PAGE = 25
_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@require_safe
@needs(Ability.FETCH_ANSWERS)
def show(request: HttpRequest) -> HttpResponse:
    """New answers per partner, and the files made so far."""
    user = cast(User, request.user)
    context = {
        "partners": partners(user),
        "page": Paginator(files(user), _A_PAGE).get_page(request.GET.get("page")),
        "own": user.organisation.kind == OrganisationKind.PARTNER,
    }
    return render(request, "answer/answers.html", context)


@require_POST
@needs(Ability.FETCH_ANSWERS)
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Bundle a partner's new answers into a file."""
    user = cast(User, request.user)
    file = make_file(partner=get_object_or_404(partners(user), pk=pk), today=today(), by=user)
    if file is None:
        messages.info(request, _("Er zijn geen nieuwe antwoorden."))
    else:
        count = file.answers.count()
        said = ngettext("Het bestand is klaar: %(n)s antwoord.", "Het bestand is klaar: %(n)s antwoorden.", count)
        messages.success(request, said % {"n": count})
    return redirect("answers")


@require_safe
@needs(Ability.FETCH_ANSWERS)
def download(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """One answer file as CSV or XLSX, made from its rows; logged as a look at everybody in it."""
    user = cast(User, request.user)
    file = get_object_or_404(files(user), pk=pk)
    rows = rows_of(file, Look.of(request, Purpose.ANSWER))
    note_fetched(file, by=user)
    content = csv_bytes(COLUMNS, rows) if suffix == "csv" else xlsx_bytes("Terugkoppeling", COLUMNS, rows, on=file.on)
    answer = HttpResponse(content, content_type=_TYPES[suffix])
    name = f"terugkoppeling-{file.partner.code}-{file.on.isoformat()}-{file.pk}.{suffix}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
