"""The form on the style page: one field of each sort."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.shell.forms import DayInput


class SampleForm(forms.Form):
    """Made-up questions; nothing is kept."""

    name = forms.CharField(label=_("Naam"), help_text=_("Zoals iemand genoemd wil worden."))
    amount = forms.IntegerField(label=_("Aantal"), required=False)
    on = forms.DateField(label=_("Dag"), widget=DayInput, required=False)
    part = forms.ChoiceField(
        label=_("Dagdeel"),
        widget=forms.RadioSelect,
        choices=[("Ochtend", _("ochtend")), ("Middag", _("middag")), ("Avond", _("avond"))],
    )
    kind = forms.ChoiceField(label=_("Soort"), choices=[("Huur", _("huur")), ("Energie", _("energie"))])
    towns = forms.MultipleChoiceField(
        label=_("Gemeenten"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("9001", "Waterstad"), ("9002", "Veenstad")],
        required=False,
    )
    note = forms.CharField(label=_("Notitie"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label=_("Bestand"), required=False)
    agreed = forms.BooleanField(label=_("De bewoner vindt dit goed"), required=False)
