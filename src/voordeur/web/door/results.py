"""What a phone hands over: a result, a note for the next pair, the sign-off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voordeur import stream
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.shell.clock import today
from voordeur.stages.visit.actions import NotRecorded, add_note, sign_off
from voordeur.web.door.forms import DoorForm, NoteForm
from voordeur.web.door.reading import door_for, now, round_for, visitor


@needs(Ability.VISIT)
@require_POST
def record(request: HttpRequest, pk: int, stop: int) -> HttpResponse:
    """Hand the result of one door over; the same page sent twice counts once."""
    round_ = round_for(request, pk)
    door = door_for(request, round_, stop)
    form = DoorForm(request.POST)
    if not form.is_valid():
        return _refused(request, pk, stop, _("Er ging iets mis met de antwoorden. Kies opnieuw."))
    made = form.made()
    hand_over = stream.door_corrected if form.cleaned_data["correct"] else stream.door_result
    try:
        hand_over(door.stop, made=made, submission=form.key, by=visitor(request), at=now())
    except NotRecorded as refusal:
        return _refused(request, pk, stop, str(refusal))
    return redirect("door-ready", pk=pk, stop=stop)


@needs(Ability.VISIT)
@require_POST
def note(request: HttpRequest, pk: int, stop: int) -> HttpResponse:
    """Leave a note for whoever rings here next."""
    round_ = round_for(request, pk)
    door = door_for(request, round_, stop)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "door/ready.html", {"round": round_, "row": {"door": door}, "form": form}, status=422)
    add_note(household=door.household, by=visitor(request), on=today(), **form.cleaned_data)
    messages.success(request, _("Het volgende duo ziet dit voor het aanbelt."))
    return redirect("door-ready", pk=pk, stop=stop)


@needs(Ability.VISIT)
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """The pair signs off: safe and done for tonight."""
    sign_off(round_for(request, pk), by=visitor(request), at=now())
    messages.success(request, _("U bent afgemeld. Dank u wel, en wel thuis."))
    return redirect("door-rounds")


def _refused(request: HttpRequest, pk: int, stop: int, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("door", pk=pk, stop=stop)
