"""What happened, when, and to which customers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.shell.forms import WhenForm
from voordeur.web.case.sentences import EVICTED_BECAUSE, STAGES

# As they stand below each other, or behind each other, in whatever they were copied from.
_BETWEEN = re.compile(r"[\s;,]+")


class ToldForm(WhenForm):
    """One thing that happened on one day, for the customers ticked or pasted.

    `steps` are the steps that are left to this creditor, by name; `customers` those of whom one of them is still waited for.
    """

    what = forms.ChoiceField(label=_("Wat is er gebeurd?"))
    because = forms.ChoiceField(
        label=_("Waarom ging de ontruiming toch door?"), required=False, help_text=_("Alleen als de woning is ontruimd.")
    )
    ticked = forms.MultipleChoiceField(
        label=_("Bij welke klanten?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Van deze klanten wachten wij nog op uw bericht."),
    )  # fmt: skip
    pasted = forms.CharField(
        label=_("Of plak hier klantnummers"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Onder elkaar, of met een komma ertussen, zoals u ze uit uw eigen lijst kopieert."),
    )  # fmt: skip
    field_order = ("what", "on", "because", "ticked", "pasted")

    def __init__(self, *args: Any, steps: Mapping[str, str], customers: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages: list[tuple[str, str | Promise]] = list(STAGES.items())
        self.choices_of("what", [(_("Wat u zelf doet"), list(steps.items())), (_("Uw incasso"), stages)] if steps else stages)
        self.choices_of("because", [("", "---------"), *EVICTED_BECAUSE.items()])
        self.choices_of("ticked", [(number, number) for number in customers])
        self.fields["on"].label = _("Op welke dag? Bij een brief: de dag van de post")
        if not customers:
            del self.fields["ticked"]

    def choices_of(self, name: str, choices: Collection[Any]) -> None:
        """What can be chosen in a field."""
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """At least one customer."""
        cleaned = super().clean() or {}
        pasted = [number for number in _BETWEEN.split(cleaned.get("pasted", "")) if number]
        cleaned["customers"] = [*cleaned.get("ticked", ()), *pasted]
        if not cleaned["customers"]:
            self.add_error("pasted", _("Kies minstens één klant, of plak de klantnummers."))
        return cleaned
