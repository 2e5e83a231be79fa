"""Today's work: one list, grouped by what the hand does; what is done from it is `doing`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from voordeur.accounts.models import Role, User
from voordeur.privacy.access import Ability, may
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.reach import queries as reach
from voordeur.stages.reach.queries import Group, Hand, Row
from voordeur.stages.reach.rules.vocabulary import Channel
from voordeur.web.today.calling import CallCard, call_cards
from voordeur.web.today.filtering import chosen_of, workers
from voordeur.web.today.page import can_be_done_here, day_of, to_speak_with

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
    Role.CONTACT_CENTRE: ("take-callback",),
}


# What can be sent for several at once: the words on its button, and the address that does it.
SENDS: Mapping[str, tuple[Promise, str]] = {
    Channel.LETTER: (gettext_lazy("Brieven afdrukken"), "post_make"),
    Channel.CARD: (gettext_lazy("Kaartjes afdrukken"), "post_make"),
    Channel.MAIL: (gettext_lazy("E-mails versturen"), "messages_send"),
    Channel.TEXT: (gettext_lazy("Berichten versturen"), "messages_send"),
}


@dataclass(frozen=True)
class Sending:
    """A button that sends what is ticked: by which channel, its words, and where it goes."""

    channel: str
    label: str
    url: str


@dataclass(frozen=True)
class Shown:
    """A row with its buttons: ``call``, ``looked`` or "", whether a talk must still be asked with whom, and how to call."""

    row: Row
    buttons: str
    ask_who: bool
    card: CallCard | None


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
    chosen = chosen_of(user, request.GET)
    day = day_of(user, look, today=today(), filters=chosen.filters)
    cards = call_cards([row for group in day.groups if group.hand == Hand.CALL for row in group.rows])
    groups = {group.hand: _group(group, cards) for group in day.groups}
    return render(
        request,
        "today/today.html",
        {"day": day, "groups": _in_order(groups, day), "hands": HANDS, "coming": _coming(day), "chosen": chosen},
    )


def _one_hand(request: HttpRequest, user: User, look: Look, hand: Hand) -> HttpResponse:
    page, chosen = request.GET.get("page", "1"), chosen_of(user, request.GET, hand=hand)
    work = reach.worklist(user, look, today=today(), filters=chosen.filters, page=int(page) if page.isdecimal() else 1)
    rows = work.groups[0].rows if work.groups else ()
    cards = call_cards(rows) if hand == Hand.CALL else {}
    context = {
        "work": work,
        "group": _group(work.groups[0], cards) if work.groups else None,
        "label": HANDS[hand],
        "hand": hand,
        "chosen": chosen,
        "workers": workers(user),
        "sends": _sends(row.step.channel for row in rows) if may(user, Ability.PRINT) else [],
    }
    return render(request, "today/hand.html", context)


def _sends(channels: Iterable[str]) -> list[Sending]:
    """The buttons that send what is ticked, one for each channel that stands on the page."""
    here = set(channels)
    return [Sending(channel, str(label), reverse(name)) for channel, (label, name) in SENDS.items() if channel in here]


def _group(group: Group, cards: Mapping[int, CallCard]) -> dict[str, Any]:
    rows = [Shown(row, can_be_done_here(row), to_speak_with(row) is None, cards.get(row.step.pk)) for row in group.rows]
    return {"hand": group.hand.value, "label": HANDS[group.hand], "total": group.total, "rows": rows}


def _in_order(groups: dict[Hand, dict[str, Any]], day: Any) -> list[dict[str, Any]]:
    """The groups in the order of the screen; a hand without steps is there too where something else waits for it."""
    also = {
        Hand.CALL: len(day.call_backs),
        Hand.VISIT: len(day.rounds),
        Hand.LOOK: day.agreements_total,
        Hand.DECIDE: day.doubts_total,
    }
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
