"""Every figure from law or policy: what holds today, on whose authority, and the organisation's own dated values."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.programmes.parameters import Parameter, all_parameters, national
from voordeur.record.actions import set_parameter
from voordeur.record.models import ParameterValue
from voordeur.record.queries import local_values
from voordeur.record.words import kind_said
from voordeur.shell.clock import today
from voordeur.stages.triage.queries.ground import PROGRAMME
from voordeur.templatetags.shell import euro
from voordeur.web.admin.changes import record_change
from voordeur.web.admin.forms import ValueForm
from voordeur.web.admin.screens import home_of
from voordeur.web.admin.words import meaning_of, name_of, unit_of


@needs(Ability.MANAGE)
def show(request: HttpRequest) -> HttpResponse:
    """All parameters as they hold today."""
    now = today()
    own: dict[str, list[ParameterValue]] = {}
    for value in local_values(home_of(request)):
        own.setdefault(value.key, []).append(value)
    keys = sorted({p.key for p in all_parameters() if p.valid_from <= now})
    rows = sorted((_row(national(key, now), own.get(key, [])) for key in keys), key=lambda row: row["name"].lower())
    return render(request, "admin/parameters.html", {"rows": rows, "part": "parameters"})


def _row(parameter: Parameter, own: list[ParameterValue]) -> dict[str, Any]:
    held = [value for value in own if value.valid_from <= today()]
    return {
        "parameter": parameter,
        "name": name_of(parameter.key),
        "unit": unit_of(parameter.unit),
        "national": said(parameter.value, parameter.unit),
        # The newest for each place comes first.
        "own": [(v, said(v.value, parameter.unit)) for v in {v.municipality_id: v for v in reversed(held)}.values()],
    }


@needs(Ability.MANAGE)
def change(request: HttpRequest, key: str) -> HttpResponse:
    """One parameter with its history; add a value that holds from a day on."""
    if key == PROGRAMME:  # takes two people
        return redirect("protocols")
    home = home_of(request)
    try:
        parameter = national(key, today())
    except KeyError:
        raise Http404 from None
    form = ValueForm(request.POST or None, initial={"valid_from": today()}, organisation=home, national=parameter)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            set_parameter(organisation=home, key=key, **form.cleaned_data)
            record_change(request, f"parameter:{key}")
        messages.success(request, _("De nieuwe waarde is bewaard."))
        return redirect("manage_parameter", key=key)
    history = [(value, said(value.value, parameter.unit)) for value in local_values(home, key=key)]
    context = {
        "form": form,
        "parameter": parameter,
        "name": name_of(key),
        "meaning": meaning_of(key),
        "unit": unit_of(parameter.unit),
        "national": said(parameter.value, parameter.unit),
        "history": history,
        "part": "parameters",
    }
    return render(request, "admin/parameter.html", context)


def said(value: Any, unit: str) -> str:
    """A parameter's value in words: ja, € 50,00, 28 days, Zorg, Huur; a table as JSON."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if unit == "eurocent":
        return euro(value)
    if isinstance(value, list) and all(isinstance(item, str | int) for item in value):
        return ", ".join(kind_said(str(item)) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else f"{value}"
