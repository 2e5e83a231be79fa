"""The privacy officer reads who looked at whom, and whether the log is whole."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.actions import examine_log
from voordeur.privacy.gate import needs
from voordeur.privacy.log import PURPOSES, Look, Purpose, examine_recent, record_look
from voordeur.privacy.queries import log_entries

PER_PAGE = 50


@needs(Ability.READ_LOG)
def log(request: HttpRequest) -> HttpResponse:
    """The log, filtered by subject, purpose, name and day; reading it is itself logged."""
    asked = {key: request.GET.get(key, "").strip() for key in ("subject", "purpose", "name", "since")}
    record_look(Look.of(request, Purpose.SUPERVISE), ["access-log"])
    entries = log_entries(
        cast(User, request.user),
        subject=asked["subject"],
        purpose=asked["purpose"],
        name=asked["name"],
        since=_day(asked["since"]),
    )
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"entry": entry, "purpose": PURPOSES.get(Purpose(entry.purpose), entry.purpose)} for entry in page]
    context = {"page": page, "rows": rows, "asked": asked, "purposes": PURPOSES.items(), "state": examine_recent()}
    return render(request, "privacy/log.html", context)


@require_POST
@needs(Ability.READ_LOG)
def examine(request: HttpRequest) -> HttpResponse:
    """Read the whole log again, from the first look on; the page then says when that was, and what was found."""
    examine_log()
    return redirect("privacy_log")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
