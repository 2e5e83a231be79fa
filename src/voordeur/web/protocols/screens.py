"""Working methods to read: the list, the sentences, the drawing, the check, beside another, tried on what is on record."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from voordeur.accounts.models import Municipality, User
from voordeur.privacy.access import Ability, within
from voordeur.privacy.gate import needs
from voordeur.record.models import Case
from voordeur.shell.clock import today
from voordeur.stages.reach.queries.checking import checked
from voordeur.stages.reach.queries.protocols import methods_of, switches
from voordeur.stages.reach.queries.recorded import tried
from voordeur.stages.reach.rules.telling import compare, draw, show
from voordeur.web.protocols.forms import MONTHS
from voordeur.web.protocols.page import in_words, language, listed, method_or_404, municipalities_of, switched_on, title_of
from voordeur.web.protocols.reading import parts
from voordeur.web.protocols.trying import told


@require_safe
@needs(Ability.READ_PROTOCOLS)
def overview(request: HttpRequest) -> HttpResponse:
    """Which method is on where, what is proposed, and all there are."""
    user = cast(User, request.user)
    rows, methods = listed(user)
    proposals = list(switches(user)[:20])
    context = {
        "on": switched_on(user, methods),
        "waiting": [(one, title_of(methods, one.protocol)) for one in proposals if one.decided_by_id is None],
        "decided": [(one, title_of(methods, one.protocol)) for one in proposals if one.decided_by_id is not None],
        "rows": rows,
        "language": language(),
    }
    return render(request, "protocols/overview.html", context)


@require_safe
@needs(Ability.READ_PROTOCOLS)
def read(request: HttpRequest, method: str) -> HttpResponse:
    """One method in plain sentences, with its drawing."""
    found = method_or_404(request, method)
    return render(
        request, "protocols/read.html", {"method": found, "parts": parts(show(found.protocol, language())), "part": "read"}
    )


@require_safe
@needs(Ability.READ_PROTOCOLS)
def drawing(request: HttpRequest, method: str) -> HttpResponse:
    """The drawing of a method, as a picture of its own."""
    found = method_or_404(request, method)
    return HttpResponse(draw(found.protocol, language()), content_type="image/svg+xml; charset=utf-8")


@require_safe
@needs(Ability.READ_PROTOCOLS)
def check(request: HttpRequest, method: str) -> HttpResponse:
    """Whether a method keeps the law here. The playing takes seconds: the page comes at once, and asks for what was found."""
    found, towns = method_or_404(request, method), municipalities_of(cast(User, request.user))
    town = chosen_town(request, towns)
    context = {"method": found, "part": "check", "towns": towns, "town": town}
    if "nu" not in request.GET:
        return render(request, "protocols/check.html", context)
    findings = in_words(checked(cast(User, request.user).organisation, town, found.text, on=today()))
    context |= {"findings": findings, "breaches": sum(one.breach for one in findings)}
    part = request.htmx  # type: ignore[attr-defined]
    return render(request, "protocols/_findings.html" if part else "protocols/check.html", context)


@require_safe
@needs(Ability.READ_PROTOCOLS)
def beside(request: HttpRequest, method: str) -> HttpResponse:
    """What two methods share and where they differ."""
    found, methods = method_or_404(request, method), methods_of(cast(User, request.user).organisation)
    other = methods.get(request.GET.get("met", ""))
    others = [(key, title_of(methods, key)) for key in methods if key != found.key]
    context = {"method": found, "part": "beside", "others": others, "other": other}
    if other:
        context["parts"] = parts(compare(found.protocol, other.protocol, language()))[1:]
    return render(request, "protocols/beside.html", context)


@require_safe
@needs(Ability.MANAGE_PROTOCOLS)
def attempt(request: HttpRequest, method: str) -> HttpResponse:
    """What a method would have done with the cases on record; counted, nobody's name. The page comes at once, then the count."""
    found = method_or_404(request, method)
    asked = request.GET.get("maanden", "")
    months = int(asked) if asked in {str(one) for one in MONTHS} else 0
    context = {"method": found, "part": "try", "choices": MONTHS, "months": months}
    if months and "nu" in request.GET:
        cases = Case.objects.filter(within(cast(User, request.user)))
        context["told"] = told(tried(found.protocol, cases, months=months, today=today()))
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "protocols/_tried.html", context)
    return render(request, "protocols/try.html", context)


def chosen_town(request: HttpRequest, towns: list[Municipality]) -> Municipality | None:
    """The municipality in the address; the only one there is; None: the terms of the whole organisation."""
    asked = request.GET.get("gemeente", "")
    return towns[0] if len(towns) == 1 else next((town for town in towns if str(town.pk) == asked), None)
