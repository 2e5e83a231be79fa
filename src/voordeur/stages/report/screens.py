"""The screens of report: a month that reads as a short text, and its figures as a file."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from voordeur.accounts.models import Municipality, User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.shell.clock import today
from voordeur.shell.sheets import csv_bytes, xlsx_bytes
from voordeur.stages.report.queries.drawing import svg
from voordeur.stages.report.queries.month import Month, Table, months_of, municipalities_of, read_month, rows_of
from voordeur.stages.report.rules.chart import Bar, Words, spec
from voordeur.templatetags.shell import low

_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_COLUMNS = ("maand", "gemeente", "partner", "maat", "eenheid", "aantal")


@require_safe
@needs(Ability.REPORT)
def show(request: HttpRequest) -> HttpResponse:
    """One month: a few sentences, one chart, the tables behind it, what to keep in mind."""
    user = cast(User, request.user)
    months = months_of(user)
    if not months:
        return render(request, "report/figures.html", {"months": []})
    month = _month(request.GET.get("maand", ""), months)
    towns = municipalities_of(user)
    read = read_month(user, month=month, municipality=_town(request.GET.get("gemeente", ""), towns), today=today())
    context = {"months": months, "towns": towns, "read": read, "chart": _chart(read), "trend": _trend(read)}
    return render(request, "report/figures.html", context)


@require_safe
@needs(Ability.REPORT)
def download(request: HttpRequest, suffix: str) -> HttpResponse:
    """Every figure of one month as CSV or XLSX."""
    user = cast(User, request.user)
    months = months_of(user)
    if not months:
        raise Http404
    month = _month(request.GET.get("maand", ""), months)
    rows = rows_of(user, month=month, today=today())
    content = csv_bytes(_COLUMNS, rows) if suffix == "csv" else xlsx_bytes("Cijfers", _COLUMNS, rows, on=month)
    answer = HttpResponse(content, content_type=_TYPES[suffix])
    answer["Content-Disposition"] = f'attachment; filename="cijfers-{month:%Y-%m}.{suffix}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _month(wanted: str, months: list[date]) -> date:
    """The wanted month ("2026-10") where it was counted, else the newest. Raises Http404 for a month that was not."""
    if not wanted:
        return months[0]
    found = next((month for month in months if f"{month:%Y-%m}" == wanted), None)
    if found is None:
        raise Http404
    return found


def _town(wanted: str, towns: list[Municipality]) -> Municipality | None:
    if not wanted:
        return None
    found = next((town for town in towns if town.code == wanted), None)
    if found is None:
        raise Http404
    return found


def _chart(read: Month) -> str:
    # The year only where it begins, so that twelve labels fit side by side.
    first = read.trend[0][0] if read.trend else None
    patterns = ["M y" if month.month == 1 or month == first else "M" for month, _up, _not in read.trend]
    labels = [low(formats.date_format(each[0], pattern)) for each, pattern in zip(read.trend, patterns, strict=True)]
    bars = [Bar(label, up, not_up) for label, (_month, up, not_up) in zip(labels, read.trend, strict=True)]
    words = Words(_("Signalen per maand"), _("opgepakt"), _("niet opgepakt"))
    # Drawn by ourselves from counts and month names: nothing in it was written by anybody else.
    return mark_safe(svg(spec(bars, words)))  # noqa: S308


def _trend(read: Month) -> Table:
    """The chart's data as a table."""
    columns = ((_("Maand"), False), (_("Opgepakt"), True), (_("Niet opgepakt"), True))
    rows: list[list[str | Promise]] = [
        [formats.date_format(month, "F Y"), *("–" if count is None else str(count) for count in counts)]
        for month, *counts in read.trend
    ]
    return Table(_("Signalen per maand, in cijfers"), columns, rows)
