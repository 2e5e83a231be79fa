"""Which moments can be offered for an appointment in a case: who could keep it, when, and what was agreed already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

from django.db.models import Q

from voordeur.accounts.models import Role, User
from voordeur.calendar import add_working_days, is_working_day
from voordeur.privacy.access import Ability, roles_that
from voordeur.record.models import Case
from voordeur.record.queries import ParameterBook, parameter_book
from voordeur.stages.reach.queries.steps import kept_away_from
from voordeur.stages.reach.rules.vocabulary import AppointmentKind, DayPart
from voordeur.stages.visit.models import Absence, Appointment, Duo, WorkingHours
from voordeur.stages.visit.queries.crews import Ask, Roster, ask_of, minutes
from voordeur.stages.visit.queries.known import EXPECTED
from voordeur.stages.visit.queries.sources import signalling
from voordeur.stages.visit.rules.rounds.evening import Window
from voordeur.stages.visit.rules.slots import Host, Slot, Taken, Terms, best_host, days, slots

KEYS = ("appointment_slots", "visit_hours", "quiet_hours")


@dataclass(frozen=True)
class Offer:
    """The moments that can be chosen, in order, and what they were made of."""

    kind: str
    slots: tuple[Slot, ...]
    hosts: tuple[Host, ...]
    taken: tuple[Taken, ...]
    owner: int | None

    def find(self, on: date, begin: time) -> Slot | None:
        """The slot that begins at a moment, while it can still be chosen."""
        at = minutes(begin)
        return next((slot for slot in self.slots if slot.on == on and slot.begin == at), None)

    def host(self, slot: Slot) -> tuple[int, ...]:
        """Who keeps an appointment at that slot (user ids): who works on the case where that can be."""
        wanted = () if self.owner is None else (self.owner,)
        return tuple(sorted(best_host(slot, self.hosts, self.taken, wanted).people))


def offer(case: Case, kind: str, *, today: date, but: int | None = None) -> Offer:
    """What can be offered in a case. `but`: an appointment that would be moved, so that its own moment is free again.

    A fixed number of queries; nothing personal is read.
    """
    book = parameter_book(KEYS, organisation=case.organisation_id, on=today)
    terms = terms_of(book, kind, case.municipality_id)
    on = days(terms, today)
    hosts = _hosts(case, kind, book, on, today)
    taken = _taken(case, kind, on, but)
    return Offer(kind, tuple(slots(hosts, taken, terms, today)), tuple(hosts), tuple(taken), case.owner_id)


def terms_of(book: ParameterBook, kind: str, municipality: int | None) -> Terms:
    """The dated figures of one kind of appointment; a phone and a bell ring only when people may be disturbed (P11)."""
    figures = book.value("appointment_slots", municipality)[kind]
    first, last = (minutes(clock) for clock in book.value("quiet_hours", municipality))
    bells = Window(0.0, 24 * 60.0) if kind == AppointmentKind.DESK else Window(first, last)
    return Terms(figures["minutes"], figures["margin"], figures["every"], figures["notice"], figures["days"], bells)


def _hosts(case: Case, kind: str, book: ParameterBook, on: Sequence[date], today: date) -> list[Host]:
    if kind == AppointmentKind.HOME:
        away = kept_away_from([case.household_id], today)
        return [] if case.household_id in away else _pairs(case, book, on)
    return _team(case, kind, book.value("appointment_slots", case.municipality_id)["desk_hours"], on)


# --- at a door -------------------------------------------------------------------------------------------------------


def _pairs(case: Case, book: ParameterBook, on: Sequence[date]) -> list[Host]:
    """The pairs that may go to this door, with the hours that both have on each part of each day."""
    duos = list(
        Duo.objects.filter(organisation=case.organisation_id).select_related("first__organisation", "second__organisation")
    )
    asks = [ask_of(duo) for duo in duos] or _two_and_two(case)
    ended = [duo.ended_on for duo in duos] or [None] * len(asks)
    roster = Roster.of(asks, first=on[0], last=on[-1])
    creditors = signalling([case.pk]).get(case.pk, frozenset())
    mine = _who_serve(case, [one.pk for ask in asks for one in (ask.first, ask.second) if one])
    usual = book.value("visit_hours", case.municipality_id)
    parts = [Window(minutes(begin), minutes(end)) for begin, end in usual.values()]
    hours: list[dict[date, list[Window]]] = [defaultdict(list) for _ in asks]
    for day in on:
        for part in parts:
            for number, crew in enumerate(roster.crews(day, part)):
                gone = ended[number]
                barred = crew.employers and not crew.employers & creditors  # may not know of this door (P22)
                if crew.hours and not barred and (gone is None or gone > day) and _goes_on(day, crew.ask, roster):
                    hours[number][day].append(crew.hours)
    return [
        Host(people, own)
        for ask, own in zip(asks, hours, strict=True)
        if (people := frozenset(one.pk for one in (ask.first, ask.second) if one)) <= mine
    ]


def _goes_on(day: date, ask: Ask, roster: Roster) -> bool:
    """On a Saturday only who said so goes: hours of one's own for that day."""
    return is_working_day(day) or all(roster.hours.get(one.pk) for one in (ask.first, ask.second) if one)


