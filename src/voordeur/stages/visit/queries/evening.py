"""An evening to plan: the doors that are due and the pairs that can go, as the rules take them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from voordeur.accounts.models import Organisation, User
from voordeur.connections.routing import TravelTimes
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case
from voordeur.record.queries import ParameterBook, parameter_book
from voordeur.stages.reach.queries import is_statutory
from voordeur.stages.reach.queries.protocols import protocols_for
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import Channel, DayPart
from voordeur.stages.visit.models import Appointment, Round, Stop, Visitor
from voordeur.stages.visit.queries import known
from voordeur.stages.visit.queries.crews import Crew, minutes
from voordeur.stages.visit.queries.needs import DoorTonight, DueVisit, Needs
from voordeur.stages.visit.queries.roads import travel_between
from voordeur.stages.visit.rules.at_home import Prior, Slot, chances
from voordeur.stages.visit.rules.parts import open_parts
from voordeur.stages.visit.rules.rounds.evening import Evening, Pair, Place, Visit, Window
from voordeur.stages.visit.rules.rounds.spots import Spot
from voordeur.stages.visit.rules.tonight import Measures, Tonight, is_threatening, weigh
from voordeur.stages.visit.rules.worth import Door, worth

KEYS = ("at_home_prior", "visit_worth", "visit_minutes", "visit_hours", "quiet_hours", "appointment_slots")
# More doors than this do not fit in anybody's evening; the most urgent are looked at.
_MOST = 400


@dataclass(frozen=True)
class Prepared:
    """What the rules plan, and what people call what is in it. `aside`: doors that want another part of the day."""

    evening: Evening
    doors: tuple[DoorTonight, ...]  # in the order of the evening's visits
    aside: tuple[DoorTonight, ...]
    crews: tuple[Crew, ...]
    names: Mapping[str, Words]
    notices: tuple[Words, ...]
    way: str
    travel: str  # by which model the pairs go: roads.LINES or roads.ROADS


@dataclass(frozen=True)
class Asked:
    """Which evening: whose, when, for whom it is looked at, and by which figures."""

    organisation: Organisation
    on: date
    day_part: str
    book: ParameterBook

    @classmethod
    def of(cls, organisation: Organisation, on: date, day_part: str) -> Asked:
        """One part of a day of an organisation, with the figures that hold then; one query."""
        return cls(organisation, on, day_part, parameter_book(KEYS, organisation=organisation, on=on))

    @property
    def usual(self) -> Window:
        """The hours of this part of the day."""
        begin, end = self.book.value("visit_hours")[self.day_part]
        return Window(minutes(begin), minutes(end))

    @property
    def bells(self) -> Window:
        """When a bell may be rung on this part of the day (P11)."""
        begin, end = (minutes(one) for one in self.book.value("quiet_hours"))
        return Window(max(self.usual.start, begin), min(self.usual.end, end))

    def expected(self) -> dict[int, Window]:
        """At which doors a pair is expected on this part of the day, by case id, and within which minutes; one query."""
        late = float(self.book.value("appointment_slots")["within"])
        return known.expected_on(self.on, self.organisation, self.usual, late)

    @property
    def slot(self) -> Slot:
        """The part of the day, on a working day or in the weekend."""
        return Slot.of(self.on, DayPart(self.day_part))


def rounds_of(asked: Asked, user: User) -> QuerySet[Round]:
    """The rounds of this part of this day inside this planner's walls that are not signed off."""
    walls = within(user, organisation="case__organisation", municipality="case__municipality")
    return (
        Round.objects.filter(organisation=asked.organisation, on=asked.on, day_part=asked.day_part, signed_off_at=None)
        .exclude(pk__in=Stop.objects.exclude(walls).values("round"))
        .select_related("first__organisation", "second__organisation")
        .order_by("id")
    )


