"""Forms about the approach: a step decided otherwise, another working method, what the creditor did, who lives there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.shell.forms import DayInput, WhenForm
from voordeur.stages.reach.rules.vocabulary import CollectionStage
from voordeur.web.case import sentences
from voordeur.web.case.forms.parts import MAY_READ, note_field
from voordeur.web.case.sentences import said

# Which results an attempt of the creditor's own can have, in the order of how often they occur.
_TRIED = ("no_answer", "voicemail", "talked", "nobody", "sent", "returned", "wrong_number", "refused")
_WAYS = ("Telefoon", "Brief", "Mail", "SMS/Whatsapp", "Huisbezoek")


def _reason() -> forms.CharField:
    return forms.CharField(label=_("Waarom?"), help_text=MAY_READ, widget=forms.Textarea(attrs={"rows": 3}))


class StepForm(forms.Form):
    """Another decision about a step than the working method's; the reason stands in the story."""

    decision = forms.ChoiceField(label=_("Wat besluit u?"), widget=forms.RadioSelect)
    until = forms.DateField(label=_("Tot wanneer?"), required=False, widget=DayInput(), help_text=_("Alleen bij uitstellen."))
    reason = _reason()

    def __init__(self, *args: Any, due: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            (code, label) for code, label in sentences.DECISIONS.items() if not (due and code == "now")
        ]

    def clean(self) -> dict[str, Any]:
        """Postponing asks until when."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "postpone" and not cleaned.get("until"):
            self.add_error("until", _("Kies tot welke dag."))
        return cleaned


class MoveForm(forms.Form):
    """Another working method for a running case."""

    protocol = forms.ChoiceField(label=_("Welke werkwijze?"), widget=forms.RadioSelect)
    reason = _reason()

    def __init__(self, *args: Any, methods: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["protocol"].choices = list(methods.items())  # type: ignore[attr-defined]


class OfPartnerForm(WhenForm):
    """Something that a creditor did."""

    partner = forms.TypedChoiceField(label=_("Welke schuldeiser?"), coerce=int, widget=forms.RadioSelect)
    note = note_field()

    def __init__(self, *args: Any, partners: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["partner"]
        field.choices = list(partners.items())  # type: ignore[attr-defined]
        if len(partners) == 1:
            field.initial = next(iter(partners))


class StageForm(OfPartnerForm):
    """How far a creditor's collection came; an eviction that was carried out comes with its reason."""

    stage = forms.ChoiceField(
        label=_("Hoe ver is het?"),
        widget=forms.RadioSelect,
        choices=[(s.value, sentences.STAGES[s.value]) for s in CollectionStage],
    )
    because = forms.ChoiceField(
        label=_("Waarom ging de ontruiming toch door?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "–"), *((code, str(label).capitalize()) for code, label in sentences.EVICTED_BECAUSE.items())],
        help_text=_("Alleen als de woning is ontruimd."),
    )
    field_order = ("stage", "because", "partner", "on", "note")

    def clean(self) -> dict[str, Any]:
        """An eviction asks why; nothing else does."""
        cleaned = super().clean() or {}
        if cleaned.get("stage") == CollectionStage.EVICTED and not cleaned.get("because"):
            self.add_error("because", _("Kies waarom de ontruiming doorging."))
        return cleaned

    def facts(self) -> dict[str, object]:
        """The facts of the event."""
        said_ = self.cleaned_data
        facts: dict[str, object] = {"stage": said_["stage"], "partner": said_["partner"]}
        if said_["stage"] == CollectionStage.EVICTED:
            facts["because"] = said_["because"]
        return facts


class PartnerStepForm(OfPartnerForm):
    """A step that the working method leaves to the creditor was carried out; of a letter: the day on which it was posted."""

    step = forms.ChoiceField(label=_("Welke stap?"), widget=forms.RadioSelect)
    field_order = ("step", "partner", "on", "note")

    def __init__(self, *args: Any, steps: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        field.choices = list(steps.items())  # type: ignore[attr-defined]
        field.initial = next(iter(steps), None)
        self.fields["on"].label = _("Op welke dag? Bij een brief: de dag van de post")


class PartnerAttemptForm(OfPartnerForm):
    """An attempt of the creditor's own: it counts as a fact, never as an attempt to help."""

    channel = forms.ChoiceField(label=_("Hoe?"), widget=forms.RadioSelect, choices=[(c, sentences.ATTEMPTS[c]) for c in _WAYS])
    result = forms.ChoiceField(
        label=_("Wat gebeurde er?"),
        widget=forms.RadioSelect,
        choices=[(c, said(sentences.RESULTS, c).capitalize()) for c in _TRIED],
    )
    day_part = forms.ChoiceField(
        label=_("Dagdeel"), required=False, widget=forms.RadioSelect, choices=[("", "–"), *sentences.DAY_PARTS.items()]
    )
    field_order = ("channel", "result", "partner", "on", "day_part", "note")

    def facts(self) -> dict[str, object]:
        """The facts of the event."""
        said_ = self.cleaned_data
        facts = {key: said_[key] for key in ("partner", "channel", "result", "day_part")}
        return {**facts, "reached": said_["result"] in {"talked", "refused"}}


class ChildrenForm(WhenForm):
    """Whether children live there, as the resident told or the register says."""

    minors = forms.ChoiceField(
        label=_("Wonen er kinderen onder de 18?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        help_text=_("Alleen wat de bewoner zelf vertelde of het bevolkingsregister zegt."),
    )
    field_order = ("minors", "on")
