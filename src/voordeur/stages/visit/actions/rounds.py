"""Plan an evening: rounds with times and reasons for the pairs that go, around what is fixed and what was done already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from voordeur.accounts.models import Organisation, User
from voordeur.calendar import is_quiet
from voordeur.connections.routing import NoRouting, TravelTimes
from voordeur.privacy.log import Look
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.visit.actions.planning import NotPlanned, check_pair
from voordeur.stages.visit.models import EveningPlan, Round, Stop
from voordeur.stages.visit.queries.crews import Ask, Crew, crews_of, duos_of, minutes, with_starts
from voordeur.stages.visit.queries.evening import Asked, Prepared, prepare, rounds_of
from voordeur.stages.visit.rules.more import what_more_brings
from voordeur.stages.visit.rules.rounds import evening as rules
from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan
from voordeur.stages.visit.rules.rounds.why import why_here, why_not

_WANTS = {
    "Ochtend": Words("dit bezoek is voor een ochtend", "this visit is for a morning"),
    "Middag": Words("dit bezoek is voor een middag", "this visit is for an afternoon"),
    "Avond": Words("dit bezoek is voor een avond", "this visit is for an evening"),
}


_QUICK = Limit(iterations=40)
_LINES = NoRouting()


@dataclass(frozen=True)
class Search:
    """How to look for the best rounds: how long, from which seed; `quick` for the estimates of one more pair and hour.

    `routing` knows the roads; where it is silent, straight lines do, and the plan says so.
    """

    limit: Limit
    quick: Limit = _QUICK
    seed: int = 0
    routing: TravelTimes = _LINES

    def said(self) -> dict[str, float | int | None]:
        """As it is kept with a round."""
        return {"seconds": self.limit.seconds, "iterations": self.limit.iterations, "seed": self.seed}


@transaction.atomic
def plan_evening(
    *,
    organisation: Organisation,
    on: date,
    day_part: str,
    asks: Sequence[Ask],
    by: User,
    look: Look,
    at: datetime,
    search: Search,
    sent: UUID | None = None,
) -> EveningPlan:
    """Plan (anew) a part of a day for these pairs and store their rounds; what is left out stands in the answer, with why.

    Doors with a result stay, locked ones stay with their pair and moment, rounds of pairs that do not go any more are divided
    over the others (P24). What must be made and is left out is marked `must`: the screen sounds an alarm. The same form
    (`sent`) twice plans once. Raises NotPlanned where the day or a pair does not fit.
    """
    _check(organisation, on, asks, by, at)
    EveningPlan.objects.get_or_create(organisation=organisation, on=on, day_part=day_part)
    plan = EveningPlan.objects.select_for_update().get(organisation=organisation, on=on, day_part=day_part)
    if sent is not None and plan.asked == sent:
        return plan
    asked = Asked.of(organisation, on, day_part)
    crews = _crews(asks, asked)
    walked = Stop.objects.filter(round__in=rounds_of(asked, by), result__isnull=False).exists()
    local = localtime(at)
    not_before = minutes(local.time()) if walked and local.date() == on else 0.0
    prepared = prepare(asked, crews, by, look, today=local.date(), routing=search.routing, not_before=not_before)
    best = best_plan(prepared.evening, search.limit, search.seed)
    _store(asked, prepared, best, by, search)
    plan.asked, plan.made_at, plan.by = sent, at, by
    plan.left_out = plan.left_out | _left_out(prepared, best)
    plan.notices = [vars(words) for words in prepared.notices]
    plan.more = what_more_brings(prepared.evening, best, [d.weighed.chance for d in prepared.doors], search.quick, search.seed)
    plan.save()
    return plan


def missed(plan: EveningPlan) -> list[int]:
    """The case ids that must be visited and are on no round: never silently."""
    return [int(case) for case, why in plan.left_out.items() if why.get("must")]


def _check(organisation: Organisation, on: date, asks: Sequence[Ask], by: User, at: datetime) -> None:
    if by.organisation_id != organisation.pk:
        raise NotPlanned(_("Alleen wie bij deze organisatie werkt kan een ronde maken."))
    if on < localtime(at).date():
        raise NotPlanned(_("Een ronde kan niet in het verleden liggen."))
    if is_quiet(on):
        raise NotPlanned(_("Op zondag en op feestdagen wordt nergens aangebeld."))
    if not asks:
        raise NotPlanned(_("Kies minstens één duo."))
    seen: set[int] = set()
    for ask in asks:
        check_pair(organisation, ask.first, ask.second)
        for one in (ask.first, ask.second):
            if one is not None and one.pk in seen:
                raise NotPlanned(_("%(name)s staat in twee duo's tegelijk.") % {"name": one.name})
            if one is not None:
                seen.add(one.pk)


def _crews(asks: Sequence[Ask], asked: Asked) -> list[Crew]:
    crews = crews_of(with_starts(asks, duos_of(asked.organisation, asked.on)), on=asked.on, usual=asked.usual)
    for crew in crews:
        if crew.absent is not None:
            language = get_language() or "nl"
            raise NotPlanned(f"{crew.name.in_(language)}: {crew.absent.in_(language)}.")
    return crews


def _store(asked: Asked, prepared: Prepared, best: rules.Plan, by: User, search: Search) -> None:
    there = {_key(one): one for one in rounds_of(asked, by)}
    open_ = {stop.case_id: stop for stop in Stop.objects.filter(round__in=list(there.values()), result=None)}
    fresh: list[Stop] = []
    kept: list[Stop] = []
    for one in best.rounds:
        crew = prepared.crews[one.pair]
        if not one.stops:
            continue
        round_ = _round(asked, prepared, one, there.get(crew.key), search)
        after = round_.stops.filter(result__isnull=False).aggregate(last=Max("order"))["last"] or 0
        for place in range(len(one.stops)):
            door = prepared.doors[one.stops[place].visit]
            stop = open_.pop(door.case.pk, None) or Stop(case=door.case)
            _fill(stop, round_, prepared, one, place, after)
            (fresh if stop.pk is None else kept).append(stop)
    Stop.objects.bulk_update(kept, ["round", "order", "planned_at", "chance", "worth", "reasons", "lead"])
    Stop.objects.bulk_create(fresh)
    # What a phone handed in for a door stays with it, also when the door is on no round any more.
    Stop.objects.filter(pk__in=[stop.pk for stop in open_.values()], arrivals=None).delete()
    Round.objects.filter(pk__in=[one.pk for one in there.values()], stops=None).delete()


def _round(asked: Asked, prepared: Prepared, one: rules.Round, round_: Round | None, search: Search) -> Round:
    crew = prepared.crews[one.pair]
    round_ = round_ or Round(
        organisation=asked.organisation, on=asked.on, day_part=asked.day_part, first=crew.ask.first, second=crew.ask.second
    )
    set_times(round_, prepared.evening, one)
    round_.planned_with = {**search.said(), "way": prepared.way, "travel": prepared.travel}
    round_.save()
    return round_


def set_times(round_: Round, evening: rules.Evening, one: rules.Round) -> None:
    """When the pair leaves and is back, and its minutes under way; not saved."""
    if not one.stops:
        round_.begin = round_.end = round_.travel_minutes = None
        return
    first, last = one.stops[0], one.stops[-1]
    round_.begin = clock(first.arrive - float(evening.travel[evening.start_of(one.pair), first.visit]))
    round_.end = clock(last.leave + float(evening.travel[last.visit, evening.end_of(one.pair)]))
    round_.travel_minutes = round(one.travel)


def _fill(stop: Stop, round_: Round, prepared: Prepared, one: rules.Round, place: int, after: int) -> None:
    at = one.stops[place]
    weighed = prepared.doors[at.visit].weighed
    stop.round, stop.order, stop.planned_at = round_, after + place + 1, clock(at.begin)
    keep_lead(stop)
    stop.chance, stop.worth = weighed.chance, weighed.worth
    stop.reasons = said((*weighed.why, *why_here(prepared.evening, one, place, prepared.names)))


def keep_lead(stop: Stop) -> None:
    """Who would speak at this door still does, if they still come there; not saved."""
    if stop.lead_id not in {stop.round.first_id, stop.round.second_id}:
        stop.lead = None


def _left_out(prepared: Prepared, best: rules.Plan) -> dict[str, dict[str, str | bool]]:
    """Why each door is on no round; "" for those that are on one, so that an older reason goes."""
    found: dict[str, dict[str, str | bool]] = {str(door.case.pk): {} for door in prepared.doors}
    for number in best.left_out:
        why = why_not(prepared.evening, best, number, prepared.names)
        found[prepared.evening.visits[number].id] = {**vars(why), "must": prepared.evening.visits[number].must}
    for door in prepared.aside:
        found[str(door.case.pk)] = {**vars(_WANTS[door.wants]), "must": False, "aside": True}
    return found


def said(reasons: Iterable[Words]) -> list[Mapping[str, str]]:
    """Reasons as they are kept."""
    return [vars(words) for words in reasons]


def clock(at: float) -> time:
    """Minutes after midnight as a time of that day, to the minute."""
    whole = min(max(round(at), 0), 24 * 60 - 1)
    return time(whole // 60, whole % 60)


def _key(round_: Round) -> tuple[int, int]:
    first, second = sorted((round_.first_id, round_.second_id or 0))
    return first, second
