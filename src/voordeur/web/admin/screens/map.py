"""The municipality's own map: its addresses and streets, read in from files, so that no address is asked of anybody."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.shell.clock import now
from voordeur.stages.visit.actions.map_files import MapFile, take_in
from voordeur.stages.visit.queries.map_files import map_known
from voordeur.web.admin.changes import record_change
from voordeur.web.admin.screens import home_of


class MapFileForm(forms.Form):
    """A file, and what it holds."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat staat erin?"),
        choices=[("addresses", gettext_lazy("Adressen, één per regel")), ("streets", gettext_lazy("Straten en grenzen"))],
        initial="addresses",
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=gettext_lazy("Bestand"), allow_empty_file=False)


@needs(Ability.MANAGE)
def show(request: HttpRequest) -> HttpResponse:
    """What is known, the last files, and a form for one more; for its own asking every second the files alone."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "admin/map_files.html", _context(request))
    form = MapFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, cast(User, request.user)
        file = take_in(home_of(request), kind=given["kind"], name=given["file"].name, content=given["file"], by=by, now=now())
        record_change(request, f"map-file:{file.pk}")
        if file.state != "failed":
            _say(request, file)
            return redirect("manage_map")
        form.add_error("file", _fault(file))
    return render(request, "admin/map.html", {"form": form, **_context(request)}, status=422 if form.errors else 200)


def _context(request: HttpRequest) -> dict[str, Any]:
    known = map_known(home_of(request))
    return {"known": known, "files": [{"file": one, "fault": _fault(one)} for one in known.files], "part": "map"}


def _say(request: HttpRequest, file: MapFile) -> None:
    if file.state == "done":
        said = ngettext("Ingelezen: %(n)s regel van het bestand.", "Ingelezen: %(n)s regels van het bestand.", file.lines)
        messages.success(request, said % {"n": file.lines})
    else:
        messages.info(request, _("Het bestand wordt nu gelezen. U kunt deze bladzijde verlaten."))


def _fault(file: MapFile) -> str:
    return str(file.fault.get("en" if (get_language() or "nl").startswith("en") else "nl", ""))
