"""The figures of visits: person-free, for planning and never for ranking colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from voordeur.accounts.models import User
from voordeur.record.queries import parameter
from voordeur.stages.visit.models import Round, Stop
from voordeur.stages.visit.queries.crews import minutes
from voordeur.stages.visit.queries.rounds import rounds
from voordeur.stages.visit.rules.figures import Doors, Spent, Walked, by_key, doors_of, spent


@dataclass(frozen=True)
class Figures:
    """Since a day: all doors, by part of the day, by pair; what the rounds with planned times took, and the talks on those."""

    all: Doors
    by_part: Mapping[str, Doors]
    by_pair: Mapping[str, Doors]
    spent: Spent
    talked_on_those: int
    without_times: int


def figures_of(user: User, *, since: date, today: date) -> Figures:
    """The figures inside this person's walls; three queries and the walls' own."""
    known = {one.pk: one for one in rounds(user, since=since)}
    rows = list(Stop.objects.filter(round__in=known, result__isnull=False).values_list("round", "result__facts"))
    results = [(known[round_], str(facts.get("result", "")), str(facts.get("day_part", ""))) for round_, facts in rows]
    timed = [one for one in known.values() if one.begin and one.end and one.ready]  # type: ignore[attr-defined]
    return Figures(
        all=doors_of(result for _round, result, _part in results),
        by_part=by_key((part, result) for _round, result, part in results),
        by_pair=by_key((_pair(one), result) for one, result, _part in results),
        spent=spent(map(_walked, timed), parameter("visit_hour_cents", organisation=user.organisation, on=today)),
        talked_on_those=doors_of(result for one, result, _part in results if one in timed).talked,
        without_times=len([one for one in known.values() if one.ready and one not in timed]),  # type: ignore[attr-defined]
    )


def _pair(one: Round) -> str:
    return " + ".join(sorted(user.name for user in (one.first, one.second) if user is not None))


def _walked(one: Round) -> Walked:
    away = minutes(one.end) - minutes(one.begin) if one.begin and one.end else 0.0
    return Walked(away, float(one.travel_minutes or 0), str(one.planned_with.get("way", "bike")), 2 if one.second_id else 1)
