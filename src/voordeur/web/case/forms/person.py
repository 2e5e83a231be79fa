"""Forms about one of the people: who acts for them, living apart, what to mind."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from voordeur.record.actions import Acting
from voordeur.record.models import RepresentativeKind
from voordeur.shell.forms import DayInput
from voordeur.web.case import sentences


class MarksForm(forms.Form):
    """What to mind with somebody."""

    silent_address = forms.BooleanField(
        label=_("Ander adres niet noemen"),
        required=False,
        help_text=_("Nergens en tegen niemand: niet in een brief, niet aan de deur, niet aan een ex of huisgenoot."),
    )
    entrepreneur = forms.BooleanField(
        label=_("Heeft een eigen bedrijf"),
        required=False,
        help_text=_("Eenmanszaak, vof of maatschap: het ondernemersloket helpt."),
    )


class ApartForm(forms.Form):
    """Somebody gets a case of their own though others live at the address."""

    reason = forms.ChoiceField(label=_("Waarom apart?"), widget=forms.RadioSelect, choices=list(sentences.APART.items()))


class RepresentativeForm(forms.Form):
    """Who acts for somebody, and how to reach them."""

    kind = forms.ChoiceField(label=_("Wie handelt er?"), widget=forms.RadioSelect, choices=RepresentativeKind.choices)
    name = forms.CharField(label=_("Naam"), max_length=120)
    office = forms.CharField(label=_("Kantoor"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telefoon"), max_length=40, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False, validators=[EmailValidator()])
    since = forms.DateField(label=_("Sinds"), widget=DayInput())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["since"].initial = today

    def clean_since(self) -> date:
        """Refuses a day that is still to come."""
        since: date = self.cleaned_data["since"]
        if since > self.today:
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return since

    def acting(self) -> Acting:
        """Who acts, as it was typed."""
        said = self.cleaned_data
        return Acting(said["kind"], said["name"], said["office"], said["phone"], said["email"])
