"""Who works here: add, change, block, and renew somebody's access by a one-time link."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voordeur.accounts import actions
from voordeur.accounts.links import link_for
from voordeur.accounts.models import User
from voordeur.accounts.queries import people_of
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.web.admin.changes import record_change
from voordeur.web.admin.forms import PersonForm
from voordeur.web.admin.screens import home_of


@needs(Ability.MANAGE)
def show(request: HttpRequest) -> HttpResponse:
    """Everybody of the organisation."""
    return render(request, "admin/people.html", {"people": people_of(home_of(request)), "part": "people"})


@needs(Ability.MANAGE)
def add(request: HttpRequest) -> HttpResponse:
    """Invite somebody new; the one-time link is shown once."""
    home = home_of(request)
    form = PersonForm(request.POST or None, organisation=home, new=True)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                person = actions.invite_person(organisation=home, **form.cleaned_data)
                record_change(request, f"user:{person.pk}")
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return show_link(request, person)
    return render(request, "admin/person.html", {"form": form, "part": "people"})


@needs(Ability.MANAGE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what somebody is called and does."""
    home = home_of(request)
    person = get_object_or_404(people_of(home), pk=pk)
    held = {"name": person.name, "role": person.role, "municipalities": person.municipalities.all()}
    form = PersonForm(request.POST or None, initial=held, organisation=home, new=False)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.change_person(person, **form.cleaned_data)
                record_change(request, f"user:{person.pk}")
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Bewaard: %(name)s.") % {"name": person.name})
            return redirect("manage")
    return render(request, "admin/person.html", {"form": form, "person": person, "part": "people"})


@require_POST
@needs(Ability.MANAGE)
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Take password and second factor away and show a new one-time link."""
    person = get_object_or_404(people_of(home_of(request)), pk=pk, is_active=True)
    with transaction.atomic():
        actions.reset_access(person)
        record_change(request, f"user:{person.pk}")
    return show_link(request, person)


def show_link(request: HttpRequest, person: User, part: str = "people") -> HttpResponse:
    """The page with somebody's one-time link; it stands there once and no cache keeps it."""
    address = request.build_absolute_uri(link_for(person))
    response = render(request, "admin/link.html", {"person": person, "address": address, "part": part})
    response.headers["Cache-Control"] = "no-store"
    return response


def _switch(request: HttpRequest, pk: int, switch: Callable[[User], None], said: str) -> HttpResponse:
    person = get_object_or_404(people_of(home_of(request)), pk=pk)
    try:
        with transaction.atomic():
            switch(person)
            record_change(request, f"user:{person.pk}")
    except ValidationError as error:
        messages.warning(request, error.messages[0])
        return redirect("manage_person", pk=pk)
    messages.success(request, said % {"name": person.name})
    return redirect("manage")


@require_POST
@needs(Ability.MANAGE)
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the door for somebody, at once."""
    return _switch(request, pk, actions.block_person, _("%(name)s kan zich niet meer aanmelden."))


@require_POST
@needs(Ability.MANAGE)
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody in again."""
    return _switch(request, pk, actions.unblock_person, _("%(name)s kan zich weer aanmelden."))
