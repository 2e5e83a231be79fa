"""The forms of appointments: which moment, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.record.models import Resident
from voordeur.stages.visit.actions import Moment
from voordeur.stages.visit.queries.slots import Offer, by_day, clock
from voordeur.templatetags.shell import day_long, person_name

Choice = tuple[str, str]


def slot_choices(offer: Offer) -> list[tuple[str, list[Choice]]]:
    """The moments of an offer as a browser sends them, by day: ``2026-11-26T18:30``."""
    return [
        (day_long(on), [(f"{on.isoformat()}T{clock(slot.begin):%H:%M}", f"{clock(slot.begin):%H:%M}") for slot in slots])
        for on, slots in by_day(offer.slots).items()
    ]


class SentForm(forms.Form):
    """Carries its own number, so that a form that arrives twice counts once."""

    sent = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent"].initial = uuid4


class SlotForm(SentForm):
    """Which of the moments."""

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gone = _("Dit moment kan niet meer gekozen worden. Kies een ander moment.")
        self.fields["slot"] = forms.ChoiceField(
            label=_("Welk moment?"),
            widget=forms.RadioSelect,
            choices=slot_choices(offer),
            error_messages={"required": _("Kies een van de momenten."), "invalid_choice": gone},
        )

    def offer_again(self, offer: Offer) -> None:
        """Other moments than when the form was filled in."""
        field = self.fields["slot"]
        if isinstance(field, forms.ChoiceField):
            field.choices = slot_choices(offer)

    def moment(self) -> Moment:
        """What was chosen."""
        at = datetime.fromisoformat(self.cleaned_data["slot"])
        return Moment(at.date(), at.time())


class MakeForm(SlotForm):
    """With whom, when, and what to keep in mind."""

    note = forms.CharField(
        label=_("Aantekening"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("De bewoner mag dit lezen."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Resident], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alone = people[0].pk if len(people) == 1 else None
        self.fields["resident"] = forms.TypedChoiceField(
            label=_("Met wie?"),
            coerce=int,
            choices=[(one.pk, person_name(one)) for one in people],
            widget=forms.HiddenInput if alone else forms.RadioSelect,
            initial=alone,
        )


class ChangeForm(SentForm):
    """What becomes of an appointment; `turn` says how it stood when the page was made."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("Aantekening"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


def moment_said(on: date, begin: time) -> str:
    """``donderdag 26 november, 18:30``."""
    return f"{day_long(on)}, {begin:%H:%M}"