def prepare(
    asked: Asked, crews: Sequence[Crew], user: User, look: Look, *, today: date, routing: TravelTimes, not_before: float = 0.0
) -> Prepared:
    """The evening for these pairs (all can go). The number of queries does not grow with doors or pairs; the look is logged.

    `routing`: who knows the roads. `not_before`: no pair leaves earlier than this minute, for a round that is planned anew while
    it is walked.
    """
    cases, stops = due_cases(asked, user, today), _stops(asked, user)
    protocols = protocols_for(cases)
    record_look(look, (f"household:{case.household_id}" for case in cases))
    doors = list(_weighed(asked, cases, stops, protocols))
    inside = tuple(door for door in doors if not door.wants)
    needs = Needs.of(inside, crews, protocols, _skills(asked.organisation), asked.on)
    way = _way(crews)
    visits = tuple(
        Visit(str(d.case.pk), d.weighed.service, d.weighed.windows, d.weighed.worth, needs.of_door(n), d.weighed.must, _A_DOOR)
        for n, d in enumerate(inside)
    )
    pairs = tuple(_pair(number, crew, needs, not_before) for number, crew in enumerate(crews))
    spots = [Spot(door.place, door.case.household.postcode) for door in inside]
    spots += [Spot(place) for crew in crews for place in (crew.ask.start, crew.ask.end)]
    travel = travel_between(spots, way, routing)
    evening = Evening(visits, pairs, travel.minutes)
    return Prepared(
        evening=evening,
        doors=inside,
        aside=tuple(door for door in doors if door.wants),
        crews=tuple(crews),
        names=dict(needs.names) | {str(n): crew.name for n, crew in enumerate(crews)} | {v.id: _ANOTHER for v in visits},
        notices=(*travel.notices, *_notices(inside, crews, needs)),
        way=way,
        travel=travel.model,
    )


_A_DOOR = 1  # what a visit takes of the most doors that a pair was given
_ANOTHER = Words("een ander adres", "another address")


def households_of(asked: Asked, user: User, *, today: date) -> list[int]:
    """The households whose door could be rung on this part of the day; ids only."""
    return [case.household_id for case in due_cases(asked, user, today)]


def due_cases(asked: Asked, user: User, today: date, until: date | None = None) -> list[Case]:
    """The cases of which a visit is due by then, or where a pair is expected, that are on no other open round.

    `until`: those that fall due by that day as well. The caller logs the look.
    """
    last = until or asked.on
    states = ("due", "waiting") if last > today else ("due",)
    due = Case.objects.filter(steps__channel=Channel.VISIT, steps__state__in=states, steps__due_on__lte=last)
    expected = Appointment.objects.filter(on=asked.on, kind="home", state__in=known.EXPECTED)
    here = rounds_of(asked, user)
    kept = Stop.objects.filter(round__in=here, locked=True, result=None)
    elsewhere = Stop.objects.filter(result=None, round__signed_off_at=None, round__on__gte=today).exclude(round__in=here)
    done = Stop.objects.filter(round__in=here, result__isnull=False)
    cases = (
        Case.objects.filter(within(user), organisation=asked.organisation, closed_on=None)
        .filter(Q(pk__in=due.values("pk")) | Q(pk__in=expected.values("case")) | Q(pk__in=kept.values("case")))
        .exclude(pk__in=elsewhere.values("case"))
        .exclude(pk__in=done.values("case"))
        .exclude(household__no_visits_until__gt=asked.on)  # nobody rings there (P25)
        .select_related("household__place", "municipality")
        .prefetch_related(Prefetch("steps", to_attr="known_steps"))
        .order_by("household__postcode", "household__house_number", "pk")
    )
    return list(cases[:_MOST])


def step_of_case(case: Case) -> DueVisit | None:
    """The visit that is due, else the first that waits."""
    visits = [step for step in case.known_steps if step.channel == Channel.VISIT]  # type: ignore[attr-defined]
    step = min(visits, key=lambda step: (step.state, step.due_on), default=None)
    return DueVisit(step.step, step.due_on, step.by, step.day_part, step.deadline, step.urgency, step.reason) if step else None


def _stops(asked: Asked, user: User) -> dict[int, Stop]:
    found = Stop.objects.filter(round__in=rounds_of(asked, user), result=None).select_related("round")
    return {stop.case_id: stop for stop in found}


