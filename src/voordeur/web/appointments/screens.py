"""Make an appointment, see which are coming, move them, and write down what came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from voordeur import appointments as agreed
from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose, record_look
from voordeur.record.models import Case, Resident
from voordeur.shell.clock import now, today
from voordeur.stages.reach.rules.vocabulary import AppointmentKind
from voordeur.stages.visit.actions import Appointment, Asker, NotBooked
from voordeur.stages.visit.queries.appointments import (
    appointments,
    appointments_in,
    booked_by,
    find_appointment,
    unwritten,
)
from voordeur.stages.visit.queries.known import EXPECTED
from voordeur.stages.visit.queries.slots import offer
from voordeur.stages.visit.rules.door import day_part
from voordeur.web.appointments.forms import ChangeForm, MakeForm, SlotForm, moment_said
from voordeur.web.case.page import find_case
from voordeur.web.case.people import residents_of
from voordeur.web.inbound import passing
from voordeur.web.inbound.recording import TALKED, record_talk
from voordeur.web.inbound.recording import Moment as Wished

KINDS: Mapping[str, Promise] = {
    AppointmentKind.HOME: gettext_lazy("Thuis"),
    AppointmentKind.DESK: gettext_lazy("Op kantoor"),
    AppointmentKind.PHONE: gettext_lazy("Aan de telefoon"),
}
# How far ahead the list looks, in days.
_PERIODS: Mapping[str, tuple[Promise, int]] = {
    "vandaag": (gettext_lazy("Vandaag"), 0),
    "week": (gettext_lazy("Deze week"), 6),
    "later": (gettext_lazy("Alles wat komt"), 365),
}
_STATES: Mapping[str, Promise] = {
    "made": gettext_lazy("gemaakt"),
    "confirmed": gettext_lazy("bevestigd"),
    "held": gettext_lazy("geweest"),
    "no_show": gettext_lazy("niet verschenen"),
    "called_off": gettext_lazy("afgezegd"),
}
_VIA = ("phone", "desk", "email", "letter")


@require_safe
@needs(Ability.WORK_CASES)
def listing(request: HttpRequest) -> HttpResponse:
    """What is coming, by day; and of which nobody wrote down yet what came of it."""
    user, look, day = cast(User, request.user), Look.of(request, Purpose.OFFER_HELP), today()
    period = request.GET.get("wanneer", "week")
    kind = request.GET.get("soort", "")
    ahead = _PERIODS.get(period, _PERIODS["week"])[1]
    found = appointments(user, look, first=day, last=day + timedelta(days=ahead), kind=kind if kind in KINDS else "")
    late = unwritten(user, look, today=day)
    context = {
        "days": _by_day(found),
        "late": [_row(one) for one in late],
        "periods": [(code, words, code == period) for code, (words, _days) in _PERIODS.items()],
        "kinds": [("", _("Alle soorten"), not kind), *((code, words, code == kind) for code, words in KINDS.items())],
    }
    return render(request, "appointments/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Ability.WORK_CASES)
def make(request: HttpRequest, case: int) -> HttpResponse:
    """Choose a moment with a resident; the kind stands in the address, so that each has its own moments."""
    held, people = _case_and_people(request, case)
    kind = request.GET.get("soort", AppointmentKind.HOME)
    if kind not in KINDS:
        raise Http404
    can = offer(held, kind, today=today())
    who = request.GET.get("wie", "")
    form = MakeForm(request.POST or None, offer=can, people=people, initial={"resident": who} if who.isdecimal() else {})
    if request.method == "POST" and booked_by(held, request.POST.get("sent", "")):
        return redirect("case", held.pk)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        resident = next(one for one in people if one.pk == said["resident"])
        asker = Asker(cast(User, request.user), _via(request, held, resident), said["sent"])
        if _done(request, form, lambda: _make(request, held, resident, kind, form, asker)):
            messages.success(request, _("De afspraak staat: %(moment)s.") % {"moment": _chosen(form)})
            return redirect("case", held.pk)
        can = offer(held, kind, today=today())
        form.offer_again(can)
    page = {
        "case": held,
        "people": people,
        "form": form,
        "offer": can,
        "kind": kind,
        "kinds": [(code, words, code == kind) for code, words in KINDS.items()],
        "there": [_row(one) for one in appointments_in(held)],
        "who": who,
    }
    return render(request, "appointments/make.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Ability.WORK_CASES)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One appointment: confirm it, move it, call it off, or write down what came of it."""
    held = find_appointment(cast(User, request.user), pk)
    if held is None:
        raise Http404
    record_look(Look.of(request, Purpose.OFFER_HELP), [f"household:{held.case.household_id}"])
    form, move = ChangeForm(initial={"turn": held.turn}), None
    if held.state in EXPECTED and held.case.closed_on is None:
        move = SlotForm(offer=offer(held.case, held.kind, today=today(), but=held.pk))
    if request.method == "POST":
        if _change(request, held):
            return redirect("appointment", held.pk)
        held.refresh_from_db()
        form.initial["turn"] = held.turn
    page = {"appointment": held, "row": _row(held), "form": form, "move": move, "came": held.on <= today()}
    return render(request, "appointments/one.html", page, status=422 if request.method == "POST" else 200)


