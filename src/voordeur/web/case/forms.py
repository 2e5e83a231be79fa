"""The short forms of the household page: each asks for one thing that happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.shell.forms import DayInput
from voordeur.stages.help.rules.agreement import AgreementKind
from voordeur.stages.help.rules.helper import Helper
from voordeur.stages.help.rules.outcome import Outcome, Problem
from voordeur.stages.triage.rules.status import SignalStatus
from voordeur.web.case import words
from voordeur.web.case.people import Person
from voordeur.web.case.words import said

MAY_READ = _("De bewoner mag dit lezen.")

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
_FACT_LABELS: words.Words = {
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


def note_field() -> forms.CharField:
    """Free text with what happened; the resident may read it (P27)."""
    return forms.CharField(label=_("Toelichting"), required=False, help_text=MAY_READ, widget=forms.Textarea(attrs={"rows": 3}))


class WhenForm(forms.Form):
    """A form that says on which day something happened; never a day to come."""

    on = forms.DateField(label=_("Op"), widget=DayInput())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today

    def clean_on(self) -> date:
        """Refuses a day that is still to come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return on


class PersonForm(WhenForm):
    """A form about one of the people who live here."""

    resident = forms.TypedChoiceField(label=_("Wie"), coerce=int, empty_value=None, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.resident.pk: person for person in people}
        field = self.fields["resident"]
        field.choices = [(pk, person.name) for pk, person in self.people.items()]  # type: ignore[attr-defined]
        if len(self.people) == 1:
            field.initial = next(iter(self.people))
        self.order_fields(["resident"])


class ContactForm(PersonForm):
    """A contact attempt by one channel (R27)."""

    result = forms.ChoiceField(label=_("Wat gebeurde er?"), widget=forms.RadioSelect)
    day_part = forms.ChoiceField(label=_("Dagdeel"), widget=forms.RadioSelect)
    note = note_field()

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {**words.RESULTS, "partner_opened": _("de partner nam op")} if channel == "Telefoon" else words.RESULTS
        self.fields["result"].choices = [  # type: ignore[attr-defined]
            (code, said(labels, code).capitalize()) for code in RESULTS_OF[channel]
        ]
        if len(RESULTS_OF[channel]) == 1:
            self.fields["result"].initial = RESULTS_OF[channel][0]
        self.fields["day_part"].choices = [  # type: ignore[attr-defined]
            (code, said(words.DAY_PARTS, code)) for code in words.DAY_PARTS
        ]
        self.fields["resident"].required = False
        self.fields["resident"].label = _("Voor wie")
        self.order_fields(["result", "resident", "on", "day_part", "note"])

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
    owner = forms.CharField(label=_("Wie doet het"), required=False, max_length=120)
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

    no = forms.ChoiceField(
        label=_("Welke nee?"), widget=forms.RadioSelect, choices=[(code, label) for code, label in words.NOES.items()]
    )
    talked = forms.BooleanField(label=_("Ik heb deze persoon zelf gesproken"))
    note = forms.CharField(label=_("Wat zei deze persoon?"), help_text=MAY_READ, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("resident", "no", "talked", "on", "note")


class CloseForm(WhenForm):
    """The end of the case: one of the sixteen DDAS results."""

    outcome = forms.ChoiceField(label=_("Resultaat"), widget=forms.RadioSelect)
    note = note_field()
    field_order = ("outcome", "on", "note")

    def __init__(self, *args: Any, choices: Mapping[Outcome, Problem | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [outcome for outcome, problem in choices.items() if problem is None]
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (outcome.value, said(words.OUTCOMES, outcome.value)) for outcome in possible
        ]


class OverruleForm(forms.Form):
    """Another status for a signal than the rule gave it, with a reason."""

    status = forms.ChoiceField(
        label=_("Status"),
        widget=forms.RadioSelect,
        choices=[(s.value, words.STATUSES[s.value]) for s in SignalStatus if s is not SignalStatus.WAITING],
    )
    reason = forms.CharField(label=_("Waarom?"), help_text=MAY_READ, widget=forms.Textarea(attrs={"rows": 3}))


class UndoLinkForm(forms.Form):
    """Takes a link apart."""

    sure = forms.BooleanField(label=_("Dit signaal gaat over iemand anders"))
