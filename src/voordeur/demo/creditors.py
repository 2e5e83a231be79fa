"""What creditors do meanwhile: the steps that a protocol leaves to them, and their collection, which goes on by itself.

Each household's luck is drawn from its own customer number, so that it does not matter in which order the days are worked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from voordeur import stream
from voordeur.accounts.models import User
from voordeur.demo.plans import Collection, PartnersDo
from voordeur.demo.team import Team
from voordeur.privacy.log import Look, Purpose
from voordeur.record.models import Case, Event, Partner
from voordeur.stages.reach.queries.awaited import Awaited, awaited
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, CollectionStage, DayPart, EvictedBecause, Kind, Lane
from voordeur.stages.triage.queries import cases_by_customer

MONDAY = 0
THINKS_IT_OVER = timedelta(days=3)  # until who wants no visit says so
ORDER = tuple(stage for stage in CollectionStage if stage not in (CollectionStage.CALLED_OFF, CollectionStage.EVICTED))
CALLED_OFF = 0.7  # of the evictions that were announced
# Knowing that somebody lives on a benefit rests on this.
BASIS = "afspraak met Werk en Inkomen"


def do_their_part(team: Team, *, on: date) -> None:
    """The creditors post or call what the protocol leaves to them and say so; some never do. People react."""
    habits = team.plan.partners_do
    if habits is None:
        return
    for partner in team.partners.values():
        _report(team, partner, habits, on=on)
    _say_no(team, habits, on=on)


def collect(team: Team, *, on: date) -> None:
    """Collection of rent goes on, some households each Monday; it becomes known who lives on a benefit."""
    collection = team.plan.collection
    if collection is None or on.weekday() != MONDAY:
        return
    for creditor in team.plan.creditors:
        if creditor.kind == "Huur":
            _go_on(team, team.partners[creditor.code], collection, on=on)
    for case in team.open_cases().exclude(events__kind=Kind.LANE):
        resident = case.household.residents.order_by("pk").first()
        if resident and _luck(case.pk, "benefits") < collection.benefits:
            facts: dict[str, object] = {"resident": resident.pk, "lane": Lane.BENEFITS.value, "basis": BASIS}
            stream.learn(case, kind=Kind.LANE, facts=facts, by=team.person("karim"), on=on)


def _luck(*of: object) -> float:
    """A number below a hundred that always falls the same for the same things."""
    return Random(" ".join(map(str, of))).random() * 100


def _report(team: Team, partner: Partner, habits: PartnersDo, *, on: date) -> None:
    steps: dict[str, list[Awaited]] = defaultdict(list)
    for one in awaited(partner, today=on, look=Look(None, Purpose.DELIVER, "demo")):
        ready = one.since + timedelta(days=Random(one.customer).randint(*habits.days))
        if ready <= on and _luck(one.customer, "silent") >= habits.silent:
            steps[one.step].append(one)
    for step, ones in steps.items():
        by = _who_says_so(team, partner)
        stream.partner_told(partner, what=step, customers=[one.customer for one in ones], on=on, today=on, by=by)
        if habits.reaches:
            for one in ones:
                _called(team, partner, one, habits, on=on)


def _who_says_so(team: Team, partner: Partner) -> User:
    """The creditor's own staff where they sign in, else the coordinator for them."""
    return team.person("petra" if partner == team.partners[team.plan.staffed] else "clara")


def _called(team: Team, partner: Partner, one: Awaited, habits: PartnersDo, *, on: date) -> None:
    """The creditor called: who it reached may settle at once, and then nobody comes by."""
    case, by = Case.objects.get(pk=one.case), _who_says_so(team, partner)
    reached = _luck(one.customer, "reached") < habits.reaches
    facts: dict[str, object] = {
        "partner": partner.pk, "channel": Channel.PHONE.value, "day_part": DayPart.AFTERNOON.value, "reached": reached,
        "result": (AttemptResult.TALKED if reached else AttemptResult.NO_ANSWER).value, "number": 1,
    }  # fmt: skip
    stream.learn(case, kind=Kind.PARTNER_ATTEMPT, facts=facts, by=by, on=on)
    if reached and _luck(one.customer, "arranges") < habits.arranges:
        stream.learn(case, kind=Kind.ARRANGEMENT, facts={"partner": partner.pk}, by=by, on=on)


def _say_no(team: Team, habits: PartnersDo, *, on: date) -> None:
    """Some who read that a pair will come by, say within days that they want no visit; nobody asks why."""
    if not habits.declines:
        return
    posted = Event.objects.filter(kind=Kind.PARTNER_STEP, on__lte=on - THINKS_IT_OVER).values("case")
    for case in team.open_cases().filter(pk__in=posted).exclude(events__kind=Kind.NO):
        resident = case.household.residents.order_by("pk").first()
        if resident and _luck(case.pk, "declines") < habits.declines:
            stream.say_no(case, resident=resident, no="visits", by=team.person("karim"), on=on)


def _go_on(team: Team, partner: Partner, collection: Collection, *, on: date) -> None:
    stages = _stages_of(partner)
    moving: dict[tuple[str, str], list[str]] = defaultdict(list)
    for customer, case in cases_by_customer(partner).items():
        stage = stages.get(case, "")
        if stage in set(ORDER) and _luck(customer, on) < collection.moves_on:
            moving[_after(stage, customer)].append(customer)
    for (stage, because), customers in moving.items():
        stream.partner_told(
            partner, what=stage, because=because, customers=customers, on=on, today=on, by=_who_says_so(team, partner)
        )


def _after(stage: str, customer: str) -> tuple[str, str]:
    """What comes after a stage; of what was announced most is called off, the rest carried out for a reason."""
    place = ORDER.index(CollectionStage(stage))
    if place + 1 < len(ORDER):
        return ORDER[place + 1].value, ""
    luck = Random(f"{customer} in the end")
    if luck.random() < CALLED_OFF:
        return CollectionStage.CALLED_OFF.value, ""
    return CollectionStage.EVICTED.value, luck.choice(list(EvictedBecause)).value


def _stages_of(partner: Partner) -> Mapping[int, str]:
    """The last stage that this creditor told of, by case."""
    rows = Event.objects.filter(kind=Kind.STAGE, facts__partner=partner.pk).order_by("on", "pk")
    return {case: facts["stage"] for case, facts in rows.values_list("case", "facts")}
