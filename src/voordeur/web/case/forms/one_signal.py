"""The form about one signal: another status."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from voordeur.stages.triage.rules.status import SignalStatus
from voordeur.web.case import sentences
from voordeur.web.case.forms.parts import MAY_READ


class OverruleForm(forms.Form):
    """Another status for a signal than the rule gave it, with a reason."""

    status = forms.ChoiceField(
        label=_("Status"),
        widget=forms.RadioSelect,
        choices=[(s.value, sentences.STATUSES[s.value]) for s in SignalStatus if s is not SignalStatus.WAITING],
    )
    reason = forms.CharField(label=_("Waarom?"), help_text=MAY_READ, widget=forms.Textarea(attrs={"rows": 3}))
