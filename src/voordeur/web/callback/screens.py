"""A number and a moment go in; whether they belong to anybody never comes out."""

from __future__ import annotations

from typing import Any, cast

import phonenumbers
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case, Resident
from voordeur.shell.clock import today
from voordeur.stages.reach.actions.callbacks import call_back_done, keep_call_back
from voordeur.stages.reach.queries.callbacks import call_backs
from voordeur.stages.reach.rules.vocabulary import Asked
from voordeur.web.inbound.finding import Found, search
from voordeur.web.inbound.forms import MomentForm
from voordeur.web.inbound.recording import Moment, ask_for


class CallBackForm(MomentForm):
    """Which number, when; and the code where the caller has one."""

    number = forms.CharField(
        label=gettext_lazy("Op welk nummer?"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Code van de kaart of brief"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Alleen als de beller die heeft."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("number", "code", "on", "day_part")

    def clean_number(self) -> str:
        """A number that can be called, as it is written in the Netherlands."""
        try:
            number = phonenumbers.parse(self.cleaned_data["number"], "NL")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise forms.ValidationError(_("Dit is geen telefoonnummer. Vraag het nog eens."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164).replace("+31", "0", 1)


@needs(Ability.TAKE_CALLBACK)
def take(request: HttpRequest) -> HttpResponse:
    """Take a call-back down. The answer is the same whether the number belongs to a case, to several, or to none."""
    form = CallBackForm(request.POST or None, today=today())
    if form.is_bound and form.is_valid():
        _keep(request, form.cleaned_data)
        messages.success(request, _("Genoteerd. Een medewerker belt terug."))
        return redirect("take-callback")
    return render(request, "callback/take.html", {"form": form}, status=422 if form.is_bound else 200)


@transaction.atomic
def _keep(request: HttpRequest, said: dict[str, Any]) -> None:
    user, moment = cast(User, request.user), Moment(said["on"], said["day_part"])
    found = _whose(request, said["code"]) or _whose(request, said["number"])
    if found is None:
        keep_call_back(number=said["number"], on=moment.on, day_part=moment.day_part, by=user)
        return
    case, resident = found
    note = _("Te bellen op %(number)s.") % {"number": said["number"]}
    who = resident.pk if resident else None
    ask_for(case, resident=who, wish=Asked.CALL_ME, moment=moment, via="contact_centre", by=user, on=today(), note=note)


def _whose(request: HttpRequest, typed: str) -> tuple[Case, Resident | None] | None:
    """The one open case that a number or code leads to, and the one person of it; None where it leads to none or to several."""
    result = search(cast(User, request.user), Look.of(request, Purpose.FIND_PERSON), typed)
    running: list[Found] = [one for one in result.found if one.case.closed_on is None] if result and not result.more else []
    if len(running) != 1:
        return None
    people = [one for one in running[0].people if one.died_on is None]
    return running[0].case, people[0] if len(people) == 1 else None


@require_POST
@needs(Ability.WORK_CASES)
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody of the desk called back; the number is let go."""
    one = call_backs(cast(User, request.user)).filter(pk=pk).first()
    if one is None:
        raise Http404
    call_back_done(one, by=cast(User, request.user), on=today())
    messages.success(request, _("Gebeld; het nummer is gewist."))
    return redirect("today")
