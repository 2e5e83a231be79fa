"""Help: the offer and its answer, what is agreed, the end."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from voordeur import stream
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.shell.clock import today
from voordeur.stages.help import actions as help_
from voordeur.stages.help import queries
from voordeur.stages.help.rules.agreement import AgreementKind
from voordeur.stages.help.rules.outcome import choices
from voordeur.web.case import forms, sentences
from voordeur.web.case.screens.asking import Question, ask, open_case_or_404

OFFER = Question(
    _("Hulp aanbieden"),
    _("Hulp is van één persoon: alleen diens schuldeisers horen of de hulp is aangenomen."),
    _("Vastleggen"),
    _("Vastgelegd."),
)
AGREE = Question(
    _("Afspraak maken"),
    _("Een regel in het afsprakenplan: wie doet wat, wanneer."),
    _("Afspreken"),
    _("Afgesproken."),
)
CLOSE = Question(
    _("Zaak afsluiten"),
    _("Kies het resultaat. De schuldeisers horen alleen wat zij mogen horen."),
    _("Afsluiten"),
    _("De zaak is afgesloten."),
)


@needs(Ability.WORK_CASES)
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer help to one person, or record that person's answer."""
    asked = open_case_or_404(request, pk)
    form = forms.OfferForm(asked.data, people=asked.people, today=today())

    def record() -> None:
        said = form.cleaned_data
        resident = asked.resident(said["resident"])
        if said["answer"]:
            accepted = said["answer"] == "accepted"
            stream.offer_answered(
                asked.case, resident=resident, accepted=accepted, by=asked.user, on=said["on"], note=said["note"]
            )
        else:
            help_.offer(asked.case, resident=resident, on=said["on"], by=asked.user)

    return ask(asked, form, OFFER, record)


@needs(Ability.WORK_CASES)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a line in the afsprakenplan."""
    asked = open_case_or_404(request, pk)
    directory = queries.directory_of(asked.case, on=today())
    form = forms.AgreementForm(asked.data, people=asked.people, today=today(), directory=directory)

    def record() -> None:
        said = form.cleaned_data
        line = help_.PlanLine(
            kind=AgreementKind(said["kind"]),
            text=said["text"],
            owner=said["owner"],
            due_on=said["due_on"],
            referred_to=said["referred_to"],
            agreed=said["agreed"] or said["kind"] == AgreementKind.ACTION,
            exception_reason=said["exception_reason"],
        )
        stream.agree(asked.case, resident=asked.resident(said["resident"]), line=line, by=asked.user, on=said["on"])

    return ask(asked, form, AGREE, record)


@require_POST
@needs(Ability.WORK_CASES)
def agreement_done(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Tick an agreement off."""
    asked = open_case_or_404(request, pk)
    found = queries.line_of(asked.case, line)
    if found is None:
        raise Http404
    stream.agreement_done(found, by=asked.user, on=today())
    messages.success(request, _("Afspraak afgevinkt."))
    return redirect("case", pk)


@needs(Ability.WORK_CASES)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the case with one of the sixteen results; those that its facts do not bear out are shown with the reason."""
    asked = open_case_or_404(request, pk)
    found = choices(queries.closing_facts(asked.case, on=today()))
    form = forms.CloseForm(asked.data, today=today(), choices=found)

    def record() -> None:
        said = form.cleaned_data
        stream.close(asked.case, outcome=said["outcome"], by=asked.user, on=said["on"], note=said["note"])

    barred = [(sentences.said(sentences.OUTCOMES, o.value), help_.sentence(problem)) for o, problem in found.items() if problem]
    return ask(asked, form, CLOSE, record, barred=barred)
