"""The forms of safety notes at a door."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import User
from voordeur.record.models import Household
from voordeur.shell.forms import DayInput
from voordeur.stages.visit.actions.safety import NotKept, Telling, Written
from voordeur.stages.visit.models import DoorNote
from voordeur.stages.visit.queries.safety import reviewers
from voordeur.stages.visit.rules.safety import Fault, Measure, Terms, Told

MEASURES: dict[str, str | Promise] = {
    Measure.CAREFUL: _("Let op: het duo leest dit voor het aanbelt"),
    Measure.TOGETHER: _("Nooit alleen: er gaan altijd twee mensen"),
    Measure.NO_VISITS: _("Niet aanbellen: het aanbod komt per post of telefoon"),
}
TOLD: dict[str, str | Promise] = {
    Told.NOT_YET: _("Nog niet besloten"),
    Told.TOLD: _("De bewoner weet het"),
    Told.WITHHELD: _("De bewoner hoort het niet: dat zou onveilig zijn"),
}
_SAID: dict[Fault, tuple[str, str | Promise]] = {
    Fault.NO_REASON: ("text", _("Schrijf op wat er gebeurd is.")),
    Fault.ENDED: ("until", _("Kies een dag die nog komt.")),
    Fault.TOO_LONG: ("until", _("Zo lang mag dit niet blijven staan; kies een eerdere dag.")),
    Fault.OWN_REVIEWER: ("reviewer", _("Een ander dan de schrijver kijkt of dit klopt.")),
    Fault.NO_REVIEWER: ("reviewer", _("Kies wie kijkt of dit klopt.")),
    Fault.NOT_TOLD: ("told", _("Zeg eerst wat de bewoner hiervan hoort.")),
    Fault.NO_DAY: ("told_on", _("Vul in op welke dag de bewoner het hoorde.")),
    Fault.DAY_TO_COME: ("told_on", _("Deze dag is nog niet geweest.")),
    Fault.NO_WHY: ("withheld_because", _("Schrijf op waarom het onveilig is om het te vertellen.")),
}


class _Explaining(forms.Form):
    def explain(self, refusal: NotKept) -> None:
        """Say at the right field why a note cannot be kept."""
        for fault in refusal.faults:
            field, said = _SAID[fault]
            self.add_error(field if field in self.fields else None, str(said))


class TellingForm(_Explaining):
    """What the resident hears of a note."""

    told = forms.ChoiceField(
        label=_("Weet de bewoner het?"), choices=list(TOLD.items()), widget=forms.RadioSelect, initial=Told.NOT_YET
    )
    told_on = forms.DateField(label=_("Verteld op"), widget=DayInput, required=False)
    withheld_because = forms.CharField(label=_("Waarom is vertellen onveilig?"), max_length=200, required=False)

    def telling(self) -> Telling:
        """What was filled in; only for a valid form."""
        given = self.cleaned_data
        return Telling(Told(given["told"]), given["told_on"], given["withheld_because"])


class SafetyForm(TellingForm):
    """A safety note: what happened, what it asks of who goes, until when, who looks whether it is right."""

    text = forms.CharField(
        label=_("Wat is er gebeurd?"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Feiten, geen oordeel. De bewoner mag dit lezen."),
    )
    measure = forms.ChoiceField(
        label=_("Wat vraagt dit van wie gaat?"),
        choices=list(MEASURES.items()),
        widget=forms.RadioSelect,
        initial=Measure.TOGETHER,
    )
    until = forms.DateField(label=_("Tot wanneer?"), widget=DayInput)
    reviewer = forms.ModelChoiceField(User.objects.none(), label=_("Wie kijkt of dit klopt?"), empty_label=_("Kies een collega"))
    field_order = ("text", "measure", "until", "reviewer", "told", "told_on", "withheld_because")

    def __init__(
        self, *args: Any, by: User, door: Household, terms: Terms, today: date, note: DoorNote | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": _initial(note), **kwargs})
        last = today + timedelta(days=terms.longest_days)
        until, reviewer = self.fields["until"], self.fields["reviewer"]
        until.widget.attrs.update(min=(today + timedelta(days=1)).isoformat(), max=last.isoformat())
        until.help_text = _("Op deze dag houdt het op; niet later dan over %(days)s dagen.") % {"days": terms.longest_days}
        reviewer.queryset = reviewers(door, but=by)  # type: ignore[attr-defined]

    def written(self) -> Written:
        """What was filled in; only for a valid form."""
        given = self.cleaned_data
        return Written(given["text"], Measure(given["measure"]), given["until"], given["reviewer"], self.telling())


def _initial(note: DoorNote | None) -> dict[str, Any]:
    if note is None:
        return {}
    return {
        "text": note.text, "measure": note.measure, "until": note.until, "reviewer": note.reviewer_id, "told": note.told,
        "told_on": note.told_on, "withheld_because": note.withheld_because,
    }  # fmt: skip
