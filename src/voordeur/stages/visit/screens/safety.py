"""Safety at doors (P25): the standing notes, one that is written or reviewed; for who plans and who was asked to review."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability, may
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.record.models import Household
from voordeur.shell import clock
from voordeur.stages.visit.actions.safety import (
    NotKept,
    agree,
    change_safety_note,
    end_safety_note,
    write_safety_note,
)
from voordeur.stages.visit.forms.safety import MEASURES, TOLD, SafetyForm, TellingForm
from voordeur.stages.visit.models import DoorNote
from voordeur.stages.visit.queries.safety import home_appointments, household_of, kept, rule_note, safety_notes, terms_of
from voordeur.stages.visit.rules.safety import asks


@needs(Ability.KEEP_SAFE)
def show(request: HttpRequest) -> HttpResponse:
    """The standing notes; who does not plan visits sees those that wait for them."""
    user = cast(User, request.user)
    found = kept(user, Look.of(request, Purpose.VISIT), today=clock.today())
    rows = [{"kept": one, "measure": MEASURES[asks(rule_note(one.note))]} for one in found]
    return render(request, "visit/safety.html", {"rows": rows, "plans": may(user, Ability.PLAN_VISITS)})


@needs(Ability.PLAN_VISITS)
def write(request: HttpRequest, case: int) -> HttpResponse:
    """A new note about the door of a case."""
    user = cast(User, request.user)
    household = household_of(user, case)
    if household is None:
        raise Http404
    record_look(Look.of(request, Purpose.VISIT), [f"household:{household.pk}"])
    form = SafetyForm(
        request.POST or None, by=user, door=household, terms=terms_of(user.organisation, clock.today()), today=clock.today()
    )
    if request.method == "POST" and form.is_valid():
        try:
            note = write_safety_note(household, form.written(), by=user, today=clock.today())
        except NotKept as refusal:
            form.explain(refusal)
        else:
            messages.success(request, _("Dit geldt vanaf nu. %(name)s kijkt of het klopt.") % {"name": _reviewer(note)})
            _warn(request, household)
            return redirect("visit_safety")
    return render(request, "visit/safety_note.html", {"form": form, "household": household})


@needs(Ability.KEEP_SAFE)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """One note: a POST agrees to it, ends it, or (for who plans) says it otherwise or for longer."""
    user, today = cast(User, request.user), clock.today()
    found = get_object_or_404(safety_notes(user, today=today), pk=pk)
    record_look(Look.of(request, Purpose.VISIT), [f"household:{found.household_id}"])
    plans, do = may(user, Ability.PLAN_VISITS), request.POST.get("do", "")
    terms = terms_of(user.organisation, today)
    telling = TellingForm(request.POST if do == "agree" else None, prefix="telling", initial=_told(found))
    form = (
        SafetyForm(request.POST if do == "change" else None, by=user, door=found.household, terms=terms, today=today, note=found)
        if plans
        else None
    )
    if request.method == "POST":
        try:
            if done := _do(do, found, user, telling, form):
                messages.success(request, done)
                _warn(request, found.household)
                return redirect("visit_safety")
        except NotKept as refusal:
            (form if do == "change" and form else telling).explain(refusal)
    return _page(request, found, telling, form)


def _do(do: str, found: DoorNote, user: User, telling: TellingForm, form: SafetyForm | None) -> str:
    """Carry out what was asked, and what to say of it; "" where a form is not valid. Raises NotKept."""
    if do == "agree":
        if not telling.is_valid():
            return ""
        agree(found, by=user, at=clock.now(), telling=telling.telling())
        return _("Nagekeken. De notitie geldt tot de einddatum.")
    if do == "end":
        end_safety_note(found, by=user, today=clock.today())
        return _("De notitie is beëindigd.")
    if do == "change" and form is not None:
        if not form.is_valid():
            return ""
        changed = change_safety_note(found, form.written(), by=user, today=clock.today())
        return _("Aangepast. %(name)s kijkt of het klopt.") % {"name": _reviewer(changed)}
    raise Http404


def _warn(request: HttpRequest, household: Household) -> None:
    """Where nobody rings any more, whoever waits for a pair at home must hear of it."""
    if household.no_visits_until is None:
        return
    for on in home_appointments(household, today=clock.today()):
        said = _("Er staat nog een afspraak aan huis op %(on)s. Verzet die naar kantoor of telefoon.")
        messages.warning(request, said % {"on": on.strftime("%d-%m-%Y")})


def _page(request: HttpRequest, found: DoorNote, telling: TellingForm, form: SafetyForm | None) -> HttpResponse:
    fresh: Household = found.household
    context = {
        "note": found,
        "household": fresh,
        "measure": MEASURES[asks(rule_note(found))],
        "told": TOLD[rule_note(found).told],
        "own": found.by_id == cast(User, request.user).pk,
        "telling": telling,
        "form": form,
    }
    return render(request, "visit/safety_review.html", context)


def _told(found: DoorNote) -> dict[str, object]:
    return {"told": found.told, "told_on": found.told_on, "withheld_because": found.withheld_because}


def _reviewer(found: DoorNote) -> str:
    return found.reviewer.name if found.reviewer else ""
