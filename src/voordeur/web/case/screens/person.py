"""One of the people of a household: who acts for them, living apart, what to mind; and their own page on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from voordeur import people
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case
from voordeur.shell.clock import today
from voordeur.web.case import forms
from voordeur.web.case.one_person import person_page
from voordeur.web.case.screens.asking import Asked, Question, ask, open_case_or_404
from voordeur.web.case.screens.page import case_or_404

MARKS = Question(_("Waar let u op?"), _("Het staat overal waar iemand deze persoon kan spreken."), _("Bewaren"), _("Bewaard."))
APART = Question(
    _("Een eigen zaak"),
    _("Deze persoon krijgt een eigen zaak, adres en stem. De ander ziet en hoort er niets van. Zo blijft het."),
    _("Eigen zaak maken"),
    _("Deze persoon heeft een eigen zaak."),
)
REPRESENTATIVE = Question(
    _("Wie handelt er voor deze persoon?"),
    _("Bij een bewindvoerder of curator benadert niemand de bewoner meer; contact met die persoon telt als bereikt."),
    _("Bewaren"),
    _("Bewaard."),
)


def _one(request: HttpRequest, pk: int, resident: int) -> Asked:
    asked = open_case_or_404(request, pk)
    if all(person.resident.pk != resident for person in asked.people):
        raise Http404
    return asked


@needs(Ability.WORK_CASES)
def marks(request: HttpRequest, pk: int, resident: int) -> HttpResponse:
    """Another address that must not be named; a business of one's own."""
    asked = _one(request, pk, resident)
    who = asked.resident(resident)
    held = {"silent_address": who.silent_address, "entrepreneur": who.entrepreneur}
    form = forms.MarksForm(asked.data, initial=held)
    return ask(asked, form, MARKS, lambda: people.note_of(who, **form.cleaned_data, today=today()), about=who)


@needs(Ability.WORK_CASES)
def apart(request: HttpRequest, pk: int, resident: int) -> HttpResponse:
    """Give this person a case of their own; afterwards it is theirs that is shown."""
    asked = _one(request, pk, resident)
    who = asked.resident(resident)
    form = forms.ApartForm(asked.data)
    answer = ask(asked, form, APART, lambda: people.live_apart(who, reason=form.cleaned_data["reason"], today=today()), about=who)
    if answer.status_code == 302:
        own = Case.objects.filter(household__residents=who, closed_on=None).first()
        return redirect("case", own.pk if own else pk)
    return answer


@needs(Ability.WORK_CASES)
def representative(request: HttpRequest, pk: int, resident: int) -> HttpResponse:
    """Who acts for this person."""
    asked = _one(request, pk, resident)
    who = asked.resident(resident)
    form = forms.RepresentativeForm(asked.data, today=today())

    def record() -> None:
        people.represent(who, acting=form.acting(), since=form.cleaned_data["since"], by=asked.user, today=today())

    return ask(asked, form, REPRESENTATIVE, record, about=who)


@require_POST
@needs(Ability.WORK_CASES)
def representative_ended(request: HttpRequest, pk: int, resident: int) -> HttpResponse:
    """The person acts for themselves again."""
    asked = _one(request, pk, resident)
    people.represent_no_more(asked.resident(resident), by=asked.user, today=today())
    messages.success(request, _("Deze persoon handelt weer zelf."))
    return redirect("case", pk)


@require_safe
@needs(Ability.SEE_CASES)
def on_paper(request: HttpRequest, pk: int, resident: int) -> HttpResponse:
    """Everything about this one person, to print or read along: nothing of anybody else in the house (P04)."""
    case = case_or_404(request, pk)
    page = person_page(case, resident, Look.of(request, Purpose.OFFER_HELP), today=today())
    if page is None:
        raise Http404
    return render(request, "case/one_person.html", {"page": page, "case": case})
