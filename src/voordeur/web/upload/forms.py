"""Which file, for which partner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import User
from voordeur.record.models import Partner
from voordeur.stages.deliver.queries.uploading import partners_for


class UploadForm(forms.Form):
    """A file; the partner is asked only of who delivers for more than one."""

    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Van welke partner is dit bestand?"))
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
        partners = partners_for(user)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]
        if partners.count() == 1:
            self.fields["partner"].widget = forms.HiddenInput()
            self.initial["partner"] = partners.get().pk
