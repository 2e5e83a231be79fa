"""The approach itself: decide otherwise about a step, another working method, what the creditor did, who lives there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from voordeur import stream
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.shell.clock import today
from voordeur.stages.reach import queries as reach
from voordeur.stages.reach.actions.overrule import overrule_step
from voordeur.stages.reach.actions.protocols import move_case
from voordeur.stages.reach.queries.protocols import methods_of, protocol_of
from voordeur.stages.reach.rules.vocabulary import Kind
from voordeur.web.case import forms
from voordeur.web.case.page import creditors_of
from voordeur.web.case.screens.asking import Asked, Question, ask, open_case_or_404
from voordeur.web.case.steps import titles_of

STEP = Question(
    _("Anders besluiten"),
    _("De werkwijze stelt iets voor; u besluit anders, met de reden erbij. Een nee van de bewoner blijft altijd gelden."),
    _("Besluiten"),
    _("Vastgelegd."),
)
MOVE = Question(
    _("Andere werkwijze"),
    _("Wat er al gebeurde telt mee; wat nu aan de beurt is, volgt uit de nieuwe werkwijze."),
    _("Verder volgens deze werkwijze"),
    _("De zaak gaat verder volgens de andere werkwijze."),
)
STAGE = Question(
    _("Hoe ver de schuldeiser is"),
    _("Van herinnering tot ontruiming: het bepaalt hoe snel er iets moet gebeuren."),
    _("Vastleggen"),
    _("Vastgelegd."),
)
PARTNER_STEP = Question(
    _("De schuldeiser deed een stap"),
    _("Een stap die de werkwijze aan de schuldeiser laat. Vanaf deze dag loopt de termijn om af te zeggen."),
    _("Vastleggen"),
    _("Vastgelegd."),
)
PARTNER_ATTEMPT = Question(
    _("Eigen poging van de schuldeiser"),
    _("Wat de schuldeiser zelf probeerde. Het telt als feit, niet als hulpaanbod."),
    _("Vastleggen"),
    _("Vastgelegd."),
)
CHILDREN = Question(_("Kinderen"), _("Waar kinderen wonen, komt er niemand zomaar op straat."), _("Vastleggen"), _("Vastgelegd."))


@needs(Ability.OVERRULE)
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Skip a step of the working method, postpone it, or do it now; with a reason."""
    asked = open_case_or_404(request, pk)
    known = reach.steps_of(asked.case, today=today())
    found = next((one for one in (*known.due, *known.waiting) if one.name == step), None)
    if found is None:
        raise Http404
    form = forms.StepForm(asked.data, due=found in known.due)

    def record() -> None:
        said = form.cleaned_data
        overrule_step(
            asked.case,
            step=step,
            decision=said["decision"],
            until=said["until"] if said["decision"] == "postpone" else None,
            reason=said["reason"],
            by=asked.user,
            on=today(),
        )

    return ask(asked, form, STEP, record, kicker=reach.what(found.name, found.channel, found.day_part))


@needs(Ability.OVERRULE)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a running case go on by another working method, on purpose and with a reason."""
    asked = open_case_or_404(request, pk)
    methods = {
        key: _("%(title)s (versie %(version)s)") % {"title": one.protocol.title, "version": one.protocol.version}
        for key, one in methods_of(asked.case.organisation_id).items()
        if key != asked.case.protocol
    }
    form = forms.MoveForm(asked.data, methods=methods)

    def record() -> None:
        said = form.cleaned_data
        move_case(asked.case, protocol=said["protocol"], reason=said["reason"], by=asked.user, on=today())

    return ask(asked, form, MOVE, record)


@needs(Ability.WORK_CASES)
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how far a creditor's collection came."""
    asked = open_case_or_404(request, pk)
    form = forms.StageForm(asked.data, today=today(), partners=creditors_of(asked.case))
    return _of_partner(asked, form, STAGE, Kind.STAGE)


@needs(Ability.WORK_CASES)
def partner_attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Record an attempt of the creditor's own."""
    asked = open_case_or_404(request, pk)
    form = forms.PartnerAttemptForm(asked.data, today=today(), partners=creditors_of(asked.case))
    return _of_partner(asked, form, PARTNER_ATTEMPT, Kind.PARTNER_ATTEMPT)


def _of_partner(asked: Asked, form: forms.StageForm | forms.PartnerAttemptForm, question: Question, kind: Kind) -> HttpResponse:
    def record() -> None:
        said = form.cleaned_data
        stream.learn(asked.case, kind=kind, facts=form.facts(), by=asked.user, on=said["on"], note=said["note"])

    return ask(asked, form, question, record)


@needs(Ability.WORK_CASES)
def partner_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the creditor carried out a step that the working method leaves to it."""
    asked = open_case_or_404(request, pk)
    protocol = protocol_of(asked.case)
    titles = titles_of(protocol)
    theirs = {one.name: titles[one.name] for one in protocol.steps if protocol.is_partners(one)} if protocol else {}
    if not theirs:
        raise Http404
    form = forms.PartnerStepForm(asked.data, today=today(), partners=creditors_of(asked.case), steps=theirs)

    def record() -> None:
        said = form.cleaned_data
        facts: dict[str, object] = {"step": said["step"], "partner": said["partner"]}
        stream.learn(asked.case, kind=Kind.PARTNER_STEP, facts=facts, by=asked.user, on=said["on"], note=said["note"])

    return ask(asked, form, PARTNER_STEP, record)


@needs(Ability.WORK_CASES)
def children(request: HttpRequest, pk: int) -> HttpResponse:
    """Record whether children live there."""
    asked = open_case_or_404(request, pk)
    form = forms.ChildrenForm(asked.data, today=today())

    def record() -> None:
        said = form.cleaned_data
        facts: dict[str, object] = {"minors": said["minors"] == "yes"}
        stream.learn(asked.case, kind=Kind.HOUSEHOLD, facts=facts, by=asked.user, on=said["on"])

    return ask(asked, form, CHILDREN, record)
