"""Forms for help: the offer and its answer, what is agreed, the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.shell.forms import DayInput, WhenForm
from voordeur.stages.help.rules.agreement import AgreementKind
from voordeur.stages.help.rules.outcome import Outcome, Problem
from voordeur.web.case import sentences
from voordeur.web.case.forms.parts import MAY_READ, PersonForm, note_field
from voordeur.web.case.sentences import said


class OfferForm(PersonForm):
    """Help is offered to one person, and that person answers (P28)."""

    answer = forms.ChoiceField(
        label=_("Wat is het antwoord?"),
        widget=forms.RadioSelect,
        choices=[
            ("", _("Aangeboden, nog geen antwoord")),
            ("accepted", _("Neemt hulp aan")),
            ("declined", _("Wil geen hulp")),
        ],
        required=False,
        initial="",
    )
    note = note_field()
    field_order = ("resident", "answer", "on", "note")


class AgreementForm(PersonForm):
    """One line of the afsprakenplan."""

    kind = forms.ChoiceField(
        label=_("Wat voor afspraak?"),
        widget=forms.RadioSelect,
        choices=[
            (AgreementKind.ACTION.value, _("Iemand doet iets")),
            (AgreementKind.REFERRAL.value, _("Verwijzing naar een ander")),
        ],
        initial=AgreementKind.ACTION.value,
    )
    text = forms.CharField(label=_("Afspraak"), help_text=MAY_READ, widget=forms.Textarea(attrs={"rows": 3}))
    owner = forms.CharField(label=_("Wie doet het"), required=False, max_length=120, help_text=MAY_READ)
    due_on = forms.DateField(label=_("Klaar op"), required=False, widget=DayInput())
    referred_to = forms.ChoiceField(label=_("Verwijzen naar"), required=False, help_text=_("Alleen bij een verwijzing."))
    agreed = forms.BooleanField(label=_("De bewoner stemt in met de verwijzing"), required=False)
    exception_reason = forms.CharField(
        label=_("Waarom zonder instemming"),
        required=False,
        help_text=_("Alleen in het uiterste geval. De bewoner mag dit lezen."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("resident", "kind", "text", "owner", "due_on", "referred_to", "agreed", "exception_reason", "on")

    def __init__(self, *args: Any, directory: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["referred_to"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((code, place["name"]) for code, place in directory.items()),
        ]


class CloseForm(WhenForm):
    """The end of the case: one of the sixteen DDAS results."""

    outcome = forms.ChoiceField(label=_("Resultaat"), widget=forms.RadioSelect)
    note = note_field()
    field_order = ("outcome", "on", "note")

    def __init__(self, *args: Any, choices: Mapping[Outcome, Problem | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [outcome for outcome, problem in choices.items() if problem is None]
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (outcome.value, said(sentences.OUTCOMES, outcome.value)) for outcome in possible
        ]
