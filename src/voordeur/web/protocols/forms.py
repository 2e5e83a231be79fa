"""The forms of working methods."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality
from voordeur.shell.forms import DayInput

# So far back a method can be tried on what is on record.
MONTHS = (3, 6, 12, 24)


class ProposeForm(forms.Form):
    """Where, from which day, and why new cases go by a method."""

    municipality = forms.TypedChoiceField(label=_("Voor welke gemeente?"), coerce=int, required=False, empty_value=None)
    from_on = forms.DateField(label=_("Voor nieuwe zaken vanaf"), widget=DayInput())
    why = forms.CharField(label=_("Waarom?"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, towns: Collection[Municipality], today: date, all_of_them: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["from_on"].initial = today
        field = self.fields["municipality"]
        everywhere = [("", _("Alle gemeenten"))] if all_of_them and len(towns) != 1 else []
        field.choices = [*everywhere, *((town.pk, town.name) for town in towns)]  # type: ignore[attr-defined]
        field.required = not everywhere

    def clean_from_on(self) -> date:
        """Today or a day that comes."""
        from_on: date = self.cleaned_data["from_on"]
        if from_on < self.today:
            raise forms.ValidationError(_("Kies een dag die nog komt, of vandaag."))
        return from_on


class WriteForm(forms.Form):
    """The text of a method."""

    text = forms.CharField(
        label=_("De werkwijze"),
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 34, "spellcheck": "false", "class": "vd-code", "data-lines": ""}),
    )
