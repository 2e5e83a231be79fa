"""Rounds as the coordinator plans them and pairs walk them, for the stories: by the real planner, with pairs and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

from programme_town import ProgrammeTown
from voordeur import stream
from voordeur.accounts.models import User
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.rules.vocabulary import AttemptResult, DayPart
from voordeur.stages.visit import actions as visit
from voordeur.stages.visit.actions.rounds import Search, plan_evening
from voordeur.stages.visit.models import Duo, EveningPlan, Place, Stop, Visitor, WorkingHours
from voordeur.stages.visit.queries.crews import Ask
from voordeur.stages.visit.rules.rounds.solver import Limit

SHORT = Search(Limit(iterations=24), Limit(iterations=4))
HERE = ZoneInfo("Europe/Amsterdam")
# Pairs are out on working days from half past nine, and on evenings until nine.
BEGIN, END = time(9, 30), time(21)


def a_duo(town: ProgrammeTown, first: User, second: User, *, titles: Sequence[str] = (), start: tuple[float, float]) -> Ask:
    """Two people who go together every working day, from a place, as a social worker and an adviser or whatever they are."""
    Duo.objects.create(
        organisation=town.office, name=f"{first.name} en {second.name}", first=first, second=second, start=list(start)
    )
    for user, title in zip((first, second), titles or ("", ""), strict=True):
        Visitor.objects.create(user=user, skills=[title] if title else [])
        WorkingHours.objects.bulk_create(WorkingHours(user=user, weekday=weekday, begin=BEGIN, end=END) for weekday in range(5))
    return Ask(first, second)


def lies(town: ProgrammeTown, name: str, where: tuple[float, float]) -> None:
    """Where the front door of a home is."""
    household = town.case(name).household
    Place.objects.update_or_create(
        household=household, defaults={"latitude": where[0], "longitude": where[1], "source": "file", "on": town.today}
    )


def plans(town: ProgrammeTown, *asks: Ask, on: date, part: DayPart, names: Sequence[str] = ()) -> EveningPlan:
    """The night has brought the worklist up to date; that noon the coordinator plans a part of the day for these pairs."""
    town.today = on
    reach.plan([town.case(name).pk for name in names or town.homes if _has_case(town, name)], today=on)
    return plan_evening(
        organisation=town.office, on=on, day_part=part, asks=asks, by=town.cast.clara,
        look=Look(town.cast.clara, Purpose.VISIT), at=datetime.combine(on, time(8), HERE), search=SHORT,
    )  # fmt: skip


def on_a_round(town: ProgrammeTown, name: str, *, on: date, part: DayPart) -> Stop | None:
    """The place of a home on the rounds of that part of the day."""
    return Stop.objects.filter(case=town.case(name), round__on=on, round__day_part=part).select_related("round").first()


def walk(town: ProgrammeTown, *, on: date, part: DayPart, found: Mapping[str, AttemptResult]) -> list[str]:
    """The pairs walk their rounds and hand in each door at the minute that was planned; gives the homes in that order.

    Who is not in `found` does not open.
    """
    by_case = {town.case(name).pk: name for name in town.homes if _has_case(town, name)}
    stops = Stop.objects.filter(round__on=on, round__day_part=part, result=None).select_related("round__first")
    walked = []
    for stop in sorted(stops, key=lambda one: (one.round_id, one.order)):
        name = by_case[stop.case_id]
        result = found.get(name, AttemptResult.NOBODY)
        talked = result == AttemptResult.TALKED
        made = visit.DoorResult(result=result, resident_id=town.resident(name).pk if talked else None, leave_asked=talked)
        at = datetime.combine(on, stop.planned_at or time(12), HERE)
        stream.door_result(stop, made=made, submission=uuid4(), by=stop.round.first, at=at)
        walked.append(name)
    return walked


def why_not(plan: EveningPlan, town: ProgrammeTown, name: str) -> str:
    """Why a home is on no round of that part of the day, in the coordinator's words; "" where it is, or where nothing is due."""
    return str(plan.left_out.get(str(town.case(name).pk), {}).get("nl", ""))


def _has_case(town: ProgrammeTown, name: str) -> bool:
    home = town.homes[name]
    return Case.objects.filter(
        household__house_number=str(home.number), household__street=home.street, organisation=town.office, closed_on=None
    ).exists()
