"""Forms of the administration. Each offers only what stands inside the administrator's own organisation."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Municipality, Organisation, OrganisationKind, Role
from voordeur.accounts.queries import municipalities_of, partner_organisations
from voordeur.programmes.parameters import Parameter
from voordeur.record.models import Partner
from voordeur.record.queries import parameter
from voordeur.record.words import kind_said
from voordeur.shell.forms import DayInput


class PersonForm(forms.Form):
    """Somebody's name, role and municipalities; the e-mail address only when they are new."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(label=_("E-mailadres"), help_text=_("Hiermee meldt iemand zich aan."))
    role = forms.ChoiceField(label=_("Rol"), widget=forms.RadioSelect, choices=[])
    municipalities = forms.ModelMultipleChoiceField(
        label=_("Alleen voor"),
        queryset=Municipality.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Niets gekozen: alle gemeenten van de organisatie."),
    )

    def __init__(self, *args: Any, organisation: Organisation, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Role.choices if _fits(value, organisation)
        ]
        if not new:
            del self.fields["email"]
        if organisation.kind == OrganisationKind.PARTNER:
            del self.fields["municipalities"]
        else:
            self.fields["municipalities"].queryset = municipalities_of(organisation)  # type: ignore[attr-defined]


def _fits(role: str, organisation: Organisation) -> bool:
    """A partner's people deliver and administer; the others do everything but that."""
    if organisation.kind == OrganisationKind.PARTNER:
        return role in {Role.PARTNER_STAFF, Role.ADMINISTRATOR}
    return role != Role.PARTNER_STAFF


class PartnerForm(forms.Form):
    """A signalling partner; its kind from the legal list of the day (R01)."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=60,
        help_text=_("Zoals in bestandsnamen, bijvoorbeeld woonstichting-noord. Verandert niet meer."),
    )
    name = forms.CharField(label=_("Naam"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort"), choices=[])
    attested = forms.BooleanField(
        label=_("De partner verklaart voor elk signaal de wettelijke stappen te hebben gezet"), required=False
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisatie waarvan medewerkers zich aanmelden"), queryset=Organisation.objects.none(), required=False
    )

    def __init__(self, *args: Any, receiver: Organisation, today: date, partner: Partner | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.receiver = receiver
        self.fields["kind"].choices = _kinds(receiver, today, partner)  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = partner_organisations()  # type: ignore[attr-defined]
        if partner:
            del self.fields["code"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Partner.objects.filter(receiver=self.receiver, code=code).exists():
            raise ValidationError(gettext("Er is al een partner met deze code."))
        return code


def _kinds(receiver: Organisation, today: date, partner: Partner | None) -> list[tuple[str, Any]]:
    legal = list(parameter("partner_kinds", organisation=receiver, on=today))
    trial = list(parameter("experiment_kinds", organisation=receiver, on=today))
    groups: list[tuple[str, Any]] = [(gettext("volgens de wet"), [(kind, kind_said(kind)) for kind in legal])]
    if trial:
        groups.append((gettext("in het experiment"), [(kind, kind_said(kind)) for kind in trial]))
    if partner and partner.kind not in {*legal, *trial}:
        groups.append((gettext("nu"), [(partner.kind, kind_said(partner.kind))]))
    return groups


class ValueForm(forms.Form):
    """An own value of a dated parameter: what, from when, for whom, on whose authority."""

    value = forms.CharField(label=_("Waarde"))
    valid_from = forms.DateField(label=_("Geldt vanaf"), widget=DayInput)
    municipality = forms.ModelChoiceField(
        label=_("Voor"), queryset=Municipality.objects.none(), required=False, empty_label=_("alle gemeenten")
    )
    source = forms.CharField(label=_("Bron"), max_length=200, help_text=_("Bijvoorbeeld: raadsbesluit 12 maart 2026, artikel 3."))

    def __init__(self, *args: Any, organisation: Organisation, national: Parameter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.national = national
        self.fields["value"] = value_field(national)
        self.fields["municipality"].queryset = municipalities_of(organisation)  # type: ignore[attr-defined]

    def clean_value(self) -> Any:
        """The value in the shape of the national one. Raises ValidationError for another shape."""
        value = self.cleaned_data["value"]
        like = self.national.value
        if isinstance(like, bool):
            return value == "yes"
        if self.national.unit == "eurocent" and isinstance(like, int):
            return round(value * 100)
        if isinstance(like, int | str):
            return value
        if not isinstance(value, type(like)) or (isinstance(like, list) and not _same_items(value, like)):
            raise ValidationError(
                gettext("Dit heeft een andere vorm dan de landelijke waarde: %(value)s.") % {"value": json.dumps(like)}
            )
        return value


def _same_items(value: list[Any], like: list[Any]) -> bool:
    return bool(value) and {type(item) for item in value} <= {type(item) for item in like}


def value_field(national: Parameter) -> forms.Field:
    """The question that fits a parameter: yes or no, an amount in euros, a number, a word, or a list or table as JSON."""
    like = national.value
    label = _("Waarde")
    if isinstance(like, bool):
        return forms.ChoiceField(label=label, choices=[("yes", _("ja")), ("no", _("nee"))], widget=forms.RadioSelect)
    if national.unit == "eurocent" and isinstance(like, int):
        return forms.DecimalField(label=label, help_text=_("in euro's"), min_value=0, decimal_places=2)
    if isinstance(like, int):
        return forms.IntegerField(label=label, help_text=national.unit, min_value=0)
    if isinstance(like, str):
        return forms.CharField(label=label, help_text=national.unit, max_length=200)
    return forms.JSONField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Als JSON, in dezelfde vorm als de landelijke waarde."),
    )


class MunicipalityForm(forms.Form):
    """A municipality that the organisation is going to work for."""

    code = forms.RegexField(label=_("Gemeentecode"), regex=r"^\d{4}$", help_text=_("Vier cijfers, zoals het CBS ze geeft."))
    name = forms.CharField(label=_("Naam"), max_length=80)


class OrganisationForm(forms.Form):
    """Whom a resident may ring about a letter."""

    contact_name = forms.CharField(label=_("Contactpersoon"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False)
