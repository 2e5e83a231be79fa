"""Forms for what happened: a contact attempt, another fact, a no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.shell.forms import WhenForm
from voordeur.stages.help.rules.helper import Helper
from voordeur.web.case import sentences
from voordeur.web.case.forms.parts import MAY_READ, PersonForm, note_field
from voordeur.web.case.sentences import said

# Which results fit which way of contact; the order is that of how often they occur.
_DOOR = (
    "nobody", "talked", "partner_opened", "adult_opened", "child_opened", "come_back", "refused", "no_access", "lives_elsewhere",
    "unknown_name", "language", "representative", "unsafe",
)  # fmt: skip
RESULTS_OF: Mapping[str, tuple[str, ...]] = {
    "Telefoon": (
        "talked", "no_answer", "voicemail", "wrong_number", "come_back", "refused", "partner_opened", "representative",
        "language",
    ),
    "Huisbezoek": _DOOR,
    "Kaartje": ("sent",),
    "Brief": ("sent", "returned"),
    "Mail": ("sent", "talked", "returned"),
    "SMS/Whatsapp": ("sent", "talked"),
    "Afspraak op locatie": ("talked", "nobody", "representative", "language"),
    "Overige": ("talked", "nobody"),
}  # fmt: skip

# Said with one person, so the form asks with whom.
_WITH_SOMEBODY = frozenset({"talked", "refused", "come_back"})

# The facts that a caseworker may record: what is chosen → (kind of event, fixed facts).
FACTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "payment": ("payment", {}),
    "arrangement": ("arrangement", {}),
    "moved": ("moved", {}),
    "deceased": ("deceased", {}),
    "wrong_number": ("channel_fact", {"channel": "Telefoon", "fact": "wrong_number"}),
    "returned": ("channel_fact", {"channel": "Brief", "fact": "returned"}),
    "unopened": ("channel_fact", {"channel": "Brief", "fact": "unopened"}),
    "no_address": ("channel_fact", {"channel": "Brief", "fact": "no_address"}),
    "bounced": ("channel_fact", {"channel": "Mail", "fact": "bounced"}),
}
_FACT_LABELS: sentences.Words = {
    "payment": _("Er is betaald"),
    "arrangement": _("Er is een betalingsregeling"),
    "moved": _("Verhuisd naar een andere gemeente"),
    "deceased": _("Overleden"),
    "wrong_number": _("Het telefoonnummer klopt niet"),
    "returned": _("Er kwam post terug"),
    "unopened": _("Post blijft ongeopend liggen"),
    "no_address": _("Dit adres bestaat niet"),
    "bounced": _("De e-mail kwam niet aan"),
}
_SETTLES = frozenset({"payment", "arrangement"})
_ABOUT_A_PERSON = frozenset({"moved", "deceased", "wrong_number", "bounced"})


class ContactForm(PersonForm):
    """A contact attempt by one channel (R27)."""

    result = forms.ChoiceField(label=_("Wat gebeurde er?"), widget=forms.RadioSelect)
    day_part = forms.ChoiceField(label=_("Dagdeel"), widget=forms.RadioSelect)
    first_talk = forms.BooleanField(label=_("Dit was het eerste gesprek over hulp"), required=False)
    note = note_field()

    def __init__(self, *args: Any, channel: str, first_talk_due: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not first_talk_due:
            del self.fields["first_talk"]
        labels = {**sentences.RESULTS, "partner_opened": _("de partner nam op")} if channel == "Telefoon" else sentences.RESULTS
        self.fields["result"].choices = [  # type: ignore[attr-defined]
            (code, said(labels, code).capitalize()) for code in RESULTS_OF[channel]
        ]
        if len(RESULTS_OF[channel]) == 1:
            self.fields["result"].initial = RESULTS_OF[channel][0]
        self.fields["day_part"].choices = [  # type: ignore[attr-defined]
            (code, said(sentences.DAY_PARTS, code)) for code in sentences.DAY_PARTS
        ]
        self.fields["resident"].required = False
        self.fields["resident"].label = _("Voor wie")
        self.order_fields(["result", "first_talk", "resident", "on", "day_part", "note"])

    def clean(self) -> dict[str, Any]:
        """Who was spoken to must be named."""
        cleaned = super().clean() or {}
        if cleaned.get("result") in _WITH_SOMEBODY and not cleaned.get("resident"):
            self.add_error("resident", _("Kies met wie u sprak."))
        return cleaned


class HelperForm(WhenForm):
    """A talk with the worker who helps already (R29)."""

    helper = forms.ChoiceField(
        label=_("Met wie sprak u?"),
        widget=forms.RadioSelect,
        choices=[
            (Helper.COUNSELLOR.value, _("De schuldhulpverlener; die neemt het over")),
            (Helper.OTHER.value, _("Een andere hulpverlener die het overneemt (geen bewindvoerder)")),
        ],
    )
    note = note_field()
    field_order = ("helper", "on", "note")


class FactForm(PersonForm):
    """Another fact: paid, arranged, moved, died, post returned."""

    fact = forms.ChoiceField(
        label=_("Wat weet u nu?"), widget=forms.RadioSelect, choices=[(code, _FACT_LABELS[code]) for code in FACTS]
    )
    amount = forms.DecimalField(
        label=_("Bedrag in euro"),
        required=False,
        min_value=0,
        decimal_places=2,
        max_digits=10,
        help_text=_("Alleen bij betaald."),
    )
    partner = forms.TypedChoiceField(
        label=_("Bij wie"), coerce=int, empty_value=None, required=False, help_text=_("Alleen bij betaald of een regeling.")
    )
    note = note_field()

    def __init__(self, *args: Any, partners: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resident"].required = False
        self.fields["resident"].label = _("Over wie")
        self.fields["partner"].choices = [("", _("Alle schuldeisers")), *partners.items()]  # type: ignore[attr-defined]
        self.order_fields(["fact", "resident", "partner", "amount", "on", "note"])

    def clean(self) -> dict[str, Any]:
        """Whom it is about must be named where the fact is about a person."""
        cleaned = super().clean() or {}
        if cleaned.get("fact") in _ABOUT_A_PERSON and not cleaned.get("resident"):
            self.add_error("resident", _("Kies over wie het gaat."))
        return cleaned

    def told(self) -> tuple[str, dict[str, object]]:
        """The kind of event and its facts."""
        kind, fixed = FACTS[self.cleaned_data["fact"]]
        facts: dict[str, object] = dict(fixed)
        if kind in _SETTLES:
            facts["partner"] = self.cleaned_data["partner"]
        elif self.cleaned_data.get("resident"):
            facts["resident"] = self.cleaned_data["resident"]
        if kind == "payment" and self.cleaned_data.get("amount"):
            facts["amount_cents"] = int(self.cleaned_data["amount"] * 100)
        return kind, facts


class NoForm(PersonForm):
    """Somebody says no, without having to say why (P10)."""

    no = forms.ChoiceField(
        label=_("Waartegen zegt deze persoon nee?"),
        widget=forms.RadioSelect,
        choices=[
            ("visits", _("Geen huisbezoek")),
            ("help", _("Geen hulp voor deze achterstand")),
            ("approach", _("Helemaal niet benaderd worden (bezwaar; iemand beslist hierover)")),
        ],
    )
    field_order = ("resident", "no", "on")


class UndoNoForm(PersonForm):
    """Somebody comes back on a no; that takes a talk, never a click (P10)."""

    no = forms.ChoiceField(label=_("Welke nee?"), widget=forms.RadioSelect, choices=list(sentences.NOES.items()))
    how = forms.ChoiceField(
        label=_("Hoe sprak u deze persoon?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            *((code, sentences.ATTEMPTS[code]) for code in ("Telefoon", "Huisbezoek", "Afspraak op locatie")),
            ("", _("Het gesprek van die dag staat al vastgelegd")),
        ],
    )
    note = forms.CharField(label=_("Wat zei deze persoon?"), help_text=MAY_READ, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("resident", "no", "how", "on", "note")
