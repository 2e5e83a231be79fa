"""What the forms share: the day, the person, the free text that the resident may read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.shell.forms import WhenForm
from voordeur.web.case.people import Person

MAY_READ = _("De bewoner mag dit lezen.")


def note_field() -> forms.CharField:
    """Free text with what happened; the resident may read it (P27)."""
    return forms.CharField(label=_("Toelichting"), required=False, help_text=MAY_READ, widget=forms.Textarea(attrs={"rows": 3}))


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
