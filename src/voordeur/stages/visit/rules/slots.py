"""Which moments may be offered for an appointment: at home, at the desk or by phone (P24). Pure: hours and days in, slots out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from voordeur.calendar import add_working_days, is_quiet, is_working_day
from voordeur.stages.visit.rules.rounds.evening import Window


@dataclass(frozen=True)
class Host:
    """Somebody (or a pair) who can keep appointments: who that is, and when, in minutes after midnight, by day."""

    people: frozenset[int]
    hours: Mapping[date, Sequence[Window]]

    def covers(self, on: date, begin: float, end: float) -> bool:
        """Whether these minutes lie within one stretch of the hours of that day."""
        return any(window.start <= begin and end <= window.end for window in self.hours.get(on, ()))


@dataclass(frozen=True)
class Taken:
    """What was agreed already: by whom it is kept, and from when until when. `same`: of the kind for which moments are asked."""

    people: frozenset[int]
    on: date
    begin: float
    end: float
    same: bool = True


@dataclass(frozen=True)
class Terms:
    """The dated figures of one kind of appointment, in minutes and working days.

    `every`: an appointment begins on a multiple of so many minutes; `margin`: kept free before and after each, for the way;
    `notice`: from so many working days after today, `days`: until so many.
    """

    minutes: int
    margin: int
    every: int
    notice: int
    days: int
    bells: Window = field(default_factory=lambda: Window(0.0, 24 * 60.0))  # when people may be disturbed (P11)


@dataclass(frozen=True)
class Slot:
    """One moment that can be offered, and who of the hosts (by place in the list) are free then."""

    on: date
    begin: int
    end: int
    free: tuple[int, ...]


def slots(hosts: Sequence[Host], taken: Sequence[Taken], terms: Terms, today: date) -> list[Slot]:
    """The moments that can be offered from `today`, in order: on no Sunday or holiday, within the hours of somebody free.

    What was agreed with nobody who can still keep it (away, gone, of no pair any more) takes one of those who are free: as many
    must be left as there are such appointments at that moment.
    """
    found = []
    for on in days(terms, today):
        day = [one for one in taken if one.on == on]
        loose = [one for one in day if one.same and not any(_keeps(host, one) for host in hosts)]
        for begin in _begins(hosts, on, terms):
            slot = Slot(on, begin, begin + terms.minutes, tuple(_free(hosts, day, on, begin, terms)))
            if len(slot.free) > sum(_meet(slot.begin, slot.end, one, terms.margin) for one in loose):
                found.append(slot)
    return found


def days(terms: Terms, today: date) -> list[date]:
    """The days that can be offered, in order; Saturdays among them, Sundays and holidays never."""
    first, last = add_working_days(today, terms.notice), add_working_days(today, terms.days)
    if terms.notice == 0 and not is_working_day(today):
        first = today
    return [day for n in range((last - first).days + 1) if not is_quiet(day := first + timedelta(days=n))]


def best_host(slot: Slot, hosts: Sequence[Host], taken: Iterable[Taken], wanted: Sequence[int] = ()) -> Host:
    """Who of the free keeps it: somebody wanted, else who has least that day, else the first."""
    busy = [one.people for one in taken if one.on == slot.on]
    return min(
        (hosts[number] for number in slot.free),
        key=lambda host: (not host.people & set(wanted), sum(bool(host.people & people) for people in busy), sorted(host.people)),
    )


def _begins(hosts: Sequence[Host], on: date, terms: Terms) -> list[int]:
    """Every multiple of `every` at which some host could begin."""
    windows = [window for host in hosts for window in host.hours.get(on, ())]
    if not windows:
        return []
    first, last = min(window.start for window in windows), max(window.end for window in windows)
    step = terms.every
    return [begin for begin in range(-(-int(first) // step) * step, int(last), step) if _quiet(begin, terms)]


def _quiet(begin: int, terms: Terms) -> bool:
    """Whether nobody is disturbed at that moment: a bell or a phone rings at its beginning."""
    return terms.bells.start <= begin < terms.bells.end


def _free(hosts: Sequence[Host], day: Sequence[Taken], on: date, begin: int, terms: Terms) -> Iterable[int]:
    for number, host in enumerate(hosts):
        whole = host.covers(on, begin - terms.margin, begin + terms.minutes + terms.margin)
        if whole and not any(host.people & one.people and _meet(begin, begin + terms.minutes, one, terms.margin) for one in day):
            yield number


def _keeps(host: Host, one: Taken) -> bool:
    return bool(one.people) and one.people <= host.people and host.covers(one.on, one.begin, one.end)


def _meet(begin: float, end: float, one: Taken, margin: float) -> bool:
    """Whether the two are not a margin apart."""
    return begin < one.end + margin and one.begin < end + margin