_Change = Callable[[Appointment, ChangeForm, Asker], Any]
# What each button does, and what the screen says afterwards.
_DO: Mapping[str, tuple[_Change, Promise]] = {
    "confirm": (
        lambda one, form, asker: agreed.confirm(one, turn=form.cleaned_data["turn"], asker=asker, at=now()),
        gettext_lazy("Bevestigd."),
    ),
    "held": (
        lambda one, form, asker: agreed.settle(
            one, came=True, turn=form.cleaned_data["turn"], asker=asker, at=now(), note=form.cleaned_data["note"]
        ),
        gettext_lazy("Vastgelegd: gesproken. Leg bij het huishouden vast wat ervan kwam."),
    ),
    "no_show": (
        lambda one, form, asker: agreed.settle(
            one, came=False, turn=form.cleaned_data["turn"], asker=asker, at=now(), note=form.cleaned_data["note"]
        ),
        gettext_lazy("Vastgelegd: niemand. Dat is een poging en geen nee; de werkwijze gaat verder."),
    ),
    "off": (
        lambda one, form, asker: agreed.call_off(
            one, turn=form.cleaned_data["turn"], asker=asker, at=now(), note=form.cleaned_data["note"]
        ),
        gettext_lazy("Afgezegd."),
    ),
    "off_by_us": (
        lambda one, form, asker: agreed.call_off(
            one, turn=form.cleaned_data["turn"], asker=asker, at=now(), note=form.cleaned_data["note"]
        ),
        gettext_lazy("Afgezegd. Bij Vandaag staat dat de bewoner gebeld wordt voor een ander moment."),
    ),
}


def _change(request: HttpRequest, held: Appointment) -> bool:
    """Do what a button asks; False where it could not be done, with a message that says why."""
    do = request.POST.get("do", "")
    form = ChangeForm(request.POST)
    if not form.is_valid() or do not in {*_DO, "move"}:
        messages.error(request, _("Kies wat er met de afspraak gebeurt."))
        return False
    asker = Asker(cast(User, request.user), "phone", form.cleaned_data["sent"], do != "off_by_us")
    if do == "move":
        return _move(request, held, form.cleaned_data["turn"], asker)
    act, done = _DO[do]
    return _tried(request, lambda: act(held, form, asker), str(done))


def _move(request: HttpRequest, held: Appointment, turn: int, asker: Asker) -> bool:
    form = SlotForm(request.POST, offer=offer(held.case, held.kind, today=today(), but=held.pk))
    if not form.is_valid():
        messages.error(request, _("Kies een van de momenten."))
        return False
    return _tried(
        request,
        lambda: agreed.move(held, moment=form.moment(), turn=turn, asker=asker, at=now()),
        _("Verzet naar %(moment)s.") % {"moment": _chosen(form)},
    )


def _tried(request: HttpRequest, act: Callable[[], Any], done: str) -> bool:
    try:
        act()
    except ValueError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True


def _done(request: HttpRequest, form: MakeForm, act: Callable[[], Any]) -> bool:
    try:
        act()
    except NotBooked as error:
        form.add_error("slot", str(error))
        return False
    return True


@transaction.atomic
def _make(request: HttpRequest, case: Case, resident: Resident, kind: str, form: MakeForm, asker: Asker) -> None:
    """Agree it; and where this is what came of somebody's call, write that talk down too, once."""
    agreed.book(case, resident=resident, kind=kind, moment=form.moment(), asker=asker, at=now(), note=form.cleaned_data["note"])
    if passing.passed(request, case.pk) == resident.pk:
        part = day_part(now().hour)
        record_talk(
            case, resident=resident, result=TALKED, moment=Wished(today()), now=part, by=cast(User, request.user), on=today()
        )
        passing.hang_up(request)


def _via(request: HttpRequest, case: Case, resident: Resident) -> str:
    if passing.passed(request, case.pk) == resident.pk:
        return "phone"
    via = request.GET.get("via", "")
    return via if via in _VIA else ""


def _chosen(form: SlotForm) -> str:
    moment = form.moment()
    return moment_said(moment.on, moment.begin)


def _case_and_people(request: HttpRequest, pk: int) -> tuple[Case, list[Resident]]:
    case = find_case(cast(User, request.user), pk)
    if case is None or case.closed_on is not None:
        raise Http404
    record_look(Look.of(request, Purpose.OFFER_HELP), [f"household:{case.household_id}"])
    people = [one for one in residents_of(case) if one.forgotten_on is None and one.died_on is None]
    if not people:
        raise Http404
    return case, people


def _by_day(found: list[Appointment]) -> list[tuple[Any, list[dict[str, Any]]]]:
    days: dict[Any, list[dict[str, Any]]] = {}
    for one in found:
        days.setdefault(one.on, []).append(_row(one))
    return list(days.items())


def _row(one: Appointment) -> dict[str, Any]:
    """An appointment in words."""
    return {
        "appointment": one,
        "what": str(KINDS.get(one.kind, one.kind)),
        "state": str(_STATES.get(one.state, one.state)),
        "open": one.state in EXPECTED,
        "who": " + ".join(user.name for user in (one.user, one.second) if user is not None),
        "home": one.kind == AppointmentKind.HOME,
    }
