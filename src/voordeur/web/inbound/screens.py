"""Somebody contacts us: who is it, is it really them, what may be said, and what came of it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.record.models import Case, Resident
from voordeur.shell.clock import today
from voordeur.stages.reach.rules.vocabulary import Asked
from voordeur.stages.visit.rules.door import day_part
from voordeur.web.case.one_person import person_page
from voordeur.web.case.page import find_case
from voordeur.web.case.people import residents_of
from voordeur.web.case.steps import steps_of_case
from voordeur.web.inbound import passing
from voordeur.web.inbound.finding import known_of, search
from voordeur.web.inbound.forms import ASKED, IdentityForm, MomentForm
from voordeur.web.inbound.identity import NEEDED, FoundBy, Known, Question, is_right, questions
from voordeur.web.inbound.recording import RESULTS, Moment, ask_for, record_talk


@require_safe
@needs(Ability.WORK_CASES)
def find(request: HttpRequest) -> HttpResponse:
    """Who is it? A number, a code, a postcode with a house number, or a name; one that is found goes on at once."""
    typed = request.GET.get("q", "")
    passing.hang_up(request)
    result = search(cast(User, request.user), Look.of(request, Purpose.FIND_PERSON), typed)
    if result and len(result.found) == 1 and not result.more:
        return redirect(f"{reverse('inbound-who', args=[result.found[0].case.pk])}?op={result.by}")
    return render(request, "inbound/find.html", {"result": result, "q": typed})


@needs(Ability.WORK_CASES)
def identify(request: HttpRequest, pk: int) -> HttpResponse:
    """Two questions, of which only is shown whether the answers fit; then what may be said."""
    case, people = _case_and_people(request, pk)
    record_look(Look.of(request, Purpose.FIND_PERSON), [f"household:{case.household_id}"])
    by = request.GET.get("op", "")
    found_by = FoundBy(by) if by in set(FoundBy) else FoundBy.NAME
    resident = _chosen(request, people)
    if resident is None:
        return render(request, "inbound/who.html", {"case": case, "people": people, "found_by": found_by})
    known = known_of(resident)
    can = questions(known, found_by)
    form = IdentityForm(request.POST or None, questions=can)
    told = _compared(form, known) if form.is_bound and form.is_valid() else {}
    if sum(told.values()) >= NEEDED:
        passing.let_pass(request, case=case.pk, resident=resident.pk)
        return redirect("inbound-talk", case.pk)
    context = {
        "case": case,
        "resident": resident,
        "found_by": found_by,
        "form": form,
        "told": [(ASKED[question][0], right) for question, right in told.items()],
        "enough": len(can) >= NEEDED,
        "moment": MomentForm(today=today()),
    }
    return render(request, "inbound/identify.html", context, status=422 if form.is_bound else 200)


def _compared(form: IdentityForm, known: Known) -> dict[Question, bool]:
    return {question: is_right(question, answer, known) for question, answer in form.answers().items()}


@require_safe
@needs(Ability.WORK_CASES)
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be said to whom answered right: only what is about that person; and what came of the talk."""
    case, _people = _case_and_people(request, pk)
    resident = passing.passed(request, case.pk)
    if resident is None:
        return redirect("inbound-who", case.pk)
    look = Look.of(request, Purpose.OFFER_HELP)
    page = person_page(case, resident, look, today=today())
    if page is None:
        raise Http404
    context = {"case": case, "page": page, "steps": steps_of_case(case, look, today=today()), "form": MomentForm(today=today())}
    return render(request, "inbound/talk.html", context)


@require_POST
@needs(Ability.WORK_CASES)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what came of the talk. Sent twice it counts once: then the talk is over."""
    case, people = _case_and_people(request, pk)
    who, result = passing.passed(request, case.pk), request.POST.get("result", "")
    resident = next((one for one in people if one.pk == who), None)
    form = MomentForm(request.POST, today=today())
    if resident is None or result not in RESULTS:
        messages.info(request, _("Dit gesprek was al vastgelegd."))
        return redirect("inbound")
    if not form.is_valid():
        messages.error(request, _("Kies een dag die nog komt."))
        return redirect("inbound-talk", case.pk)
    moment = Moment(form.cleaned_data["on"], form.cleaned_data["day_part"])
    now = day_part(timezone.localtime().hour)
    by = cast(User, request.user)
    try:
        record_talk(
            case, resident=resident, result=result, moment=moment, now=now, by=by, on=today(), note=request.POST.get("note", "")
        )
    except ValueError as error:
        messages.error(request, str(error))
        return redirect("inbound-talk", case.pk)
    passing.hang_up(request)
    messages.success(request, str(RESULTS[result]))
    return redirect("case", case.pk)


@require_POST
@needs(Ability.WORK_CASES)
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers did not fit, or it is somebody else: nothing is told, and we call the number that we know."""
    case, people = _case_and_people(request, pk)
    form = MomentForm(request.POST, today=today())
    if case.closed_on is not None or not form.is_valid():
        messages.error(request, _("Kies een dag die nog komt."))
        return redirect("inbound-who", case.pk)
    resident = people[0].pk if len(people) == 1 else None
    moment = Moment(form.cleaned_data["on"], form.cleaned_data["day_part"])
    by = cast(User, request.user)
    ask_for(case, resident=resident, wish=Asked.CALL_ME, moment=moment, via="phone", by=by, on=today())
    messages.success(request, _("Genoteerd: wij bellen het nummer dat wij kennen."))
    return redirect("inbound")


def _case_and_people(request: HttpRequest, pk: int) -> tuple[Case, list[Resident]]:
    case = find_case(cast(User, request.user), pk)
    if case is None:
        raise Http404
    return case, [one for one in residents_of(case) if one.forgotten_on is None and one.died_on is None]


def _chosen(request: HttpRequest, people: list[Resident]) -> Resident | None:
    if len(people) == 1:
        return people[0]
    return next((one for one in people if str(one.pk) == request.GET.get("wie", "")), None)
