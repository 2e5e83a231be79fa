"""What the privacy officer decides about a breach."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.privacy.breach import Ground
from voordeur.shell.forms import DayInput, WhenForm
from voordeur.web.breach.words import GROUNDS

REPORTED = "reported"


class DecisionForm(forms.Form):
    """Reported to the authority, or not, with the ground; only the grounds that the facts bear out are offered."""

    decision = forms.ChoiceField(label=_("Wat is het besluit?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Toelichting"),
        required=False,
        help_text=_("Bij een melding: het nummer van de Autoriteit Persoonsgegevens. Zet hier geen namen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, outside: bool, inside: bool, only_report: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fits = {
            Ground.NOTHING_LEFT: not outside and not inside,
            Ground.INSIDE_ONLY: not outside and inside,
            Ground.NO_RISK: outside,
        }
        grounds = [] if only_report else [(str(ground), GROUNDS[ground]) for ground, true in fits.items() if true]
        report = (REPORTED, _("Gemeld bij de Autoriteit Persoonsgegevens"))
        self.fields["decision"].choices = [report, *grounds]  # type: ignore[attr-defined]


class ToldForm(WhenForm):
    """The people concerned were told."""

    on = forms.DateField(label=_("Ingelicht op"), widget=DayInput())
    text = forms.CharField(
        label=_("Hoe, en wat is er gezegd?"),
        required=False,
        help_text=_("Vertel iemand nooit over wie de gegevens waren die hij kreeg, of wie zijn gegevens zag."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RemarkForm(forms.Form):
    """Something to remember about a breach."""

    text = forms.CharField(label=_("Aantekening"), help_text=_("Zet hier geen namen."), widget=forms.Textarea(attrs={"rows": 3}))
