"""What a phone sends: the result of one door, or a note for whoever rings next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.shell.forms import DayInput
from voordeur.stages.reach.rules.vocabulary import AttemptResult, DayPart
from voordeur.stages.visit.queries import DoorNoteKind
from voordeur.stages.visit.rules.door import AT_THE_DOOR, DoorResult
from voordeur.stages.visit.screens.words import DAY_PARTS, LANGUAGES

MAY_READ = _("De bewoner mag dit lezen")


class DoorForm(forms.Form):
    """One result. `submission` is made with the page, so that a double tap or a resend counts once."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    result = forms.ChoiceField(choices=[(str(r), str(r)) for r in sorted(AT_THE_DOOR)], widget=forms.HiddenInput)
    resident = forms.IntegerField(required=False, widget=forms.HiddenInput)
    correct = forms.BooleanField(required=False, widget=forms.HiddenInput)
    card = forms.BooleanField(required=False)
    leave = forms.BooleanField(required=False)
    no = forms.CharField(required=False, max_length=10)
    language = forms.ChoiceField(
        label=_("Welke taal spreekt de bewoner?"), required=False, choices=[("", _("Weet ik niet")), *LANGUAGES.items()]
    )
    come_back_on = forms.DateField(label=_("Welke dag?"), required=False, widget=DayInput)
    come_back_part = forms.ChoiceField(
        label=_("Welk dagdeel?"), required=False, choices=[("", _("Maakt niet uit")), *DAY_PARTS.items()]
    )
    note = forms.CharField(
        label=_("Notitie, als dat nodig is"),
        help_text=MAY_READ,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def made(self) -> DoorResult:
        """The result as the visit room takes it; only for a valid form."""
        data: dict[str, Any] = self.cleaned_data
        return DoorResult(
            result=AttemptResult(data["result"]),
            resident_id=data["resident"],
            leave_asked=data["leave"],
            card_left=data["card"],
            come_back_on=data["come_back_on"],
            come_back_part=DayPart(data["come_back_part"]) if data["come_back_part"] else None,
            language=data["language"],
            no=data["no"],
            note=data["note"],
        )

    @property
    def key(self) -> UUID:
        """What makes two sendings of this page the same one; only for a valid form."""
        key: UUID = self.cleaned_data["submission"]
        return key


class NoteForm(forms.Form):
    """What the next pair must know before it rings."""

    text = forms.CharField(label=_("Wat moet het volgende duo weten? (hond, trap, bel)"), help_text=MAY_READ, max_length=200)
    kind = forms.ChoiceField(
        label=_("Gaat het om veiligheid?"),
        choices=[(DoorNoteKind.PRACTICAL, _("Nee")), (DoorNoteKind.SAFETY, _("Ja"))],
        initial=DoorNoteKind.PRACTICAL,
    )
    until = forms.DateField(label=_("Tot wanneer?"), widget=DayInput)
