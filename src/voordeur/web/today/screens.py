"""Today's work: one list, grouped by what the hand does; each row can be done without leaving it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from voordeur import stream
from voordeur.accounts.models import Role, User
from voordeur.privacy.access import Ability, may
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case
from voordeur.shell.clock import today
from voordeur.stages.reach import queries as reach
from voordeur.stages.reach.actions import Attempt
from voordeur.stages.reach.queries import Filters, Group, Hand, Row
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel
from voordeur.stages.visit.rules.door import day_part
from voordeur.web.case.page import find_case
from voordeur.web.today.page import can_be_done_here, day_of, due_step, to_speak_with

HANDS: Mapping[Hand, Promise] = {
    Hand.CALL: gettext_lazy("Bellen"),
    Hand.POST: gettext_lazy("Post"),
    Hand.VISIT: gettext_lazy("Huisbezoek"),
    Hand.LOOK: gettext_lazy("Bekijken"),
    Hand.DECIDE: gettext_lazy("Beslissen"),
}
# Where a role starts that has no list of work; the first address that exists.
STARTS: Mapping[str, tuple[str, ...]] = {
    Role.VISITOR: ("door-rounds",),
    Role.PARTNER_STAFF: ("deliveries",),
    Role.MANAGER: ("figures",),
    Role.PRIVACY_OFFICER: ("privacy", "privacy_log"),
    Role.ADMINISTRATOR: ("manage",),
}
# What a button in a row records: the result, whether somebody was reached, what the row says afterwards.
RESULTS: Mapping[str, tuple[AttemptResult, bool, Promise]] = {
    "talked": (AttemptResult.TALKED, True, gettext_lazy("gesproken")),
    "no_answer": (AttemptResult.NO_ANSWER, False, gettext_lazy("geen gehoor")),
    "done": (AttemptResult.DONE, False, gettext_lazy("uitgezocht")),
}


@dataclass(frozen=True)
class Shown:
    """A row with its buttons: ``call``, ``looked`` or "", and whether a talk must still be asked with whom."""

    row: Row
    buttons: str
    ask_who: bool


@needs(Ability.SIGNED_IN)
def show(request: HttpRequest) -> HttpResponse:
    """The first screen after signing in; who has no list of work goes to where theirs begins."""
    user = cast(User, request.user)
    if not may(user, Ability.SEE_CASES):
        start = _start(user)
        return redirect(start) if start else render(request, "today/nothing.html")
    look = Look.of(request, Purpose.OFFER_HELP)
    hand = request.GET.get("hand", "")
    if hand in set(Hand):
        return _one_hand(request, user, look, Hand(hand))
    day = day_of(user, look, today=today())
    groups = {group.hand: _group(group) for group in day.groups}
    return render(
        request, "today/today.html", {"day": day, "groups": _in_order(groups, day), "hands": HANDS, "coming": _coming(day)}
    )


def _one_hand(request: HttpRequest, user: User, look: Look, hand: Hand) -> HttpResponse:
    page = request.GET.get("page", "1")
    work = reach.worklist(user, look, today=today(), filters=Filters(hand=hand), page=int(page) if page.isdecimal() else 1)
    group = _group(work.groups[0]) if work.groups else None
    return render(request, "today/hand.html", {"work": work, "group": group, "label": HANDS[hand], "hand": hand})


def _group(group: Group) -> dict[str, Any]:
    rows = [Shown(row, can_be_done_here(row), to_speak_with(row) is None) for row in group.rows]
    return {"hand": group.hand.value, "label": HANDS[group.hand], "total": group.total, "rows": rows}


def _in_order(groups: dict[Hand, dict[str, Any]], day: Any) -> list[dict[str, Any]]:
    """The groups in the order of the screen; a hand without steps is there too where something else waits for it."""
    also = {Hand.VISIT: len(day.rounds), Hand.LOOK: day.agreements_total, Hand.DECIDE: day.doubts_total}
    found = []
    for hand in Hand:
        group = groups.get(hand, {"hand": hand.value, "label": HANDS[hand], "total": 0, "rows": []})
        if group["total"] or also.get(hand):
            found.append({**group, "all": group["total"] + (also.get(hand, 0) if hand != Hand.VISIT else 0)})
    return found


def _coming(day: Any) -> tuple[date, list[tuple[str, int]]]:
    on, counts = day.coming
    return on, [(str(HANDS[hand]).lower(), counts[hand]) for hand in Hand if counts.get(hand)]


def _start(user: User) -> str:
    for name in STARTS.get(user.role, ()):
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


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
