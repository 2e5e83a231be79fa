"""One signal of the household: another status than the rule gave it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from voordeur import stream
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.shell.clock import today
from voordeur.web.case import forms
from voordeur.web.case.page import link_of
from voordeur.web.case.screens.asking import Asked, Question, ask, open_case_or_404

OVERRULE = Question(
    _("Andere status"), _("U zet zelf een status, met de reden erbij."), _("Status zetten"), _("De status is gezet.")
)


def _asked(request: HttpRequest, pk: int, signal: int) -> tuple[Asked, Any]:
    asked = open_case_or_404(request, pk)
    link = link_of(asked.case, signal)
    if link is None:
        raise Http404
    return asked, link


@needs(Ability.OVERRULE)
def overrule(request: HttpRequest, pk: int, signal: int) -> HttpResponse:
    """Set another status than the rule did, with a reason."""
    asked, link = _asked(request, pk, signal)
    taking = getattr(link.signal, "taking", None)
    if taking is None:
        raise Http404
    form = forms.OverruleForm(asked.data, initial={"status": taking.status})

    def record() -> None:
        said = form.cleaned_data
        stream.overrule(taking, status=said["status"], reason=said["reason"], by=asked.user, today=today())

    return ask(asked, form, OVERRULE, record, signal=link.signal)
