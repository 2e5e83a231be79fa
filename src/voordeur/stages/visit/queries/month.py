"""The evenings to come: who goes when, who waits and why, and what a month may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voordeur.accounts.models import User
from voordeur.calendar import first_of_month, is_quiet
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Event
from voordeur.stages.reach.queries.protocols import protocols_for
from voordeur.stages.reach.rules.vocabulary import Channel, DayPart, Kind
from voordeur.stages.visit.queries import known
from voordeur.stages.visit.queries.crews import Roster, ask_of, duos_of
from voordeur.stages.visit.queries.evening import Asked, due_cases, prior_of, step_of_case, worth_of
from voordeur.stages.visit.rules.at_home import chances
from voordeur.stages.visit.rules.month import Given, Turn, Waiting, spread

_DAYS = 28


@dataclass(frozen=True)
class Turns:
    """One part of a day with the doors that are meant for it."""

    turn: Turn
    doors: Sequence[tuple[Case, Given]]


@dataclass(frozen=True)
class Month:
    """The evenings to come. `capacity`: visits planned for a month, None where no working method says; `made`: so far."""

    turns: Sequence[Turns]
    waiting: Sequence[tuple[Case, Given]]
    capacity: int | None
    made: int

    @property
    def over(self) -> int:
        """So many visits above what is planned for a month: a notice, never a refusal."""
        asked = self.made + sum(len(one.doors) for one in self.turns)
        return max(0, asked - self.capacity) if self.capacity is not None else 0


def month_of(user: User, look: Look, *, today: date) -> Month:
    """Spread the due doors inside this planner's walls over the next four weeks; a fixed number of queries."""
    asked = Asked.of(user.organisation, today, DayPart.EVENING)
    cases = due_cases(asked, user, today, until=today + timedelta(days=_DAYS))
    record_look(look, (f"household:{case.household_id}" for case in cases))
    turns = list(_turns(asked, today))
    capacities = [one.visits_per_month for one in protocols_for(cases).values() if one.visits_per_month]
    capacity = max(capacities, default=None)
    made = _made(asked, today)
    left = None if capacity is None else max(0, capacity - made)
    given = spread(list(_waiting(asked, cases, today)), turns, left)
    by_case = {case.pk: case for case in cases}
    told = [(by_case[one.key], one) for one in given]
    planned = [Turns(turn, [pair for pair in told if pair[1].turn == turn]) for turn in turns]
    return Month([one for one in planned if one.doors], [pair for pair in told if pair[1].turn is None], capacity, made)


def _turns(asked: Asked, today: date) -> Iterator[Turn]:
    """Every part of a day on which a duo can go, with room for as many doors as its hours hold."""
    asks = [ask_of(duo) for duo in duos_of(asked.organisation, today)]
    roster = Roster.of(asks, first=today, last=today + timedelta(days=_DAYS))
    minutes = asked.book.value("visit_minutes")
    prior = prior_of(asked.book, None)
    for ahead in range(_DAYS):
        day = today + timedelta(days=ahead)
        if is_quiet(day):
            continue
        for part in DayPart:
            there = Asked(asked.organisation, day, part, asked.book)
            crews = [crew for crew in roster.crews(day, there.usual) if crew.hours]
            each = minutes["door"] + prior.chance(there.slot) * minutes["talk"]
            room = sum(int((crew.hours.end - crew.hours.start) / each) for crew in crews if crew.hours)
            if room:
                yield Turn(day, there.slot, room)


def _waiting(asked: Asked, cases: Sequence[Case], today: date) -> Iterator[Waiting]:
    here, town = known.rung_here([case.household_id for case in cases]), known.rung_in_town(asked.organisation)
    signals = known.signals_of([case.pk for case in cases])
    for case in cases:
        step = step_of_case(case)
        at_home = chances(
            prior_of(asked.book, case.municipality_id),
            known.slot_rungs(town, case.municipality_id),
            here.get(case.household_id, []),
        )
        wanted = step.day_part if step else ""
        yield Waiting(
            key=case.pk,
            from_on=max(today, step.due_on) if step else today,
            until=step.deadline if step else None,
            worth=worth_of(asked, case, signals[case.pk]),
            chances={one.slot: one.value for one in at_home if not wanted or one.slot.part == wanted},
        )


def _made(asked: Asked, today: date) -> int:
    rows = Event.objects.filter(kind=Kind.ATTEMPT, facts__channel=Channel.VISIT, corrected_by=None, on__gte=first_of_month(today))
    return rows.filter(case__organisation=asked.organisation).count()
