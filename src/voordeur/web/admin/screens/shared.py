"""Shared addresses (P03): the list, what is proposed for it, adding one with a reason, taking one off."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from voordeur import people
from voordeur.accounts.models import User
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.record.queries import parameter
from voordeur.shell.clock import today
from voordeur.stages.match.actions.share import SharedKind, Where, unshare_address
from voordeur.stages.match.queries.shared import hints, shared_addresses
from voordeur.web.admin.changes import record_change
from voordeur.web.admin.screens import home_of


class SharedAddressForm(forms.Form):
    """An address where each person is a household of their own, and why."""

    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=7)
    number = forms.CharField(label=gettext_lazy("Huisnummer"), max_length=10)
    whole = forms.BooleanField(label=gettext_lazy("Alle toevoegingen van dit huisnummer"), required=False, initial=True)
    letter = forms.CharField(label=gettext_lazy("Huisletter"), max_length=5, required=False)
    addition = forms.CharField(label=gettext_lazy("Toevoeging"), max_length=20, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Wat voor adres is het?"), choices=SharedKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Hoe weet u dat?"),
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: vergunning voor kamerverhuur, lijst van de instelling. Zet hier geen namen."),
    )

    def where(self) -> Where:
        """The address that was typed."""
        said = self.cleaned_data
        return Where(said["postcode"], said["number"], said["letter"], said["addition"], said["whole"])


@needs(Ability.MANAGE)
def show(request: HttpRequest) -> HttpResponse:
    """The list, what is proposed, and a form to add one."""
    form = SharedAddressForm(request.POST or None, initial={key: request.GET.get(key, "") for key in ("postcode", "number")})
    form.fields["whole"].initial = True
    if request.method == "POST" and form.is_valid():
        try:
            return _add(request, form)
        except ValueError as error:
            form.add_error(None, str(error))
    home = home_of(request)
    limit = int(parameter("shared_hint_surnames", organisation=home, on=today()))
    context = {
        "form": form,
        "addresses": shared_addresses(cast(User, request.user)),
        "hints": hints(home, more_than=limit),
        "limit": limit,
        "part": "shared",
    }
    if context["hints"]:
        record_change(request, "shared-address-hints")
    return render(request, "admin/shared.html", context, status=422 if form.is_bound else 200)


def _add(request: HttpRequest, form: SharedAddressForm) -> HttpResponse:
    said, by = form.cleaned_data, cast(User, request.user)
    with transaction.atomic():
        made, split = people.share(
            home_of(request), at=form.where(), kind=said["kind"], reason=said["reason"], by=by, today=today()
        )
        record_change(request, f"shared-address:{made.pk}")
    told = ngettext("%(n)s bewoner kreeg een eigen zaak.", "%(n)s bewoners kregen een eigen zaak.", split) % {"n": split}
    messages.success(request, _("Op de lijst gezet.") + " " + told)
    return redirect("manage_shared")


@require_POST
@needs(Ability.MANAGE)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an address off the list; nobody is put together again."""
    address = get_object_or_404(shared_addresses(cast(User, request.user)), pk=pk)
    with transaction.atomic():
        unshare_address(address, by=cast(User, request.user), today=today())
        record_change(request, f"shared-address:{address.pk}")
    messages.success(request, _("Van de lijst gehaald. Wie al een eigen zaak heeft, houdt die."))
    return redirect("manage_shared")