def _two_and_two(case: Case) -> list[Ask]:
    """Where no duos are known: the visitors, two and two."""
    known = User.objects.filter(organisation=case.organisation_id, is_active=True, role=Role.VISITOR)
    people = list(known.select_related("organisation").order_by("pk"))
    return [Ask(first, second) for first, second in list(pairwise(people))[::2]]


# --- at the desk and on the phone ------------------------------------------------------------------------------------


def _team(case: Case, kind: str, usual: Sequence[str], on: Sequence[date]) -> list[Host]:
    """Who works on cases, each with the own hours; who gave none has those of the desk, on working days."""
    office = Window(minutes(usual[0]), minutes(usual[1]))
    known = User.objects.filter(
        organisation=case.organisation_id, is_active=True, role__in=roles_that(Ability.WORK_CASES)
    ).values_list("pk", flat=True)
    people = sorted(_who_serve(case, known))
    own: dict[int, list[WorkingHours]] = defaultdict(list)
    for one in WorkingHours.objects.filter(user__in=people):
        own[one.user_id].append(one)
    away = list(Absence.objects.filter(user__in=people, first_day__lte=on[-1], last_day__gte=on[0]))
    return [
        Host(
            frozenset({who}),
            {
                day: _on_a_day(own.get(who), day, office, kind)
                for day in on
                if not any(one.user_id == who and one.first_day <= day <= one.last_day for one in away)
            },
        )
        for who in people
    ]


def _on_a_day(own: Sequence[WorkingHours] | None, day: date, office: Window, kind: str) -> list[Window]:
    if not own:
        return [office] if is_working_day(day) else []
    given = [Window(minutes(one.begin), minutes(one.end)) for one in own if one.weekday == day.weekday()]
    if kind == AppointmentKind.DESK:  # the door of the office is open then, and not longer
        given = [Window(max(one.start, office.start), min(one.end, office.end)) for one in given]
    return [one for one in given if one.start < one.end]


def _who_serve(case: Case, people: Iterable[int]) -> frozenset[int]:
    """Those of these people who work for the municipality of this case."""
    served = Q(municipalities=None) | Q(municipalities=case.municipality_id)
    return frozenset(User.objects.filter(served, pk__in=list(people)).values_list("pk", flat=True))


def _taken(case: Case, kind: str, on: Sequence[date], but: int | None) -> list[Taken]:
    rows = Appointment.objects.filter(
        case__organisation=case.organisation_id, case__closed_on=None, state__in=EXPECTED, on__gte=on[0], on__lte=on[-1]
    )
    if but is not None:
        rows = rows.exclude(pk=but)
    return [
        Taken(frozenset(who for who in (user, second) if who), day, minutes(begin), minutes(end), same=other == kind)
        for user, second, day, begin, end, other in rows.values_list("user", "second", "on", "begin", "end", "kind")
    ]


def part_of(slot: Slot) -> DayPart:
    """The part of the day in which a slot begins (DDAS EnumDagdeel)."""
    hour = slot.begin // 60
    return DayPart.MORNING if hour < 12 else DayPart.AFTERNOON if hour < 18 else DayPart.EVENING


def by_day(found: Iterable[Slot]) -> Mapping[date, list[Slot]]:
    """Slots by day, in order."""
    days_: dict[date, list[Slot]] = {}
    for slot in found:
        days_.setdefault(slot.on, []).append(slot)
    return days_


def for_residents(found: Iterable[Slot], moments: Mapping[str, Any], asked: str, today: date) -> list[Slot]:
    """Those that a resident may choose by ``resident_moments``: its parts of the day, until so many working days ahead."""
    parts, last = set(moments[asked]), add_working_days(today, int(moments["days"]))
    return [slot for slot in found if slot.on <= last and part_of(slot) in parts]


def clock(at: int) -> time:
    """A minute of the day as a time."""
    return time(at // 60, at % 60)
