"""At the doors: a pair walks a round and says at each door what happened."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from voordeur import stream
from voordeur.demo import desk
from voordeur.demo.team import Pair, Team
from voordeur.record.models import Case, Resident
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart
from voordeur.stages.visit import actions as visit

FOR_TONIGHT = 7  # the other doors that are due are left for a coordinator to plan
TOWN_TIME = ZoneInfo("Europe/Amsterdam")
START = {DayPart.EVENING: time(18, 5), DayPart.AFTERNOON: time(13, 30), DayPart.MORNING: time(9, 30)}
MINUTES_A_DOOR = 9
# What a pair meets, of a hundred doors.
RESULTS: dict[str, int] = {
    "nobody": 38, "talked": 34, "adult_opened": 5, "partner_opened": 6, "child_opened": 2, "come_back": 5, "refused": 4,
    "unknown_name": 2, "no_access": 2, "language": 2,
}  # fmt: skip
WITH_RESIDENT = frozenset({"talked", "come_back", "refused", "language"})
NOTES = (
    "Vriendelijk gesprek; brieven lagen ongeopend op tafel.",
    "Is onlangs minder gaan werken. Wil graag een overzicht maken.",
    "Heeft al contact met de verhuurder over een regeling.",
)


def plan_round(team: Team, *, on: date, day_part: DayPart) -> Any:
    """Make a round for the first pair over the doors that are due, those of that part of the day first."""
    fitting = team.due(Channel.VISIT, day_part)
    others = [case for case in team.due(Channel.VISIT) if case not in fitting]
    pair = team.pairs[0]
    cases = team.concerned(pair, [*fitting, *others])[:FOR_TONIGHT]
    return _round(team, pair, cases, on=on, day_part=day_part) if cases else None


def walk(team: Team, *, on: date, day_part: DayPart, left: int) -> None:
    """Every pair makes a round and walks it to the last door; so many doors are left lying."""
    due = team.due(Channel.VISIT, day_part)
    due = due[: max(0, min(len(due), len(team.due(Channel.VISIT)) - left))]
    for pair in team.pairs:
        if cases := team.concerned(pair, due)[: team.plan.rounds.doors]:
            _walk_one(team, pair, cases, on=on, day_part=day_part)
            due = [case for case in due if case not in cases]


def _walk_one(team: Team, pair: Pair, cases: list[int], *, on: date, day_part: DayPart) -> None:
    moment = datetime.combine(on, START[day_part], TOWN_TIME)
    round_ = _round(team, pair, cases, on=on, day_part=day_part)
    for number, stop in enumerate(round_.stops.select_related("case__household")):
        made = _met(team, stop.case)
        submission = UUID(int=team.chance.getrandbits(128), version=4)
        who = team.person(pair.second if number % 2 else pair.first)
        stream.door_result(stop, made=made, submission=submission, by=who, at=moment)
        if made.result == AttemptResult.TALKED and made.resident_id:
            desk.answered(team, stop.case, Resident.objects.get(pk=made.resident_id), on=on)
        moment += timedelta(minutes=MINUTES_A_DOOR)
    visit.sign_off(round_, by=team.person(pair.first), at=moment)


def _round(team: Team, pair: Pair, cases: list[int], *, on: date, day_part: DayPart) -> Any:
    return visit.make_round(
        organisation=team.office, on=on, day_part=day_part, first=team.person(pair.first), second=team.person(pair.second),
        cases=cases, by=team.person("clara"),
    )  # fmt: skip


def _met(team: Team, case: Case) -> visit.DoorResult:
    result = team.chance.choices(list(RESULTS), list(RESULTS.values()))[0]
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
