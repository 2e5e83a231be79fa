"""The forms of somebody who calls: two questions, and what came of the talk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.shell.forms import DayInput
from voordeur.web.case import sentences
from voordeur.web.inbound.identity import NEEDED, Question

ASKED: Mapping[Question, tuple[Any, Any]] = {
    Question.BIRTH: (_("Wat is uw geboortedatum?"), _("Zo typen: 31-12-1970")),
    Question.ADDRESS: (_("Wat is uw postcode met het huisnummer?"), _("Zo typen: 9999 ZZ 1")),
    Question.EMAIL: (_("Welk e-mailadres hebt u opgegeven?"), ""),
    Question.CUSTOMER: (_("Wat is uw klant- of huurdersnummer?"), ""),
}


class IdentityForm(forms.Form):
    """The questions that can be asked of one person; two are answered. What is right is not decided here."""

    any_two = True  # none of them by itself must be filled in, and none is left out as such

    def __init__(self, *args: Any, questions: Collection[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            label, how = ASKED[question]
            widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"})
            self.fields[question.value] = forms.CharField(
                label=label, help_text=how, required=False, max_length=120, widget=widget
            )

    def clean(self) -> dict[str, Any]:
        """Two answers, no fewer."""
        cleaned = super().clean() or {}
        if sum(bool(answer) for answer in cleaned.values()) < NEEDED:
            raise forms.ValidationError(_("Stel twee vragen en typ beide antwoorden."))
        return cleaned

    def answers(self) -> dict[Question, str]:
        """What was answered."""
        return {Question(name): answer for name, answer in self.cleaned_data.items() if answer}


class MomentForm(forms.Form):
    """When somebody wants to be called or visited."""

    on = forms.DateField(label=_("Op welke dag?"), required=False, widget=DayInput())
    day_part = forms.ChoiceField(
        label=_("Dagdeel"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("maakt niet uit")), *sentences.DAY_PARTS.items()],
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        """A day that comes; none is as soon as can be."""
        on: date | None = self.cleaned_data["on"]
        if on is not None and on < self.today:
            raise forms.ValidationError(_("Deze dag is al geweest."))
        return on or self.today
