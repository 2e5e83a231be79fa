"""The register of breaches, one breach, what is decided about it, and its list to print or take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from voordeur.accounts.models import User
from voordeur.privacy import breach
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import BreachNote, BreachState
from voordeur.privacy.queries import breaches
from voordeur.shell.clock import today
from voordeur.shell.sheets import csv_bytes, xlsx_bytes
from voordeur.web.breach.forms import REPORTED, DecisionForm, RemarkForm, ToldForm
from voordeur.web.breach.page import BreachPage, breach_page, clocks
from voordeur.web.breach.words import GROUNDS

_PER_PAGE = 25
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs(Ability.HANDLE_BREACHES)
def register(request: HttpRequest) -> HttpResponse:
    """Every breach, those that wait for a decision first; no names."""
    page = Paginator(breaches(_officer(request)), _PER_PAGE).get_page(request.GET.get("page"))
    rows = [(note, clock, str(GROUNDS.get(note.ground, ""))) for note, clock in clocks(list(page.object_list))]
    return render(request, "breach/register.html", {"page": page, "rows": rows})


@require_safe
@needs(Ability.HANDLE_BREACHES)
def show(request: HttpRequest, note: int) -> HttpResponse:
    """One breach: what happened, what left, how long there still is, what was decided."""
    return _page(request, _found(request, note))


@require_POST
@needs(Ability.HANDLE_BREACHES)
def decide(request: HttpRequest, note: int) -> HttpResponse:
    """Reported, or not reported with the ground."""
    found = _found(request, note)
    outside, inside = _left(found)
    form = DecisionForm(request.POST, outside=outside, inside=inside, only_report=found.state != BreachState.OPEN)

    def perform() -> None:
        said = form.cleaned_data
        if said["decision"] == REPORTED:
            breach.report(found, by=_officer(request), text=said["text"])
        else:
            breach.leave_unreported(found, ground=said["decision"], by=_officer(request), text=said["text"])

    return _record(request, found, form, perform, gettext_lazy("Het besluit staat in het register."), "decision")


@require_POST
@needs(Ability.HANDLE_BREACHES)
def tell(request: HttpRequest, note: int) -> HttpResponse:
    """The people concerned were told."""
    found, form = _found(request, note), ToldForm(request.POST, today=today(), auto_id="told_%s")

    def perform() -> None:
        breach.tell_residents(found, on=form.cleaned_data["on"], by=_officer(request), text=form.cleaned_data["text"])

    return _record(request, found, form, perform, gettext_lazy("Vastgelegd dat de betrokkenen het weten."), "told")


@require_POST
@needs(Ability.HANDLE_BREACHES)
def remark(request: HttpRequest, note: int) -> HttpResponse:
    """Something to remember."""
    found, form = _found(request, note), RemarkForm(request.POST, auto_id="remark_%s")

    def perform() -> None:
        breach.remark(found, by=_officer(request), text=form.cleaned_data["text"])

    return _record(request, found, form, perform, gettext_lazy("Opgeschreven."), "remark")


@require_safe
@needs(Ability.HANDLE_BREACHES)
def sheet(request: HttpRequest, note: int, kind: str) -> HttpResponse:
    """What left, as a sheet to take along."""
    if kind not in {"csv", "xlsx"}:
        raise Http404
    found = _found(request, note)
    page = breach_page(found, Look.of(request, Purpose.SUPERVISE))
    header = [_("Wanneer"), _("Laatst"), _("Wat"), _("Door"), _("Aantal"), _("Naar buiten"), _("Verwijzing")]
    rows = [
        (_moment(one.first), _moment(one.last), one.what, one.by, one.times, _("ja") if one.outside else _("nee"), one.reference)
        for one in (*page.outside, *page.inside)
    ]
    name = f"datalek-{found.pk}.{kind}"
    if kind == "csv":
        answer = HttpResponse(csv_bytes(header, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(xlsx_bytes(_("Datalek"), header, rows, on=today()), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _moment(value: object) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")  # type: ignore[arg-type]


def _officer(request: HttpRequest) -> User:
    return cast(User, request.user)


def _found(request: HttpRequest, note: int) -> BreachNote:
    return get_object_or_404(breaches(_officer(request)), pk=note)


def _left(note: BreachNote) -> tuple[bool, bool]:
    seen = set(note.items.values_list("outside", flat=True))
    return True in seen, False in seen


def _record(
    request: HttpRequest, note: BreachNote, form: forms.Form, perform: Callable[[], None], done: str | Promise, name: str
) -> HttpResponse:
    if form.is_valid():
        try:
            perform()
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(done))
            return redirect("breach", note.pk)
    return _page(request, note, status=422, **{name: form})


def _page(request: HttpRequest, note: BreachNote, *, status: int = 200, **bound: forms.Form) -> HttpResponse:
    page: BreachPage = breach_page(note, Look.of(request, Purpose.SUPERVISE))
    undecided = note.state == BreachState.OPEN
    forms_ = {
        "decision": DecisionForm(outside=bool(page.outside), inside=bool(page.inside), only_report=not undecided),
        "told": ToldForm(today=today(), auto_id="told_%s"),
        "remark": RemarkForm(auto_id="remark_%s"),
    }
    return render(request, "breach/note.html", {"page": page, "note": note, **forms_, **bound}, status=status)
