"""The forms of planning."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Organisation, User
from voordeur.shell.forms import DayInput
from voordeur.stages.reach.rules.vocabulary import DayPart
from voordeur.stages.visit.queries import colleagues

DAY_PARTS = [
    (str(DayPart.MORNING), _("ochtend")),
    (str(DayPart.AFTERNOON), _("middag")),
    (str(DayPart.EVENING), _("avond")),
]


class PairForm(forms.Form):
    """Who goes together."""

    first = forms.ModelChoiceField(User.objects.none(), label=_("Wie gaat"), empty_label=_("Kies een collega"))
    second = forms.ModelChoiceField(User.objects.none(), label=_("Samen met"), required=False, empty_label=_("Niemand, alleen"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = colleagues(organisation)
        for name in ("first", "second"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class WhenForm(forms.Form):
    """Which part of which day."""

    on = forms.DateField(label=_("Op"), widget=DayInput)
    day_part = forms.ChoiceField(label=_("Dagdeel"), choices=DAY_PARTS, initial="Avond")


class EveningForm(forms.Form):
    """Who goes: some of the pairs that could, and two more that are put together for once. `sent` tells one click from two."""

    sent = forms.UUIDField(widget=forms.HiddenInput)
    pairs = forms.MultipleChoiceField(label=_("Deze duo's gaan"), required=False, widget=forms.CheckboxSelectMultiple)
    first = forms.ModelChoiceField(User.objects.none(), label=_("Nog een duo"), required=False, empty_label=_("Niemand"))
    second = forms.ModelChoiceField(User.objects.none(), label=_("Samen met"), required=False, empty_label=_("Niemand, alleen"))
    most = forms.IntegerField(label=_("Hoogstens zoveel adressen per duo"), required=False, min_value=1, max_value=99)

    def __init__(self, *args: Any, organisation: Organisation, pairs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pairs"].choices = pairs  # type: ignore[attr-defined]
        people = colleagues(organisation)
        for name in ("first", "second"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody goes, and nobody goes with nobody."""
        given = super().clean() or {}
        if given.get("second") and not given.get("first"):
            self.add_error("first", _("Kies wie er met deze collega gaat."))
        if not self.errors and not given.get("pairs") and not given.get("first"):
            raise forms.ValidationError(_("Kies minstens één duo."))
        return given


class RoundForm(PairForm):
    """A new round: when, who, and the addresses that were ticked."""

    on = forms.DateField(label=_("Op"), widget=DayInput)
    day_part = forms.ChoiceField(label=_("Dagdeel"), choices=DAY_PARTS, initial="Avond")
    cases = forms.TypedMultipleChoiceField(label=_("Adressen"), coerce=int, required=False, widget=forms.MultipleHiddenInput)
    field_order = ("on", "day_part", "first", "second")

    def __init__(self, *args: Any, today: date, cases: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = [(case, str(case)) for case in cases]  # type: ignore[attr-defined]
        self.fields["on"].widget.attrs["min"] = today.isoformat()
        self._today = today

    def clean_on(self) -> date:
        """A round is walked today or later."""
        on: date = self.cleaned_data["on"]
        if on < self._today:
            raise forms.ValidationError(_("Een ronde kan niet in het verleden liggen."))
        return on
