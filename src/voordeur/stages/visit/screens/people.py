"""Who goes out: hours, languages, skills, days away with a deputy, and the secret address of somebody's calendar."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability, may
from voordeur.privacy.gate import needs
from voordeur.shell import clock
from voordeur.stages.visit.actions.people import (
    HandedOver,
    NotAway,
    back_again,
    change_skills,
    change_visitor,
    new_calendar,
    no_calendar,
    note_absence,
)
from voordeur.stages.visit.forms.people import WAYS, AbsenceForm, SkillsForm, VisitorForm
from voordeur.stages.visit.models import Absence
from voordeur.stages.visit.queries.people import Person, people, skills_known, within_reach
from voordeur.stages.visit.rules.week import Stretch, together
from voordeur.stages.visit.screens.words import LANGUAGES


@needs(Ability.VISIT)
def show(request: HttpRequest) -> HttpResponse:
    """Everybody who can go out, for who plans; another comes to their own page."""
    user, today = cast(User, request.user), clock.today()
    if not may(user, Ability.PLAN_VISITS):
        return redirect("visit_person", pk=user.pk)
    rows = [
        {
            "person": one,
            "away": one.away_on(today),
            "next": one.absences[0] if one.absences else None,
            "languages": [LANGUAGES.get(code, code) for code in one.visitor.languages],
            "way": dict(WAYS).get(one.visitor.way, ""),
            "week": together(Stretch(hours.weekday, hours.begin, hours.end) for hours in one.hours),
        }
        for one in people(within_reach(user), today=today)
    ]
    return render(request, "visit/people.html", {"rows": rows})


@needs(Ability.VISIT)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's week, languages and way; a POST keeps them."""
    user, who = cast(User, request.user), _person(request, pk)
    plans, visitor = may(user, Ability.PLAN_VISITS), who.visitor
    form = VisitorForm(
        request.POST or None,
        tongues=list(LANGUAGES.items()),
        hours=who.hours,
        initial={"way": visitor.way, "languages": visitor.languages},
    )
    known = skills_known(user.organisation, today=clock.today()) if plans else []
    skills = SkillsForm(request.POST or None, known=known, initial={"skills": visitor.skills}) if known else None
    if request.method == "POST" and form.is_valid() and (skills is None or skills.is_valid()):
        given = form.cleaned_data
        change_visitor(who.user, languages=given["languages"], way=given["way"], hours=given["hours"])
        if skills is not None:
            change_skills(who.user, skills=skills.cleaned_data["skills"])
        messages.success(request, _("Bewaard: %(name)s.") % {"name": who.user.name})
        return redirect("visit_person", pk=pk)
    return _page(request, who, form, skills=skills)


@require_POST
@needs(Ability.VISIT)
def away(request: HttpRequest, pk: int) -> HttpResponse:
    """Note days on which somebody does not go out."""
    user, who = cast(User, request.user), _person(request, pk)
    absence = AbsenceForm(request.POST, organisation=user.organisation, who=who.user)
    if absence.is_valid():
        try:
            done = note_absence(who.user, today=clock.today(), **absence.cleaned_data)
        except NotAway as refusal:
            absence.add_error(None, str(refusal))
        else:
            _tell(request, who.user, absence.cleaned_data["deputy"], done)
            return redirect("visit_person", pk=pk)
    form = VisitorForm(
        tongues=list(LANGUAGES.items()), hours=who.hours, initial={"way": who.visitor.way, "languages": who.visitor.languages}
    )
    return _page(request, who, form, absence=absence, status=422)


@require_POST
@needs(Ability.VISIT)
def back(request: HttpRequest, pk: int, absence: int) -> HttpResponse:
    """An absence that does not happen, or ends."""
    who = _person(request, pk)
    back_again(get_object_or_404(Absence, pk=absence, user=who.user))
    said = _("%(name)s is er weer. Rondes die al bij de vervanger staan, blijven daar.")
    messages.success(request, said % {"name": who.user.name})
    return redirect("visit_person", pk=pk)


@require_POST
@needs(Ability.VISIT)
def calendar(request: HttpRequest) -> HttpResponse:
    """A new secret address for one's own calendar, or none any more."""
    user = cast(User, request.user)
    if request.POST.get("do") == "stop":
        no_calendar(user)
        messages.success(request, _("Uw agenda-adres werkt niet meer."))
    else:
        new_calendar(user)
        messages.success(request, _("Dit is uw agenda-adres. Een ouder adres werkt niet meer."))
    return redirect(f"{reverse('visit_person', args=[user.pk])}#agenda")


def _person(request: HttpRequest, pk: int) -> Person:
    user = get_object_or_404(within_reach(cast(User, request.user)), pk=pk)
    return people(within_reach(cast(User, request.user)).filter(pk=user.pk), today=clock.today())[0]


def _page(
    request: HttpRequest,
    who: Person,
    form: VisitorForm,
    *,
    skills: SkillsForm | None = None,
    absence: AbsenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = cast(User, request.user)
    key = who.visitor.calendar_key if who.user == user else ""
    context: dict[str, Any] = {
        "who": who,
        "mine": who.user == user,
        "plans": may(user, Ability.PLAN_VISITS),
        "form": form,
        "skills": skills,
        "absence": absence or AbsenceForm(organisation=user.organisation, who=who.user, initial={"first_day": clock.today()}),
        "address": request.build_absolute_uri(reverse("visit_calendar", args=[key])) if key else "",
    }
    answer = render(request, "visit/person.html", context, status=status)
    if key:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _tell(request: HttpRequest, who: User, deputy: User | None, done: HandedOver) -> None:
    """What went over to the deputy, and what did not, with why."""
    said = _("%(name)s staat als afwezig in de planning.") % {"name": who.name}
    if deputy is not None and done.moved:
        said += " " + ngettext(
            "%(count)s ronde ging naar %(deputy)s.", "%(count)s rondes gingen naar %(deputy)s.", len(done.moved)
        ) % {"count": len(done.moved), "deputy": deputy.name}  # fmt: skip
    if deputy is not None and done.appointments:
        said += " " + ngettext(
            "%(count)s afspraak ging naar %(deputy)s.", "%(count)s afspraken gingen naar %(deputy)s.", done.appointments
        ) % {"count": done.appointments, "deputy": deputy.name}  # fmt: skip
    messages.success(request, said)
    for round_, why in done.stuck:
        messages.warning(request, _("De ronde van %(on)s staat nog op naam van %(name)s: %(why)s.") % {
            "on": round_.on.strftime("%d-%m-%Y"), "name": who.name, "why": why.rstrip("."),
        })  # fmt: skip
    if done.appointments_left:
        messages.warning(request, ngettext(
            "%(count)s afspraak staat nog op naam van %(name)s.", "%(count)s afspraken staan nog op naam van %(name)s.",
            done.appointments_left,
        ) % {"count": done.appointments_left, "name": who.name})  # fmt: skip
