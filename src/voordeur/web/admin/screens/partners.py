"""Who signals to us: code, name, kind from the legal list of the day, attestation, and whose people sign in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from voordeur.accounts.actions import add_organisation, invite_person
from voordeur.accounts.models import Organisation, OrganisationKind, User
from voordeur.accounts.queries import organisation_named, people_of
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.record import actions
from voordeur.record.models import Partner
from voordeur.record.queries import partners_of, signals_elsewhere
from voordeur.record.words import kind_said
from voordeur.shell.clock import today
from voordeur.web.admin.changes import record_change
from voordeur.web.admin.forms import PartnerForm, PersonForm
from voordeur.web.admin.screens import home_of
from voordeur.web.admin.screens.people import show_link


@needs(Ability.MANAGE)
def show(request: HttpRequest) -> HttpResponse:
    """Every partner of the organisation."""
    partners = [(partner, kind_said(partner.kind)) for partner in partners_of(home_of(request))]
    return render(request, "admin/partners.html", {"partners": partners, "part": "partners"})


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
    staff = people_of(partner.organisation) if partner.organisation else None
    context = {"form": form, "partner": partner, "staff": staff, "elsewhere": signals_elsewhere(partner), "part": "partners"}
    return render(request, "admin/partner.html", context)


@needs(Ability.MANAGE)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite somebody of a partner, whose organisation is made when it has none yet.

    Refused where that organisation also delivers to another receiver: an invitation would open the other's deliveries.
    """
    home = home_of(request)
    partner = get_object_or_404(partners_of(home), pk=pk)
    if partner.organisation and signals_elsewhere(partner):
        raise Http404
    form = PersonForm(request.POST or None, organisation=partner.organisation or _made_up(partner), new=True)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                person = _engage(partner, form.cleaned_data)
                record_change(request, f"partner:{partner.pk}", f"user:{person.pk}")
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return show_link(request, person, part="partners")
    return render(request, "admin/person.html", {"form": form, "part": "partners"})


def _made_up(partner: Partner) -> Organisation:
    # Not kept: it only tells the form what kind of organisation this will be.
    return Organisation(name=partner.name, kind=OrganisationKind.PARTNER)


def _engage(partner: Partner, asked: dict[str, Any]) -> User:
    organisation = partner.organisation
    if organisation is None:
        if organisation_named(partner.name):
            raise ValidationError(_("Er is al een organisatie met deze naam. Kies die bij de partner."))
        organisation = add_organisation(name=partner.name, kind=OrganisationKind.PARTNER)
        actions.change_partner(
            partner, name=partner.name, kind=partner.kind, attested=partner.attested, organisation=organisation
        )
    return invite_person(organisation=organisation, **asked)
