"""A creditor's own staff, or the desk for it, tell of many customers at once."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from voordeur import stream
from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.deliver.queries.uploading import partners_for
from voordeur.stages.reach.actions import Heard
from voordeur.stages.reach.queries.awaited import awaited, steps_left_to
from voordeur.web.creditor.forms import ToldForm

_NAMED = 20


@require_safe
@needs(Ability.DELIVER)
def choose(request: HttpRequest) -> HttpResponse:
    """For which creditor; who works for one goes straight on."""
    partners = list(partners_for(cast(User, request.user)))
    if len(partners) == 1:
        return redirect("told-by", pk=partners[0].pk)
    return render(request, "creditor/choose.html", {"partners": partners})


@needs(Ability.DELIVER)
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what happened; the customers of whom something is still waited for stand there to be ticked."""
    user = cast(User, request.user)
    partner = get_object_or_404(partners_for(user), pk=pk)
    waited = awaited(partner, today=today(), look=Look.of(request, Purpose.DELIVER))
    customers = [one.customer for one in waited]
    form = ToldForm(request.POST or None, today=today(), steps=steps_left_to(partner), customers=customers)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            heard = stream.partner_told(
                partner, what=said["what"], because=said["because"], customers=said["customers"], on=said["on"], today=today(),
                by=user,
            )  # fmt: skip
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, heard)
            return redirect("told-by", pk=pk)
    context = {"partner": partner, "form": form, "waited": waited}
    return render(request, "creditor/tell.html", context, status=422 if form.errors else 200)


def _say(request: HttpRequest, heard: Heard) -> None:
    """What was written down, and which numbers nobody here knows."""
    if heard.cases:
        count = len(heard.cases)
        said = ngettext("Vastgelegd voor %(n)s huishouden.", "Vastgelegd voor %(n)s huishoudens.", count)
        messages.success(request, said % {"n": count})
    if heard.unknown:
        named = ", ".join(heard.unknown[:_NAMED])
        messages.warning(request, _("Bij deze nummers loopt hier niets waar dit bij hoort: %(numbers)s.") % {"numbers": named})
