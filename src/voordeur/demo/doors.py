"""At the doors: rounds are planned, pairs walk them and say at each door what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from voordeur import stream
from voordeur.connections.bag import NoAddresses
from voordeur.demo import desk
from voordeur.demo.team import Pair, Team
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case, Resident
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart
from voordeur.stages.visit import actions as visit
from voordeur.stages.visit import queries as visits
from voordeur.stages.visit.actions.places import find_places
from voordeur.stages.visit.actions.rounds import Search, plan_evening
from voordeur.stages.visit.queries.crews import Ask
from voordeur.stages.visit.rules.rounds.solver import Limit

FOR_TONIGHT = 6  # for each pair; the other doors that are due are left for a coordinator to plan
TOWN_TIME, NOON = ZoneInfo("Europe/Amsterdam"), time(12)
ENOUGH = 4  # doors that make an evening worth it, and that are left for a coordinator to plan
# A short search finds good rounds of a few doors; the same seed makes the same rounds.
SEARCH = Search(Limit(iterations=16), quick=Limit(iterations=4))
# How often nobody opens; and what a pair meets, of a hundred doors that are opened.
SHUT = {DayPart.MORNING: 0.55, DayPart.AFTERNOON: 0.5, DayPart.EVENING: 0.33}
RESULTS: dict[str, int] = {
    "talked": 55, "adult_opened": 8, "partner_opened": 10, "child_opened": 3, "come_back": 8, "refused": 6,
    "unknown_name": 3, "no_access": 4, "language": 3,
}  # fmt: skip
WITH_RESIDENT = frozenset({"talked", "come_back", "refused", "language"})
NOTES = (
    "Vriendelijk gesprek; brieven lagen ongeopend op tafel.",
    "Is onlangs minder gaan werken. Wil graag een overzicht maken.",
    "Heeft al contact met de verhuurder over een regeling.",
)


def look_up(team: Team, *, on: date) -> None:
    """Find where the doors of new cases lie, in the town's address file."""
    find_places(team.office, set(team.open_cases().values_list("household", flat=True)), register=NoAddresses(), on=on)


def plan_tonight(team: Team, *, on: date) -> Any:
    """Plan this evening's rounds as a coordinator would; gives the first one, None where no door is due.

    Where few doors are due for the evening, some that are meant for the afternoon are put on the first pair's round by hand.
    """
    look_up(team, on=on)
    waiting, due = team.due(Channel.VISIT), team.due(Channel.VISIT, DayPart.EVENING)
    pairs = team.out(DayPart.EVENING) or team.out("")
    for first in pairs[:1] if len(due) < ENOUGH else ():
        extra = team.concerned(first, [case for case in waiting if case not in due])
        if cases := extra[: max(1, min(ENOUGH - len(due), len(extra) - ENOUGH))]:
            visit.make_round(
                organisation=team.office, on=on, day_part=DayPart.EVENING, first=team.person(first.first),
                second=team.person(first.second), cases=cases, by=team.person("clara"),
            )  # fmt: skip
    room = len(waiting) - ENOUGH if len(waiting) > 2 * ENOUGH else len(waiting)
    rounds = _planned(team, pairs, on=on, day_part=DayPart.EVENING, most=FOR_TONIGHT, room=room)
    return rounds[0] if rounds else None


def walk(team: Team, *, on: date, day_part: DayPart, left: int) -> None:
    """The pairs go out on rounds that the planner makes, to the last door; so many doors are left lying."""
    room = len(team.due(Channel.VISIT, day_part)) - left
    for round_ in _planned(team, team.out(day_part), on=on, day_part=day_part, most=team.plan.rounds.doors, room=room):
        _walk_one(team, round_)


def _planned(team: Team, pairs: list[Pair], *, on: date, day_part: DayPart, most: int, room: int) -> list[Any]:
    """The rounds of a part of a day: so many doors a pair at the most, and `room` for all pairs together."""
    asks = []
    for pair in pairs:
        if room > 0:
            asks.append(Ask(team.person(pair.first), team.person(pair.second), most=min(most, room)))
            room -= asks[-1].most or 0
    if not asks:
        return []
    clara = team.person("clara")
    plan_evening(
        organisation=team.office, on=on, day_part=day_part, asks=asks, by=clara, look=Look(clara, Purpose.VISIT),
        at=datetime.combine(on, NOON, TOWN_TIME), search=replace(SEARCH, seed=team.plan.seed),
    )  # fmt: skip
    made = visits.rounds(clara, since=on).filter(on=on, day_part=day_part).order_by("pk")
    return list(made.prefetch_related("stops__case__household"))


def _walk_one(team: Team, round_: Any) -> None:
    pair = (round_.first, round_.second or round_.first)
    for number, stop in enumerate(round_.stops.all()):
        moment = datetime.combine(round_.on, stop.planned_at or NOON, TOWN_TIME)
        made = _met(team, stop.case, DayPart(round_.day_part))
        submission = UUID(int=team.chance.getrandbits(128), version=4)
        stream.door_result(stop, made=made, submission=submission, by=pair[number % 2], at=moment)
        if made.result == AttemptResult.TALKED and made.resident_id:
            desk.answered(team, stop.case, Resident.objects.get(pk=made.resident_id), on=round_.on)
    visit.sign_off(round_, by=pair[0], at=datetime.combine(round_.on, round_.end or NOON, TOWN_TIME))


def _met(team: Team, case: Case, day_part: DayPart) -> visit.DoorResult:
    shut = team.chance.random() < SHUT[day_part]
    result = "nobody" if shut else team.chance.choices(list(RESULTS), list(RESULTS.values()))[0]
    resident = case.household.residents.order_by("pk").first() if result in WITH_RESIDENT else None
    nobody = result == AttemptResult.NOBODY
    return visit.DoorResult(
        result=AttemptResult(result),
        resident_id=resident.pk if resident else None,
        leave_asked=result == AttemptResult.TALKED,
        card_left=nobody and team.leaves_cards,
        language=team.chance.choice(("tr", "ar", "pl")) if result == AttemptResult.LANGUAGE else "",
        no="visits" if result == AttemptResult.REFUSED else "",
        note=team.chance.choice(NOTES) if result == AttemptResult.TALKED else "",
    )
