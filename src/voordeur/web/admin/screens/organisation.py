"""The organisation itself: whom residents may ring, and the municipalities that it works for."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voordeur.accounts import actions
from voordeur.accounts.models import OrganisationKind
from voordeur.accounts.queries import municipalities_of
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.web.admin.changes import record_change
from voordeur.web.admin.forms import MunicipalityForm, OrganisationForm
from voordeur.web.admin.screens import home_of


@needs(Ability.MANAGE)
def show(request: HttpRequest) -> HttpResponse:
    """Contact and municipalities; saving changes the contact."""
    home = home_of(request)
    form = OrganisationForm(request.POST or None, initial={"contact_name": home.contact_name, "phone": home.phone})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            actions.change_organisation(home, **form.cleaned_data)
            record_change(request, f"organisation:{home.pk}")
        messages.success(request, _("Bewaard."))
        return redirect("manage_organisation")
    return _page(request, form, MunicipalityForm(prefix="town"))


@require_POST
@needs(Ability.MANAGE)
def add_municipality(request: HttpRequest) -> HttpResponse:
    """One more municipality to work for. Only an executing organisation: a municipality's walls are its municipality."""
    home = home_of(request)
    if home.kind != OrganisationKind.EXECUTING:
        raise Http404
    town = MunicipalityForm(request.POST, prefix="town")
    if not town.is_valid():
        return _page(request, OrganisationForm(initial={"contact_name": home.contact_name, "phone": home.phone}), town)
    with transaction.atomic():
        municipality = actions.add_municipality(home, **town.cleaned_data)
        record_change(request, f"organisation:{home.pk}", f"municipality:{municipality.code}")
    messages.success(request, _("%(name)s is toegevoegd.") % {"name": municipality.name})
    return redirect("manage_organisation")


def _page(request: HttpRequest, form: OrganisationForm, town: MunicipalityForm) -> HttpResponse:
    home = home_of(request)
    context = {
        "form": form,
        "town": town,
        "home": home,
        "towns": municipalities_of(home),
        "may_add": home.kind == OrganisationKind.EXECUTING,
        "part": "organisation",
    }
    return render(request, "admin/organisation.html", context)
