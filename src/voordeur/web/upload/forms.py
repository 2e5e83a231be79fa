"""Which file, for which partner."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import User
from voordeur.record.models import Partner
from voordeur.stages.deliver.queries.uploading import has_desk, partners_for

DESK = "meldpunt"


class UploadForm(forms.Form):
    """A file; the partner is asked only of who delivers for more than one.

    `cleaned_data["partner"]` is None for a desk's file, which names the partner of each line itself (P01).
    """

    partner = forms.ChoiceField(label=_("Van welke partner is dit bestand?"))
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("CSV, Excel (XLSX) of JSON, zoals u het uit uw eigen systeem haalt. U kunt het hier ook naartoe slepen."),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Het bestand is leeg. Maak de export opnieuw en lever die aan."),
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(partner.pk): partner for partner in partners_for(user)}
        choices: list[tuple[str, str | Promise]] = [(pk, partner.name) for pk, partner in self.partners.items()]
        if has_desk(user) and choices:
            choices.append((DESK, _("Meldpunt (bestand met meer partners)")))
        field = cast(forms.ChoiceField, self.fields["partner"])
        field.choices = [("", "---------"), *choices]
        if len(choices) == 1:
            field.widget = forms.HiddenInput()
            self.initial["partner"] = choices[0][0]

    def clean_partner(self) -> Partner | None:
        return self.partners.get(self.cleaned_data["partner"])