def _weighed(
    asked: Asked, cases: Sequence[Case], stops: Mapping[int, Stop], protocols: Mapping[int, Protocol]
) -> Iterator[DoorTonight]:
    households, every = [case.household_id for case in cases], [case.pk for case in cases]
    signals, here, tried = known.signals_of(every), known.rung_here(households), known.parts_tried(every)
    town, expected = known.rung_in_town(asked.organisation), asked.expected()
    for case in cases:
        step, stop = step_of_case(case), stops.get(case.pk)
        prior = prior_of(asked.book, case.municipality_id)
        at_home = chances(prior, known.slot_rungs(town, case.municipality_id), here.get(case.household_id, []))
        tonight = Tonight(
            door=_door(case, step, signals[case.pk], asked.on),
            chance=next(one for one in at_home if one.slot == asked.slot),
            expected=expected.get(case.pk),
            locked=minutes(stop.planned_at) if stop and stop.locked and stop.planned_at else None,
        )
        weighed = weigh(tonight, _measures(asked.book, case.municipality_id), asked.bells, asked.on)
        parts = parts_of(step, protocols.get(case.pk), tried[case.pk])
        wants = "" if weighed.must or stop is not None or asked.day_part in parts or step is None else step.day_part
        yield DoorTonight(case, step, stop, _place(case), weighed, wants)


def prior_of(book: ParameterBook, municipality: int | None) -> Prior:
    """What is known of who is at home when, before anybody rang."""
    figures = book.value("at_home_prior", municipality)
    return Prior(**{key: value for key, value in figures.items() if key != "appointment"})


def worth_of(asked: Asked, case: Case, signals: known.Signals) -> float:
    """What a visit to a case is worth on that day, whoever opens."""
    return worth(
        _door(case, step_of_case(case), signals, asked.on), asked.book.value("visit_worth", case.municipality_id), asked.on
    )


def parts_of(step: DueVisit | None, protocol: Protocol | None, tried: Sequence[str]) -> frozenset[str]:
    """The parts of the day at which a visit may be made; what must be made now, or somebody put here, is not put off by them."""
    if step is None:
        return frozenset(DayPart)
    written = protocol.step(step.name) if protocol else None
    return open_parts(step.day_part, written.day_parts if written else None, tried)


def _door(case: Case, step: DueVisit | None, signals: known.Signals, on: date) -> Door:
    reason = step.reason if step else {}
    urgency = tuple(str(one.get("code", "")) for one in reason.get("urgency", ()))
    return Door(
        due_on=step.due_on if step else on,
        deadline=step.deadline if step else None,
        statutory=is_statutory(reason),
        threatening=is_threatening(urgency, str(reason.get("clock", ""))),
        urgency=step.urgency if step else 0,
        creditors=max(1, len(signals.partners)),
        warm_handover=signals.warm_handover,
        next_due_on=signals.next_due_on,
    )


def _measures(book: ParameterBook, municipality: int | None) -> Measures:
    spent = book.value("visit_minutes", municipality)
    appointment = book.value("at_home_prior", municipality).get("appointment", 1.0)
    return Measures(book.value("visit_worth", municipality), spent["door"], spent["talk"], appointment)


def _place(case: Case) -> Place | None:
    place = getattr(case.household, "place", None)
    return (place.latitude, place.longitude) if place and place.latitude is not None and place.longitude is not None else None


def _pair(number: int, crew: Crew, needs: Needs, not_before: float) -> Pair:
    hours = crew.hours or Window(0.0, 0.0)
    leave = max(hours.start, not_before)
    return Pair(str(number), leave, max(leave, hours.end), needs.of_crew(number), crew.ask.most)


def _way(crews: Sequence[Crew]) -> str:
    """How the pairs go about: as all of them do, else by bike."""
    ways = {crew.way for crew in crews}
    return ways.pop() if len(ways) == 1 else "bike"


def _skills(organisation: Organisation) -> frozenset[str]:
    """Every skill that somebody who may go for this organisation has."""
    people = Q(user__organisation=organisation) | Q(user__organisation__in=organisation.partners.values("organisation"))
    return frozenset(skill for skills in Visitor.objects.filter(people).values_list("skills", flat=True) for skill in skills)


def _notices(doors: Sequence[DoorTonight], crews: Sequence[Crew], needs: Needs) -> Iterator[Words]:
    """What the plan does not know, said beside it."""
    if lost := sum(door.place is None for door in doors):
        yield Words(
            f"Van {lost} van de {len(doors)} adressen zijn geen coördinaten bekend: de afstand is geschat naar de postcode.",
            f"Of {lost} of {len(doors)} addresses no coordinates are known: the distance is estimated by the postcode.",
        )
    if any(crew.ask.start is None for crew in crews):
        yield Words(
            "Van een duo is niet bekend waar het begint: de weg naar het eerste adres telt niet mee.",
            "It is not known where a pair starts: the way to the first address is not counted.",
        )
    yield from needs.notices
