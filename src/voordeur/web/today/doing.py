"""What is done from the list of work: one row at once, or several together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from voordeur import stream
from voordeur.accounts.models import User
from voordeur.accounts.queries import colleagues_of
from voordeur.privacy.access import Ability, roles_that
from voordeur.privacy.gate import needs
from voordeur.record.actions import give_cases
from voordeur.record.models import Case
from voordeur.record.queries import cases_within
from voordeur.shell.clock import today
from voordeur.stages.reach import queries as reach
from voordeur.stages.reach.actions import Attempt
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel
from voordeur.stages.visit.rules.door import day_part
from voordeur.web.case.page import find_case
from voordeur.web.today.page import due_step

# What a button in a row records: the result, whether somebody was reached, what the row says afterwards.
RESULTS: Mapping[str, tuple[AttemptResult, bool, Promise]] = {
    "talked": (AttemptResult.TALKED, True, gettext_lazy("gesproken")),
    "no_answer": (AttemptResult.NO_ANSWER, False, gettext_lazy("geen gehoor")),
    "voicemail": (AttemptResult.VOICEMAIL, False, gettext_lazy("voicemail ingesproken")),
    "wrong_number": (AttemptResult.WRONG_NUMBER, False, gettext_lazy("verkeerd nummer")),
    "done": (AttemptResult.DONE, False, gettext_lazy("uitgezocht")),
}


@require_POST
@needs(Ability.WORK_CASES)
def carry_out(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """A row is done: called (spoken or no answer), or looked up. Sent twice it counts once: then the step is no longer due."""
    case = find_case(cast(User, request.user), pk)
    chosen = RESULTS.get(request.POST.get("result", ""))
    if case is None or chosen is None:
        raise Http404
    said = _record(request, case, step, *chosen)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "today/_done.html", {"case": case, "said": said, "talked": chosen[1]})
    messages.success(request, said)
    return redirect("today")


def _record(request: HttpRequest, case: Case, step: str, result: AttemptResult, reached: bool, label: Promise) -> str:
    due = due_step(case, step, today=today())
    if due is None:
        return _("Dit was al gedaan.")
    desk = due.channel == Channel.DESK
    resident = request.POST.get("resident", "")
    made = Attempt(
        channel=due.channel,
        day_part="" if desk else day_part(timezone.localtime().hour),
        reached=reached,
        result=result,
        resident_id=int(resident) if resident.isdecimal() and _lives_there(case, int(resident)) else None,
        step=due.step,
    )
    stream.attempt(case, made=made, by=cast(User, request.user), on=today())
    return _("Vastgelegd: %(what)s.") % {"what": label}


def _lives_there(case: Case, resident: int) -> bool:
    return case.household.residents.filter(pk=resident).exists()


@require_POST
@needs(Ability.WORK_CASES)
def give(request: HttpRequest) -> HttpResponse:
    """Give the chosen cases to a colleague, as far as they stand within that colleague's walls; "" takes them from everybody."""
    user = cast(User, request.user)
    chosen = {int(pk) for pk in request.POST.getlist("case") if pk.isdecimal()}
    to, number = None, request.POST.get("to", "")
    if number:
        colleagues = colleagues_of(user.organisation, roles=roles_that(Ability.WORK_CASES))
        to = next((one for one in colleagues if str(one.pk) == number), None)
        if to is None:
            raise Http404
    due = reach.cases_with(user, cases=chosen, today=today())
    mine = cases_within(to, due) if to else due
    _told_given(request, give_cases(mine, to=to), left=len(due) - len(mine), to=to)
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "today")


def _told_given(request: HttpRequest, given: int, *, left: int, to: User | None) -> None:
    if not given and not left:
        messages.info(request, _("Er is niets gekozen."))
    elif given:
        who = to.name if to else _("niemand")
        told = ngettext("%(n)s zaak is nu van %(who)s.", "%(n)s zaken zijn nu van %(who)s.", given)
        messages.success(request, told % {"n": given, "who": who})
    if left and to:
        told = ngettext(
            "%(n)s zaak niet: %(who)s werkt niet voor die gemeente.",
            "%(n)s zaken niet: %(who)s werkt niet voor die gemeente.",
            left,
        )
        messages.warning(request, told % {"n": left, "who": to.name})
