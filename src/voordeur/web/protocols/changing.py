"""Working methods changed: a version of one's own, a proposal to switch one on, the second person's word."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voordeur.accounts.models import Municipality, User
from voordeur.privacy.access import Ability, serves_some
from voordeur.privacy.gate import needs
from voordeur.shell.clock import today
from voordeur.stages.reach.actions.protocols import decide_switch, propose_switch, write_version
from voordeur.stages.reach.queries.checking import breaches, checked
from voordeur.stages.reach.queries.protocols import Method, method_of, methods_of, switches
from voordeur.stages.reach.rules.language import ProtocolError, read_protocol
from voordeur.stages.reach.rules.law import Finding
from voordeur.web.admin.changes import record_change
from voordeur.web.protocols.forms import ProposeForm, WriteForm
from voordeur.web.protocols.page import as_notes, in_words, language, method_or_404, municipalities_of, title_of
from voordeur.web.protocols.writing import Mistake, mistakes


@needs(Ability.MANAGE_PROTOCOLS)
def write(request: HttpRequest) -> HttpResponse:
    """Write a version of one's own, from a stored one; what is wrong stands beside it with its place. Nothing stored changes."""
    user = cast(User, request.user)
    start = method_of(user.organisation, request.GET.get("vanaf", ""))
    form = WriteForm(request.POST or None, initial={"text": start.text if start else ""})
    wrong: list[Mistake] = []
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        try:
            if "keep" in request.POST:
                return _kept(request, text)
            read_protocol(text)
            messages.success(request, _("De tekst is te lezen. Bewaar hem, en laat hem dan toetsen."))
        except ProtocolError as error:
            wrong = mistakes(error, text, language())
    context = {
        "form": form,
        "start": start,
        "wrong": wrong,
        "methods": [] if start else list(methods_of(user.organisation).values()),
    }
    return render(request, "protocols/write.html", context, status=422 if wrong or (form.is_bound and form.errors) else 200)


def _kept(request: HttpRequest, text: str) -> HttpResponse:
    user = cast(User, request.user)
    with transaction.atomic():
        made = write_version(user.organisation, text=text, by=user)
        record_change(request, f"protocol:{made.name}@{made.version}")
    messages.success(request, _("Bewaard als versie %(version)s. Lopende zaken houden hun versie.") % {"version": made.version})
    return redirect("protocol", f"{made.name}@{made.version}")


@needs(Ability.MANAGE_PROTOCOLS)
def propose(request: HttpRequest, method: str) -> HttpResponse:
    """Propose to approach new cases by a method; checked for that municipality first, and never with a breach."""
    user, found = cast(User, request.user), method_or_404(request, method)
    towns = municipalities_of(user)
    form = ProposeForm(request.POST or None, towns=towns, today=today(), all_of_them=not serves_some(user))
    against: tuple[Finding, ...] = ()
    if form.is_bound and form.is_valid():
        town = next((one for one in towns if one.pk == form.cleaned_data["municipality"]), None)
        findings = checked(user.organisation, town, found.text, on=today())
        against = tuple(breaches(findings))
        if against:
            form.add_error(None, _("Deze werkwijze kan niet aan: zij is in strijd met wet of beleid. Hieronder staat waarom."))
        elif _proposed(request, form, found, town, findings):
            messages.success(request, _("Voorgesteld. De werkwijze gaat aan zodra een collega ermee instemt."))
            return redirect("protocols")
    context = {"method": found, "part": "propose", "form": form, "findings": in_words(against)}
    return render(request, "protocols/propose.html", context, status=422 if form.is_bound else 200)


def _proposed(
    request: HttpRequest, form: ProposeForm, found: Method, town: Municipality | None, findings: tuple[Finding, ...]
) -> bool:
    """Whether the proposal stands; what refuses it stands above the form."""
    user, said = cast(User, request.user), form.cleaned_data
    try:
        with transaction.atomic():
            made = propose_switch(
                user.organisation,
                municipality=town,
                protocol=found.key,
                from_on=said["from_on"],
                why=said["why"],
                notes=as_notes(findings),
                by=user,
                today=today(),
            )
            record_change(request, f"protocol-switch:{made.pk}")
    except ValueError as error:
        form.add_error(None, str(error))
        return False
    return True


@require_POST
@needs(Ability.MANAGE_PROTOCOLS)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person agrees, or does not. Checked again: terms and texts may have changed since."""
    user = cast(User, request.user)
    switch = switches(user).filter(pk=pk).first()
    if switch is None:
        raise Http404
    agreed, found = "agree" in request.POST, method_of(switch.organisation, switch.protocol)
    if agreed and (found is None or breaches(checked(switch.organisation, switch.municipality, found.text, on=today()))):
        messages.error(request, _("Deze werkwijze is intussen in strijd met wet of beleid. Bekijk de toets."))
        return redirect("protocols")
    try:
        with transaction.atomic():
            decide_switch(switch, agreed=agreed, by=user, today=today())
            record_change(request, f"protocol-switch:{switch.pk}")
    except ValueError as error:
        messages.error(request, str(error))
        return redirect("protocols")
    title = title_of(methods_of(switch.organisation), switch.protocol)
    said = _("%(title)s gaat aan voor nieuwe zaken.") if agreed else _("%(title)s gaat niet aan.")
    messages.success(request, said % {"title": title})
    return redirect("protocols")
