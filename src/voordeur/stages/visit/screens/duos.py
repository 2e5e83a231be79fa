"""Duos: who usually go together, what a working method still misses in them, from where to where."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.shell import clock
from voordeur.stages.visit.actions import NotPlanned
from voordeur.stages.visit.actions.duos import end_duo, keep_duo
from voordeur.stages.visit.forms.people import DuoForm
from voordeur.stages.visit.models import Duo
from voordeur.stages.visit.queries.people import duos_within, pairs, pairs_asked


@needs(Ability.PLAN_VISITS)
def show(request: HttpRequest) -> HttpResponse:
    """The duos, each with what it misses for the pairs that the working methods ask for."""
    user, today = cast(User, request.user), clock.today()
    context = {"pairs": pairs(user, today=today), "asked": pairs_asked(user.organisation, today=today)}
    return render(request, "visit/duos.html", context)


@needs(Ability.PLAN_VISITS)
def add(request: HttpRequest) -> HttpResponse:
    """Put two people together."""
    return _edit(request, None)


@needs(Ability.PLAN_VISITS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a duo."""
    return _edit(request, get_object_or_404(duos_within(cast(User, request.user)), pk=pk))


@require_POST
@needs(Ability.PLAN_VISITS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """From today on these two are no duo any more."""
    duo = get_object_or_404(duos_within(cast(User, request.user)), pk=pk)
    end_duo(duo, on=clock.today())
    messages.success(request, _("%(name)s is geen duo meer. Rondes die al gepland zijn, blijven staan.") % {"name": duo.name})
    return redirect("visit_duos")


def _edit(request: HttpRequest, duo: Duo | None) -> HttpResponse:
    user = cast(User, request.user)
    form = DuoForm(request.POST or None, organisation=user.organisation, duo=duo)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_duo(duo, form.together(), organisation=user.organisation, today=clock.today())
        except NotPlanned as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bewaard: %(name)s.") % {"name": kept.name})
            return redirect("visit_duos")
    return render(request, "visit/duo.html", {"form": form, "duo": duo})
