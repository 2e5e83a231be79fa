"""Upload a file, try it, confirm how its columns are read, and deliver it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import IO, Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voordeur import stream
from voordeur.accounts.models import User
from voordeur.connections.brp import configured_register
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.record import files
from voordeur.record.models import Partner
from voordeur.shell.clock import today
from voordeur.stages.deliver.actions import Delivery, confirm_mapping
from voordeur.stages.deliver.actions.pending import drop_pending, keep_pending, try_mapping
from voordeur.stages.deliver.forget import forget_pending
from voordeur.stages.deliver.queries.uploading import PendingFile, pending_of
from voordeur.stages.deliver.rules.findings import Unreadable
from voordeur.stages.deliver.rules.mapping import FIELDS, MULTIPLE
from voordeur.stages.deliver.screens.words import FIELD_WORDS, cells, sentences
from voordeur.web.upload.forms import UploadForm
from voordeur.web.upload.trying import Trial, try_desk_file, try_file

# Above this a proposal is shown as sure, above the second as likely.
_SURE, _LIKELY = 0.8, 0.5


@needs(Ability.DELIVER)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file. It is tried at once; what cannot be read is said here, and nothing is kept of it."""
    form = UploadForm(request.POST or None, request.FILES or None, user=_user(request))
    if request.method == "POST" and form.is_valid():
        forget_pending(today=today())
        partner, file = form.cleaned_data["partner"], form.cleaned_data["file"]
        try:
            _try_for(partner, _user(request), file, None)
            pending = keep_pending(partner=partner, name=file.name, content=file, by=_user(request), at=timezone.now())
        except Unreadable as refusal:
            form.add_error("file", _says(refusal))
        else:
            return redirect("trial", pk=pending.pk)
    waiting = pending_of(_user(request)).order_by("-made_at")
    return render(request, "upload/upload.html", {"form": form, "waiting": waiting}, status=422 if form.errors else 200)


@needs(Ability.DELIVER)
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """What a delivery of this file would give, and how its columns are read; a POST tries another mapping."""
    pending = get_object_or_404(pending_of(_user(request)), pk=pk)
    problem = ""
    if request.method == "POST":
        columns, problem = _chosen(request, pending)
        if not problem:
            try_mapping(pending, columns=columns)
            return redirect("trial", pk=pk)
    return _show(request, pending, problem)


@needs(Ability.DELIVER)
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the mapping, and hand the file to the stream."""
    user = _user(request)
    pending = get_object_or_404(pending_of(user), pk=pk)
    columns, problem = _chosen(request, pending)
    if problem:
        return _show(request, pending, problem)
    try:
        with files.open_file(pending.stored_as) as content:
            delivery = _receive(request, pending, content, columns)
    except Unreadable as refusal:
        return _show(request, pending, _says(refusal))
    if delivery.received_at < pending.made_at:
        messages.info(request, _("Dit bestand is al eerder aangeleverd. Er is niets veranderd; hieronder staat die levering."))
    drop_pending(pending)
    return redirect("delivery", pk=delivery.pk)


def _receive(request: HttpRequest, pending: PendingFile, content: IO[bytes], columns: Mapping[str, str]) -> Delivery:
    user, partner = _user(request), pending.partner
    common: dict[str, Any] = {
        "name": pending.file_name,
        "content": content,
        "on": today(),
        "by": user,
        "register": configured_register(),
        "replaces": request.POST.get("replaces") == "1",
        "at_once": stream.LINES_IN_A_REQUEST,
    }
    if partner is None and "partner" not in columns.values():
        raise Unreadable("no_partner_column")
    confirm_mapping(partner=partner or user.organisation, columns=columns, by=user)
    return stream.receive(partner=partner or user.organisation, **common)


@needs(Ability.DELIVER)
@require_POST
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Not this file after all."""
    drop_pending(get_object_or_404(pending_of(_user(request)), pk=pk))
    messages.info(request, _("Het bestand is weggegooid. Er is niets aangeleverd."))
    return redirect("deliveries")


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _says(refusal: Unreadable) -> str:
    return refusal.says(get_language() or "nl")


def _try(pending: PendingFile, columns: dict[str, str] | None) -> Trial:
    with files.open_file(pending.stored_as) as content:
        return _try_for(pending.partner, pending.by, content, columns)


def _try_for(partner: Partner | None, user: User, content: IO[bytes], columns: Mapping[str, str] | None) -> Trial:
    """Without a partner it is a desk's file, of the organisation of who delivers it."""
    if partner is None:
        return try_desk_file(organisation=user.organisation, content=content, on=today(), columns=columns)
    return try_file(partner=partner, content=content, on=today(), columns=columns)


def _chosen(request: HttpRequest, pending: PendingFile) -> tuple[dict[str, str], str]:
    """The mapping on the page, column by column, and what is wrong with it ("" when nothing)."""
    names = _try(pending, None).opened.table.columns
    columns = {name: request.POST.get(f"c{place}", "") for place, name in enumerate(names)}
    for field, times in Counter(value for value in columns.values() if value).items():
        if field not in FIELDS:
            return columns, _("Kies voor elke kolom een veld uit de lijst.")
        if times > MULTIPLE.get(field, 1):
            said = _("“%(field)s” is bij meer dan één kolom gekozen. Kies er één en zet de andere op “niet gebruiken”.")
            return columns, said % {"field": FIELD_WORDS[field]}
    try:
        # A mapping that reads nothing must never be confirmed: it would stand for this partner's next file too.
        _try(pending, columns)
    except Unreadable as refusal:
        return columns, _says(refusal)
    return columns, ""


def _show(request: HttpRequest, pending: PendingFile, problem: str) -> HttpResponse:
    record_look(Look.of(request, Purpose.DELIVER), [f"pending:{pending.pk}"])
    try:
        result = _try(pending, pending.columns)
    except Unreadable as refusal:
        problem, pending.columns = _says(refusal), None
        result = _try(pending, None)
    advice = ""
    if pending.partner is None and "partner" not in result.opened.mapping.values():
        advice = _says(Unreadable("no_partner_column"))
    columns = result.opened.table.columns
    rows = [
        {
            "number": row.number,
            "cells": cells(columns, row.cells, [f.as_json() for f in row.findings]),
            "said": sentences(f.as_json() for f in row.findings),
        }
        for row in result.rows
    ]
    context = {
        "pending": pending,
        "trial": result,
        "problem": problem or advice,
        "columns": columns,
        "mapping": _mapping(result),
        "fields": FIELD_WORDS.items(),
        "rows": rows,
        "notices": sentences(n.as_json() for n in result.opened.notices),
        "more": result.refused - len(rows),
    }
    return render(request, "upload/trial.html", context, status=422 if problem else 200)


def _mapping(result: Trial) -> list[dict[str, Any]]:
    """The columns with what is chosen for each; the uncertain ones first, as those are the ones to look at."""
    found = [
        {
            "place": place,
            "name": proposal.column,
            "field": result.opened.mapping.get(proposal.column, ""),
            "samples": proposal.samples,
            "sure": "sure" if proposal.confidence >= _SURE else "likely" if proposal.confidence >= _LIKELY else "unsure",
            "confidence": proposal.confidence,
        }
        for place, proposal in enumerate(result.opened.proposal.columns)
    ]
    return found if result.confirmed else sorted(found, key=lambda row: cast(float, row["confidence"]))
