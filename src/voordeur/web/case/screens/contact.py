"""What happened: a contact attempt, another fact, a no."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from voordeur import stream
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.shell.clock import today
from voordeur.stages.help import actions as help_
from voordeur.stages.help.rules.helper import Helper
from voordeur.stages.reach.actions import Attempt
from voordeur.stages.reach.rules.next_steps import CONVERSATION
from voordeur.stages.reach.rules.vocabulary import REACHED_BY, AttemptResult, Channel, DayPart, Kind
from voordeur.stages.visit.rules.door import day_part
from voordeur.web.case import forms
from voordeur.web.case.page import creditors_of
from voordeur.web.case.screens.asking import Asked, Question, ask, open_case_or_404
from voordeur.web.case.sentences import ATTEMPTS

CHANNELS = tuple((code, ATTEMPTS[code]) for code in forms.RESULTS_OF)

CONTACT = Question(
    _("Contact vastleggen"),
    _("Wat er gebeurde; de volgende stap volgt vanzelf."),
    _("Vastleggen"),
    _("Contact vastgelegd."),
)
FACT = Question(
    _("Feit vastleggen"),
    _("Iets wat u te weten kwam en dat telt voor wat er nu moet gebeuren."),
    _("Vastleggen"),
    _("Vastgelegd."),
)
NO = Question(
    _("Iemand zegt nee"),
    _("Nee zeggen mag zonder reden. Het geldt meteen."),
    _("Vastleggen"),
    _("De nee is vastgelegd en geldt meteen."),
)
UNDO_NO = Question(
    _("Iemand komt terug op een nee"),
    _("Alleen na een gesprek met de persoon zelf."),
    _("Vastleggen"),
    _("Vastgelegd; deze persoon mag weer benaderd worden."),
)
HELPER = Question(
    _("Andere hulpverlener gesproken"),
    _("Nodig om een zaak af te sluiten als “al bekend” of “ander lopend traject”."),
    _("Vastleggen"),
    _("Vastgelegd."),
)


@needs(Ability.WORK_CASES)
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a contact attempt: first by which channel, then what came of it."""
    asked = open_case_or_404(request, pk)
    channel = request.GET.get("kanaal", "")
    if not channel:
        page = {"case": asked.case, "residents": [p.resident for p in asked.people], "channels": CHANNELS}
        return render(request, "case/channels.html", page)
    if channel not in forms.RESULTS_OF:
        raise Http404
    talk_due = asked.case.steps.filter(step=CONVERSATION).exists()
    initial = {"day_part": day_part(timezone.localtime().hour)}
    form = forms.ContactForm(
        asked.data, people=asked.people, today=today(), channel=channel, first_talk_due=talk_due, initial=initial
    )
    return ask(asked, form, CONTACT, lambda: _record(asked, form, Channel(channel)), kicker=ATTEMPTS[channel])


def _record(asked: Asked, form: forms.ContactForm, channel: Channel) -> None:
    said = form.cleaned_data
    result = AttemptResult(said["result"])
    made = Attempt(
        channel=channel,
        day_part=DayPart(said["day_part"]),
        reached=result in REACHED_BY,
        result=result,
        resident_id=said["resident"],
        purpose=CONVERSATION if said.get("first_talk") else "",
    )
    stream.attempt(asked.case, made=made, by=asked.user, on=said["on"], note=said["note"])


@needs(Ability.WORK_CASES)
def helper(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the talk with a worker who helps already (R29)."""
    asked = open_case_or_404(request, pk)
    form = forms.HelperForm(asked.data, today=today())

    def record() -> None:
        said = form.cleaned_data
        with transaction.atomic():
            help_.record_helper(asked.case, helper=Helper(said["helper"]), by=asked.user, on=said["on"], note=said["note"])
            facts: dict[str, object] = {"where": said["helper"]}
            stream.learn(asked.case, kind=Kind.KNOWN_ELSEWHERE, facts=facts, by=asked.user, on=said["on"])

    return ask(asked, form, HELPER, record)


@needs(Ability.WORK_CASES)
def fact(request: HttpRequest, pk: int) -> HttpResponse:
    """Record another fact: paid, arranged, moved, died, post returned."""
    asked = open_case_or_404(request, pk)
    initial = {"fact": request.GET.get("feit", "")}
    partners = creditors_of(asked.case)
    form = forms.FactForm(asked.data, people=asked.people, today=today(), initial=initial, partners=partners)

    def record() -> None:
        kind, facts = form.told()
        said = form.cleaned_data
        stream.learn(asked.case, kind=kind, facts=facts, by=asked.user, on=said["on"], note=said["note"])

    return ask(asked, form, FACT, record)


@needs(Ability.WORK_CASES)
def no(request: HttpRequest, pk: int) -> HttpResponse:
    """Record one of the three noes (P10)."""
    asked = open_case_or_404(request, pk)
    form = forms.NoForm(asked.data, people=asked.people, today=today())

    def record() -> None:
        said = form.cleaned_data
        stream.say_no(asked.case, resident=asked.resident(said["resident"]), no=said["no"], by=asked.user, on=said["on"])

    return ask(asked, form, NO, record)


@needs(Ability.WORK_CASES)
def undo_no(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody comes back on a no, in a talk (P10)."""
    asked = open_case_or_404(request, pk)
    form = forms.UndoNoForm(asked.data, people=asked.people, today=today())

    def record() -> None:
        said = form.cleaned_data
        facts: dict[str, object] = {"no": said["no"], "resident": said["resident"]}
        with transaction.atomic():
            if said["how"]:
                made = Attempt(said["how"], day_part(timezone.localtime().hour), True, AttemptResult.TALKED, said["resident"])
                stream.attempt(asked.case, made=made, by=asked.user, on=said["on"])
            stream.learn(asked.case, kind="undo_no", facts=facts, by=asked.user, on=said["on"], note=said["note"])

    return ask(asked, form, UNDO_NO, record)
