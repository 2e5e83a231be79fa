"""Which signals are taken apart along with the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.stages.match.actions import Link
from voordeur.templatetags.shell import euro, month, person_name


class AlongForm(forms.Form):
    """The other signals of the same account, all ticked: where one is wrong, the others that came the same road mostly are."""

    along = forms.TypedMultipleChoiceField(
        label=_("Andere signalen van dezelfde klant, bij dezelfde persoon. Neem ze mee als ook die over iemand anders gaan."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, account: Sequence[Link], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = {link.pk: link for link in account}
        self.fields["along"].choices = [(pk, _said(link)) for pk, link in self.account.items()]  # type: ignore[attr-defined]
        self.fields["along"].initial = list(self.account)
        if not account:
            del self.fields["along"]

    def chosen(self) -> list[Link]:
        """The links that go along; call after `is_valid`."""
        return [self.account[pk] for pk in self.cleaned_data.get("along", [])]


def _said(link: Link) -> str:
    signal = link.signal
    return f"{person_name(signal)} · {month(signal.month)}, {euro(signal.amount_cents)}"
