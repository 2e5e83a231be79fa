"""The evenings to come: who goes when, who waits and why, and what a month may hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from voordeur.accounts.models import User
from voordeur.calendar import first_of_month, is_quiet
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case
from voordeur.stages.reach.queries.protocols import protocols_for
from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.vocabulary import DayPart
from voordeur.stages.visit.models import Stop
from voordeur.stages.visit.queries import known
from voordeur.stages.visit.queries.capacity import capacities
from voordeur.stages.visit.queries.crews import Roster, ask_of, duos_of
from voordeur.stages.visit.queries.evening import Asked, due_cases, parts_of, prior_of, step_of_case, worth_of
from voordeur.stages.visit.queries.rounds import rounds
from voordeur.stages.visit.rules.at_home import chances
from voordeur.stages.visit.rules.capacity import Capacity
from voordeur.stages.visit.rules.month import Given, Turn, Waiting, spread

_DAYS = 28


@dataclass(frozen=True)
class Turns:
    """One part of a day with the doors that are meant for it. `placed`: doors that are on its rounds already."""

    turn: Turn  # with the room that is left
    doors: Sequence[tuple[Case, Given]]
    placed: int = 0

    @property
    def taken(self) -> int:
        """Doors on its rounds, or meant for it."""
        return self.placed + len(self.doors)

    @property
    def room(self) -> int:
        """Doors that its pairs have time for; never fewer than are on it."""
        return max(self.taken, self.turn.room + self.placed)


@dataclass(frozen=True)
class Month:
    """The evenings to come. `capacities`: this month's planned visits of the working methods; `over`: doors above them here.

    Going over is a notice, never a refusal.
    """

    turns: Sequence[Turns]
    waiting: Sequence[tuple[Case, Given]]
    capacities: Sequence[Capacity]
    over: int


def month_of(user: User, look: Look, *, today: date, after: float = 0.0) -> Month:
    """Spread the due doors inside this planner's walls over the next four weeks; a fixed number of queries.

    Doors on a round that is still to be walked stay there and take its room. `after`: minutes after midnight; what ended
    today by then is past.
    """
    asked = Asked.of(user.organisation, today, DayPart.EVENING)
    placed, by_turn = _placed(user, today)
    due = due_cases(asked, user, today, until=today + timedelta(days=_DAYS))
    cases = [case for case in due if case.pk not in placed]
    record_look(look, (f"household:{case.household_id}" for case in cases))
    every = list(_turns(asked, today, after))
    turns = [replace(turn, room=max(0, turn.room - by_turn[turn.on, turn.slot.part])) for turn in every]
    protocols = protocols_for(cases)
    counted = {case.pk for case in cases if case.pk in protocols and protocols[case.pk].visits_per_month}
    month = capacities(asked.organisation, today, today, also={case.protocol for case in cases if case.pk in counted})
    left = sum(one.left for one in month) if counted and len(counted) == len(cases) else None
    given = spread(list(_waiting(asked, cases, today, protocols)), turns, left)
    by_case = {case.pk: case for case in cases}
    told = [(by_case[one.key], one) for one in given]
    planned = [Turns(turn, [pair for pair in told if pair[1].turn == turn], by_turn[turn.on, turn.slot.part]) for turn in turns]
    here = [one for one in given if one.key in counted and one.turn and first_of_month(one.turn.on) == first_of_month(today)]
    over = max(0, len(here) - sum(one.left for one in month))
    return Month([one for one in planned if one.taken], [pair for pair in told if pair[1].turn is None], month, over)


def _placed(user: User, today: date) -> tuple[set[int], Counter[tuple[date, str]]]:
    """The cases on rounds that are still to be walked, and how many there are for each part of a day."""
    stops = Stop.objects.filter(result=None, round__signed_off_at=None, round__in=rounds(user, since=today).values("pk"))
    rows = list(stops.values_list("case", "round__on", "round__day_part"))
    return {case for case, _on, _part in rows}, Counter((on, part) for _case, on, part in rows)


def _turns(asked: Asked, today: date, after: float) -> Iterator[Turn]:
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
            if day == today and there.usual.end <= after:
                continue
            crews = [crew for crew in roster.crews(day, there.usual, deputies=True) if crew.hours]
            each = minutes["door"] + prior.chance(there.slot) * minutes["talk"]
            room = sum(int((crew.hours.end - crew.hours.start) / each) for crew in crews if crew.hours)
            if room:
                yield Turn(day, there.slot, room)


def _waiting(asked: Asked, cases: Sequence[Case], today: date, protocols: Mapping[int, Protocol]) -> Iterator[Waiting]:
    here, town = known.rung_here([case.household_id for case in cases]), known.rung_in_town(asked.organisation)
    every = [case.pk for case in cases]
    signals, tried = known.signals_of(every), known.parts_tried(every)
    for case in cases:
        step = step_of_case(case)
        at_home = chances(
            prior_of(asked.book, case.municipality_id),
            known.slot_rungs(town, case.municipality_id),
            here.get(case.household_id, []),
        )
        parts = parts_of(step, protocols.get(case.pk), tried[case.pk])
        yield Waiting(
            key=case.pk,
            from_on=max(today, step.due_on) if step else today,
            until=step.deadline if step else None,
            worth=worth_of(asked, case, signals[case.pk]),
            chances={one.slot: one.value for one in at_home if one.slot.part in parts},
        )
