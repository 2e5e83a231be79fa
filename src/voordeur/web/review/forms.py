"""Which sample to draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from voordeur.accounts.models import Municipality, User
from voordeur.privacy.access import serves_some
from voordeur.templatetags.shell import month as month_said

SIZES = (20, 40, 80, 160, 320)
USUAL = 80


class SampleForm(forms.Form):
    """A month, a size, and for whom: everybody, or one municipality."""

    month = forms.TypedChoiceField(label=_("Van welke maand?"), coerce=date.fromisoformat)
    municipality = forms.ModelChoiceField(label=_("Van welke gemeente?"), queryset=Municipality.objects.none(), required=False)
    size = forms.TypedChoiceField(
        label=_("Hoeveel signalen?"),
        coerce=int,
        initial=USUAL,
        choices=[(n, ngettext_lazy("%(n)d signaal", "%(n)d signalen", n) % {"n": n}) for n in SIZES],
        help_text=_("Zo'n veertig per half uur. Een steekproef kan later groeien; wat beoordeeld is blijft tellen."),
    )

    def __init__(self, *args: Any, user: User, months: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [(month.isoformat(), month_said(month)) for month in months]  # type: ignore[attr-defined]
        mine = user.municipalities.all() if serves_some(user) else user.organisation.municipalities.all()
        whom = self.fields["municipality"]
        whom.queryset = mine.order_by("name")  # type: ignore[attr-defined]
        whom.empty_label = None if serves_some(user) else _("alle gemeenten")  # type: ignore[attr-defined]
        whom.required = serves_some(user)
        if len(mine) < 2 and not serves_some(user):
            del self.fields["municipality"]
