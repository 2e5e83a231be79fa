"""Who signals to us: code, name, kind from the legal list of the day, attestation, and whose people sign in."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.record import actions
from voordeur.record.queries import partners_of
from voordeur.shell.clock import today
from voordeur.web.admin.changes import record_change
from voordeur.web.admin.forms import PartnerForm
from voordeur.web.admin.screens import home_of


@needs(Ability.MANAGE)
def show(request: HttpRequest) -> HttpResponse:
    """Every partner of the organisation."""
    return render(request, "admin/partners.html", {"partners": partners_of(home_of(request)), "part": "partners"})


@needs(Ability.MANAGE)
def add(request: HttpRequest) -> HttpResponse:
    """A new partner."""
    home = home_of(request)
    form = PartnerForm(request.POST or None, receiver=home, today=today())
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            partner = actions.add_partner(receiver=home, **form.cleaned_data)
            record_change(request, f"partner:{partner.pk}")
        messages.success(request, _("Bewaard: %(name)s.") % {"name": partner.name})
        return redirect("manage_partners")
    return render(request, "admin/partner.html", {"form": form, "part": "partners"})


@needs(Ability.MANAGE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a partner; its code stays."""
    home = home_of(request)
    partner = get_object_or_404(partners_of(home), pk=pk)
    held = {key: getattr(partner, key) for key in ("name", "kind", "attested", "organisation")}
    form = PartnerForm(request.POST or None, initial=held, receiver=home, today=today(), partner=partner)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            actions.change_partner(partner, **form.cleaned_data)
            record_change(request, f"partner:{partner.pk}")
        messages.success(request, _("Bewaard: %(name)s.") % {"name": partner.name})
        return redirect("manage_partners")
    return render(request, "admin/partner.html", {"form": form, "partner": partner, "part": "partners"})
