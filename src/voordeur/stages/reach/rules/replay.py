"""Trying a protocol on recorded cases: what it would have sent, visited, asked of people; and what nobody can know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heapify, heappop, heappush
from statistics import median

from voordeur.stages.reach.rules.language import Protocol
from voordeur.stages.reach.rules.replayed_case import Done, Play, Recorded
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import Channel

__all__ = ["Recorded", "Replayed", "Week", "replay"]


@dataclass(frozen=True)
class Week:
    """What a week would have asked, by channel. `monday`: its first day."""

    monday: date
    by_channel: Mapping[Channel, int]


@dataclass(frozen=True)
class Replayed:
    """What a protocol would have done with recorded cases. `really`: our own attempts on record in the same cases, by channel.

    `known`: contacts for which an outcome of that channel and part of the day is on record in the same weeks; of the others
    (`unknown`) nobody knows what would have come of them, and the count goes on as if they were in vain. `held`: visits that
    waited for capacity, `longest_wait` in days. `without_contact`: cases in which nobody was approached at all. `first_days`:
    from the first signal to the first contact, one number a case, the shortest first. `ended`: how many cases ended by what;
    "decide": a person decides; "": still running. `answers_dropped`: answers on record in a talk that would not have been held.
    """

    protocol: str
    since: date
    until: date
    cases: int
    by_channel: Mapping[Channel, int]
    really: Mapping[Channel, int]
    weeks: tuple[Week, ...]
    known: int
    unknown: int
    held: int
    longest_wait: int
    without_contact: int
    first_days: tuple[int, ...]
    ended: Mapping[str, int]
    answers_dropped: int
    visits_per_month: int | None
    cannot_know: tuple[Words, ...]

    @property
    def first_median(self) -> float | None:
        """Days from the first signal to the first contact, in the middle case; None where nobody was approached."""
        return median(self.first_days) if self.first_days else None

    def busiest(self, channel: Channel) -> Week | None:
        """The week that would have asked most of a channel; None where it was not used."""
        weeks = [week for week in self.weeks if week.by_channel.get(channel)]
        return max(weeks, key=lambda week: week.by_channel[channel], default=None)


def replay(protocol: Protocol, recorded: Iterable[Recorded], *, since: date, until: date) -> Replayed:
    """Play recorded cases under a protocol from `since` up to and including `until`.

    Signals, stages, the creditor's own steps, payments, moves, deaths and what residents said of their own accord stay as they
    happened, each from its day on. Our own attempts are left out, and what the protocol would have done stands in their place,
    on the day on which it falls due; visits as far as `visits_per_month` goes, those with the first deadline first.
    """
    plays = [Play(protocol, case) for case in recorded]
    _Month(protocol.visits_per_month).run(plays, until)
    return _counted(protocol, plays, since, until)


class _Month:
    """The visits that fit in a month, given out day by day over all cases."""

    def __init__(self, room: int | None) -> None:
        self._room = room
        self._made: Counter[tuple[int, int]] = Counter()

    def run(self, plays: list[Play], until: date) -> None:
        """Play every case day by day, all cases of a day together."""
        queue = [(max(play.case.opened_on, date.min), n) for n, play in enumerate(plays)]
        heapify(queue)
        while queue and queue[0][0] <= until:
            today = queue[0][0]
            cases = set()
            while queue and queue[0][0] == today:
                cases.add(heappop(queue)[1])
            for n, again in self._day([(n, plays[n]) for n in sorted(cases)], today, until):
                heappush(queue, (again, n))

    def _day(self, plays: list[tuple[int, Play]], today: date, until: date) -> Iterable[tuple[int, date]]:
        due = [(step.deadline or date.max, step.due_on or today, n, play, step) for n, play in plays for step in play.look(today)]
        waits: set[int] = set()
        for _, _, n, play, step in sorted(due, key=lambda one: one[:3]):
            if step.channel == Channel.VISIT and not self._fits(today):
                play.hold(step, today)
                waits.add(n)
            else:
                play.carry_out(step, today)
        for n, play in plays:
            days = [play.next_day(today, until, waits=n in waits), _next_month(today) if n in waits else None]
            again = min((day for day in days if day is not None), default=None)
            if again is not None:
                yield n, again

    def _fits(self, today: date) -> bool:
        month = today.year, today.month
        if self._room is not None and self._made[month] >= self._room:
            return False
        self._made[month] += 1
        return True


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _counted(protocol: Protocol, plays: list[Play], since: date, until: date) -> Replayed:
    done = [one for play in plays for one in play.done]
    contacts = [one for one in done if one.outcome != "desk"]
    first = [_first(play) for play in plays]
    return Replayed(
        protocol=protocol.key,
        since=since,
        until=until,
        cases=len(plays),
        by_channel=Counter(one.channel for one in done),
        really=Counter(channel for play in plays for channel in play.really(until)),
        weeks=_weeks(done),
        known=sum(one.outcome == "known" for one in contacts),
        unknown=sum(one.outcome == "unknown" for one in contacts),
        held=sum(one.waited > 0 for one in done) + sum(len(play.held) for play in plays),
        longest_wait=max([0, *(one.waited for one in done), *((until - day).days for play in plays for day in play.held)]),
        without_contact=sum(day is None for day in first),
        first_days=tuple(sorted(day for day in first if day is not None)),
        ended=Counter(play.ended for play in plays),
        answers_dropped=sum(play.answers_dropped for play in plays),
        visits_per_month=protocol.visits_per_month,
        cannot_know=tuple(_cannot_know(plays, contacts)),
    )


def _first(play: Play) -> int | None:
    return min(((one.on - play.case.opened_on).days for one in play.done if one.outcome != "desk"), default=None)


def _weeks(done: list[Done]) -> tuple[Week, ...]:
    counts: dict[date, Counter[Channel]] = defaultdict(Counter)
    for one in done:
        counts[one.on - timedelta(days=one.on.weekday())][one.channel] += 1
    return tuple(Week(monday, counts[monday]) for monday in sorted(counts))


def _cannot_know(plays: list[Play], contacts: list[Done]) -> Iterable[Words]:
    """What a replay cannot know, each as a sentence, with how many it concerns where that can be counted."""
    unknown = sum(one.outcome == "unknown" for one in contacts)
    if unknown:
        yield Words(
            f"Wat er van {unknown} van de {len(contacts)} contacten gekomen was, weet niemand: die zijn er toen niet geweest. "
            "Ze tellen mee alsof niemand reageerde, dus er kan minder nodig zijn geweest.",
            f"What would have come of {unknown} of the {len(contacts)} contacts, nobody knows: there was no such contact then. "
            "They count as if nobody reacted, so that less may have been needed.",
        )
    if any(one.channel == Channel.VISIT and one.outcome == "unknown" for one in contacts):
        yield Words(
            "Hoe vaak een deur dicht was gebleven, weet niemand. Kaartjes tellen alleen mee waar toen echt niemand opendeed.",
            "How often a door would have stayed shut, nobody knows. Cards only count where nobody opened then.",
        )
    by_partner = sum(play.by_partner for play in plays)
    if by_partner:
        yield Words(
            f"{by_partner} keer doet de schuldeiser zelf een stap waarvan niets is vastgelegd. Die telt als die dag gedaan.",
            f"{by_partner} times a creditor does a step itself of which nothing is on record. It counts as done on its day.",
        )
    dropped = sum(play.answers_dropped for play in plays)
    if dropped:
        yield Words(
            f"{dropped} keer antwoordde iemand in een gesprek dat er nu niet op dat moment was geweest. Dat telt niet mee.",
            f"{dropped} times somebody answered in a talk that would not have been held at that moment. That does not count.",
        )
    yield Words(
        "Betalingen, regelingen en wat bewoners uit zichzelf zeiden staan op hun eigen dag. Of ze er ook zonder de contacten van "
        "toen waren gekomen, weet niemand.",
        "Payments, arrangements and what residents said of their own accord stand on their own days. Whether they would have "
        "come without the contacts of that time, nobody knows.",
    )
    if any(play.ended == "decide" for play in plays):
        yield Words(
            "Waar een medewerker moet beslissen, houdt het naspelen op: wat die had besloten, weet niemand.",
            "Where a person has to decide, the replay stops: what that person would have decided, nobody knows.",
        )
