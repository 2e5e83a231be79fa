"""The forms of people and duos: hours, absence, skills, who go together and from where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import Organisation, User
from voordeur.shell.forms import DayInput
from voordeur.stages.visit.actions.duos import Point, Together
from voordeur.stages.visit.models import Duo, WorkingHours
from voordeur.stages.visit.queries import colleagues
from voordeur.stages.visit.queries.people import place_of
from voordeur.stages.visit.rules.addresses import address_key
from voordeur.stages.visit.rules.degrees import in_the_netherlands
from voordeur.stages.visit.rules.week import DAYS, Stretch, faults

WAYS = [("foot", _("te voet")), ("bike", _("met de fiets")), ("car", _("met de auto"))]
WEEKDAYS = (
    _("maandag"), _("dinsdag"), _("woensdag"), _("donderdag"), _("vrijdag"), _("zaterdag"), _("zondag"),
)  # fmt: skip
_STRETCHES = 2
_NOBODY = _("Niemand")


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class VisitorForm(forms.Form):
    """Somebody's languages, way of going about and week; two stretches a day at the most."""

    way = forms.ChoiceField(label=_("Vervoer"), choices=WAYS)
    languages = forms.MultipleChoiceField(
        label=_("Talen naast Nederlands"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Genoeg om een gesprek over geld te voeren."),
    )
    any_two = True  # the times say by themselves that they may stay empty

    def __init__(self, *args: Any, tongues: Sequence[tuple[str, Any]], hours: Sequence[WorkingHours] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = tongues  # type: ignore[attr-defined]
        held = {day: [one for one in hours if one.weekday == day][:_STRETCHES] for day in DAYS}
        for day in DAYS:
            for number in range(_STRETCHES):
                known = held[day][number] if number < len(held[day]) else None
                for edge, initial in (("begin", known and known.begin), ("end", known and known.end)):
                    self.fields[f"{edge}_{day}_{number}"] = forms.TimeField(
                        required=False,
                        initial=initial,
                        label=f"{WEEKDAYS[day]} {_edge(edge, number)}",
                        widget=TimeInput(),
                    )

    def days(self) -> Iterator[dict[str, Any]]:
        """The week for the page: each day with its fields and what is wrong with it."""
        wrong = self.day_errors() if self.is_bound else {}
        for day in DAYS:
            stretches = [(self[f"begin_{day}_{number}"], self[f"end_{day}_{number}"]) for number in range(_STRETCHES)]
            yield {"name": WEEKDAYS[day], "stretches": stretches, "errors": wrong.get(day, [])}

    def day_errors(self) -> dict[int, list[str]]:
        """What is wrong, by weekday."""
        fields = {day: [f"{e}_{day}_{n}" for e in ("begin", "end") for n in range(_STRETCHES)] for day in DAYS}
        return {day: [str(said) for name in names for said in self.errors.get(name, [])] for day, names in fields.items()}

    def clean(self) -> dict[str, Any]:
        """Both ends of a stretch or neither, in order, and no two that meet."""
        given = super().clean() or {}
        found: list[Stretch] = []
        for day in DAYS:
            for number in range(_STRETCHES):
                begin, end = given.get(f"begin_{day}_{number}"), given.get(f"end_{day}_{number}")
                if (begin is None) != (end is None) and not self._said(day, number):
                    missing = "end" if end is None else "begin"
                    self.add_error(f"{missing}_{day}_{number}", _("Vul beide tijden in, of geen van beide."))
                elif isinstance(begin, time) and isinstance(end, time):
                    found.append(Stretch(day, begin, end))
        said = {"backwards": _("Dit eindigt voor het begint."), "overlap": _("Deze tijden lopen door elkaar.")}
        for day, code in faults(found).items():
            self.add_error(f"end_{day}_0", said[code])
        given["hours"] = sorted(found)
        return given

    def _said(self, day: int, number: int) -> bool:
        return any(f"{edge}_{day}_{number}" in self.errors for edge in ("begin", "end"))


def _edge(edge: str, number: int) -> str:
    if number:
        return str(_("ook van")) if edge == "begin" else str(_("ook tot"))
    return str(_("van")) if edge == "begin" else str(_("tot"))


class SkillsForm(forms.Form):
    """What somebody is, in the words of the working methods."""

    skills = forms.MultipleChoiceField(label=_("Functie"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, known: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].choices = [(skill, skill) for skill in known]  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    """From when until when somebody does not go out, and who stands in; why is not asked."""

    first_day = forms.DateField(label=_("Van"), widget=DayInput)
    last_day = forms.DateField(label=_("Tot en met"), widget=DayInput)
    deputy = forms.ModelChoiceField(User.objects.none(), label=_("Vervanger"), required=False, empty_label=_NOBODY)

    def __init__(self, *args: Any, organisation: Organisation, who: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = colleagues(organisation).exclude(pk=who.pk)  # type: ignore[attr-defined]


class DuoForm(forms.Form):
    """Two people, what they are called together, from where to where."""

    name = forms.CharField(label=_("Naam van het duo"), max_length=60)
    first = forms.ModelChoiceField(User.objects.none(), label=_("Wie"), empty_label=_("Kies een collega"))
    second = forms.ModelChoiceField(User.objects.none(), label=_("Samen met"), empty_label=_("Kies een collega"))
    start_label = forms.CharField(label=_("Begint bij"), max_length=80, required=False, help_text=_("Zoals “stadskantoor”."))
    start_postcode = forms.CharField(label=_("Postcode van het begin"), max_length=7, required=False)
    start_number = forms.CharField(label=_("Huisnummer van het begin"), max_length=10, required=False)
    start_at = forms.CharField(
        label=_("Of coördinaten van het begin"), max_length=40, required=False, help_text=_("Zoals 52.1583, 4.4931.")
    )
    end_label = forms.CharField(label=_("Eindigt bij"), max_length=80, required=False, help_text=_("Leeg: waar het begon."))
    end_postcode = forms.CharField(label=_("Postcode van het einde"), max_length=7, required=False)
    end_number = forms.CharField(label=_("Huisnummer van het einde"), max_length=10, required=False)
    end_at = forms.CharField(label=_("Of coördinaten van het einde"), max_length=40, required=False)

    def __init__(self, *args: Any, organisation: Organisation, duo: Duo | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _initial(duo), **kwargs})
        self._organisation = organisation
        for name in ("first", "second"):
            self.fields[name].queryset = colleagues(organisation)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two different people, and points that can be found."""
        given = super().clean() or {}
        if given.get("first") and given.get("first") == given.get("second"):
            self.add_error("second", _("Een duo bestaat uit twee verschillende mensen."))
        for edge in ("start", "end"):
            given[f"{edge}_point"] = self._point(edge, given)
        return given

    def together(self) -> Together:
        """The duo as it was filled in; only for a valid form."""
        given = self.cleaned_data
        return Together(given["name"], given["first"], given["second"], given["start_point"], given["end_point"])

    def _point(self, edge: str, given: dict[str, Any]) -> Point:
        label, at = given.get(f"{edge}_label", ""), given.get(f"{edge}_at", "")
        postcode, number = given.get(f"{edge}_postcode", ""), given.get(f"{edge}_number", "")
        if postcode or number:
            found = place_of(self._organisation, postcode, number) if postcode and number else None
            if found is None:
                self.add_error(
                    f"{edge}_postcode",
                    _("Dit adres staat niet in het ingelezen adressenbestand. Kijk het na, of vul coördinaten in."),
                )
            return Point(label or " ".join(address_key(postcode, number)[:2]), found)
        if at and _degrees(at) is None:
            self.add_error(f"{edge}_at", _("Schrijf twee getallen in graden, zoals 52.1583, 4.4931."))
            return Point(label)
        return Point(label, _degrees(at) if at else None)


def _degrees(text: str) -> tuple[float, float] | None:
    """Latitude and longitude within the Netherlands out of ``52.1583, 4.4931``."""
    parts = text.replace(";", ",").split(",")
    try:
        latitude, longitude = (float(part) for part in parts)
    except ValueError:
        return None
    return (latitude, longitude) if in_the_netherlands(latitude, longitude) else None


def _initial(duo: Duo | None) -> dict[str, Any]:
    if duo is None:
        return {}
    return {
        "name": duo.name, "first": duo.first_id, "second": duo.second_id, "start_label": duo.start_label,
        "end_label": duo.end_label, "start_at": _said(duo.start), "end_at": _said(duo.end),
    }  # fmt: skip


def _said(at: list[float] | None) -> str:
    return f"{at[0]}, {at[1]}" if at else ""
