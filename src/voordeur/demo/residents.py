"""What residents do by themselves: call or use their page, pay, move; and what a worker hears about them elsewhere.

Drawn from the case's own number, so that it does not matter in which order the days are worked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from voordeur import stream
from voordeur.accounts.models import User
from voordeur.demo.team import Team
from voordeur.record.models import Case, Resident
from voordeur.stages.reach.rules.vocabulary import Asked, CollectionStage, DayPart, Kind

# Days after a case opened, from and to.
WHEN = (2, 26)
# Of a hundred households, how many do what.
SHARES: dict[str, int] = {
    "call_me": 5, "come_by": 4, "is_it_real": 3, "says_paid": 5, "no_visits": 4, "no_help": 4, "paid": 4, "moved": 2, "died": 1,
    "known_elsewhere": 3, "post_unopened": 2,
}  # fmt: skip
SOON = timedelta(days=2)


def act(team: Team, *, on: date) -> None:
    """Let those whose day it is do what they do."""
    for case in team.open_cases().filter(opened_on__gte=on - timedelta(days=WHEN[1])).select_related("household"):
        luck = Random(f"{case.pk} by themselves")
        what = luck.choices(["", *SHARES], [100 - sum(SHARES.values()), *SHARES.values()])[0]
        if not what or on != _day(luck, case):
            continue
        resident = case.household.residents.filter(died_on=None).order_by("pk").first()
        if resident:
            _DOES[what](case, resident, team.person("karim"), on)


def leave_for_today(team: Team, *, on: date) -> None:
    """This morning somebody wants to be called and somebody wants a visit; who said no hears once how to come back."""
    fresh = team.open_cases().exclude(events__kind__in=(Kind.NO, Kind.ASKED, Kind.ACCEPTED, Kind.PAYMENT, Kind.ARRANGEMENT))
    fresh = fresh.exclude(events__kind=Kind.ATTEMPT, events__facts__reached=True).select_related("household")
    karim = team.person("karim")
    for case, what in zip(fresh.order_by("-opened_on", "pk")[:3], ("call_me", "come_by", "no_help"), strict=False):
        resident = case.household.residents.order_by("pk").first()
        if resident is None:
            continue
        _DOES[what](case, resident, karim, on - SOON)
        if what == "no_help":
            stream.learn(case, kind=Kind.STAGE, facts={"stage": CollectionStage.EVICTION_ANNOUNCED.value}, by=karim, on=on)


def _day(luck: Random, case: Case) -> date:
    return case.opened_on + timedelta(days=luck.randint(*WHEN))


def _asks(wish: Asked) -> Callable[[Case, Resident, User, date], None]:
    def do(case: Case, resident: Resident, by: User, on: date) -> None:
        facts: dict[str, Any] = {
            "resident": resident.pk, "asked": wish.value, "on": (on + SOON).isoformat(), "day_part": DayPart.AFTERNOON.value,
            "via": "code",
        }  # fmt: skip
        stream.learn(case, kind=Kind.ASKED, facts=facts, by=None, on=on)

    return do


def _learns(kind: Kind, **facts: object) -> Callable[[Case, Resident, User, date], None]:
    def do(case: Case, resident: Resident, by: User, on: date) -> None:
        stream.learn(case, kind=kind, facts={"resident": resident.pk, **facts}, by=by, on=on)

    return do


def _pays(case: Case, resident: Resident, by: User, on: date) -> None:
    stream.learn(case, kind=Kind.PAYMENT, facts={}, by=by, on=on)


def _says(no: str) -> Callable[[Case, Resident, User, date], None]:
    def do(case: Case, resident: Resident, by: User, on: date) -> None:
        stream.say_no(case, resident=resident, no=no, by=None, on=on)

    return do


_DOES: dict[str, Callable[[Case, Resident, User, date], None]] = {
    "call_me": _asks(Asked.CALL_ME),
    "come_by": _asks(Asked.COME_BY),
    "is_it_real": _asks(Asked.IS_IT_REAL),
    "says_paid": _learns(Kind.SAYS_PAID, via="code"),
    "no_visits": _says("visits"),
    "no_help": _says("help"),
    "paid": _pays,
    "moved": _learns(Kind.MOVED),
    "died": _learns(Kind.DECEASED),
    "known_elsewhere": _learns(Kind.KNOWN_ELSEWHERE, where="wijkteam"),
    "post_unopened": _learns(Kind.CHANNEL_FACT, channel="Brief", fact="unopened"),
}
