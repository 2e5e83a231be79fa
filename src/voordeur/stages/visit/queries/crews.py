"""Who can go on one part of a day: two people with their hours, skills and languages, from where to where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from django.db.models import Q

from voordeur.accounts.models import Organisation, OrganisationKind, User
from voordeur.record.models import Partner
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.visit.models import Absence, Duo, Visitor, WorkingHours
from voordeur.stages.visit.rules.rounds.evening import Place, Window


@dataclass(frozen=True)
class Ask:
    """Two people who might go together; where they start and end, if that is known. `most`: so many doors at the most."""

    first: User
    second: User | None
    start: Place | None = None
    end: Place | None = None
    most: int | None = None
    instead: tuple[tuple[User, User], ...] = ()  # who is away, and the deputy who stands above in their place (P24)

    @property
    def people(self) -> tuple[User, ...]:
        """The one or two who go."""
        return tuple(one for one in (self.first, self.second) if one is not None)

    @property
    def standing_in(self) -> Words | None:
        """``Karim vervangt Vera``; None where everybody goes."""
        if not self.instead:
            return None
        return Words(
            ", ".join(f"{deputy.name} vervangt {away.name}" for away, deputy in self.instead),
            ", ".join(f"{deputy.name} stands in for {away.name}" for away, deputy in self.instead),
        )


@dataclass(frozen=True)
class Crew:
    """A pair on one part of a day. `hours`: minutes after midnight; None with `absent`, why they cannot go."""

    ask: Ask
    hours: Window | None
    absent: Words | None
    skills: frozenset[str]
    languages: frozenset[str]
    way: str  # foot, bike, car: what both have
    employers: frozenset[int]  # the partners that employ one of the two (P22): none for the town's own people

    @property
    def people(self) -> tuple[User, ...]:
        """The one or two who go."""
        return self.ask.people

    @property
    def name(self) -> Words:
        """``Vera en Victor``."""
        names = [one.name for one in self.people]
        return Words(" en ".join(names), " and ".join(names))

    @property
    def key(self) -> tuple[int, int]:
        """The two, whoever stands first; 0 for nobody."""
        first, second = sorted((self.ask.first.pk, self.ask.second.pk if self.ask.second else 0))
        return first, second


def minutes(moment: time | str) -> float:
    """Minutes after midnight of a time, or of a clock text such as ``18:00``."""
    at = time.fromisoformat(moment) if isinstance(moment, str) else moment
    return at.hour * 60.0 + at.minute


def duos_of(organisation: Organisation, on: date) -> list[Duo]:
    """The duos that an organisation has on a day; one query."""
    known = Duo.objects.filter(organisation=organisation).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return list(known.select_related("first__organisation", "second__organisation"))


def ask_of(duo: Duo) -> Ask:
    """A duo as it might go."""
    return Ask(duo.first, duo.second, _place(duo.start), _place(duo.end) or _place(duo.start))


def with_starts(asks: Sequence[Ask], duos: Sequence[Duo]) -> list[Ask]:
    """These two and two, each from where they go as a duo when they are one."""
    known = {frozenset((duo.first_id, duo.second_id)): ask_of(duo) for duo in duos}
    found = []
    for ask in asks:
        duo = known.get(frozenset((ask.first.pk, ask.second.pk if ask.second else 0)))
        found.append(replace(ask, start=duo.start, end=duo.end) if duo else ask)
    return found


@dataclass(frozen=True)
class Roster:
    """What is known of some people over some days, read at once: for one evening or for a month of them."""

    asks: Sequence[Ask]
    visitors: Mapping[int, Visitor]
    hours: Mapping[int, Sequence[WorkingHours]]
    away: Sequence[Absence]
    partners: Mapping[int, frozenset[int]]  # by organisation

    @classmethod
    def of(cls, asks: Sequence[Ask], *, first: date, last: date) -> Roster:
        """These pairs from a day to a day, and who stands in for them; six queries at the most, for any number."""
        going = {one.pk: one for ask in asks for one in ask.people}
        between = Absence.objects.filter(first_day__lte=last, last_day__gte=first).select_related("deputy__organisation")
        away = list(between.filter(user__in=going))
        deputies = {one.deputy_id: one.deputy for one in away if one.deputy is not None and one.deputy.is_active}
        if unknown := deputies.keys() - going.keys():
            away += between.filter(user__in=unknown)
        people = going | {pk: one for pk, one in deputies.items() if pk is not None}
        hours: dict[int, list[WorkingHours]] = defaultdict(list)
        for one in WorkingHours.objects.filter(user__in=people):
            hours[one.user_id].append(one)
        partners: dict[int, set[int]] = defaultdict(set)
        firms = {one.organisation_id for one in people.values() if one.organisation.kind == OrganisationKind.PARTNER}
        for organisation, partner in Partner.objects.filter(organisation__in=firms).values_list("organisation", "pk"):
            partners[organisation].add(partner)
        return cls(
            asks,
            Visitor.objects.in_bulk(list(people), field_name="user_id"),
            hours,
            away,
            {organisation: frozenset(own) for organisation, own in partners.items()},
        )

    def crews(self, on: date, usual: Window, *, deputies: bool = False) -> list[Crew]:
        """The pairs with their hours on one of the days, in the order asked; with `deputies` in the place of who is away."""
        return [self._crew(self.stood_in(ask, on) if deputies else ask, on, usual) for ask in self.asks]

    def stood_in(self, ask: Ask, on: date) -> Ask:
        """A pair with the deputy of who is away that day (P24); as it was where the deputy is away too, or goes already."""
        first = self._deputy(ask.first, ask, on)
        second = self._deputy(ask.second, ask, on) if ask.second else None
        if first is not None and first == second:
            second = None
        changed = tuple((one, by) for one, by in ((ask.first, first), (ask.second, second)) if one and by)
        return replace(ask, first=first or ask.first, second=second or ask.second, instead=changed)

    def _deputy(self, who: User, ask: Ask, on: date) -> User | None:
        gone = self._absence(who.pk, on)
        deputy = gone.deputy if gone else None
        if deputy is None or not deputy.is_active or deputy in ask.people or self._absence(deputy.pk, on):
            return None
        return deputy

    def _absence(self, who: int, on: date) -> Absence | None:
        return next((one for one in self.away if one.user_id == who and one.first_day <= on <= one.last_day), None)

    def _crew(self, ask: Ask, on: date, usual: Window) -> Crew:
        both = ask.people
        known = [self.visitors[one.pk] for one in both if one.pk in self.visitors]
        window, absent = self._window(both, on, usual)
        ways = {visitor.way for visitor in known}
        return Crew(
            ask=ask,
            hours=None if absent else window,
            absent=absent,
            skills=frozenset(skill for visitor in known for skill in visitor.skills),
            languages=frozenset(language for visitor in known for language in visitor.languages),
            way=ways.pop() if len(ways) == 1 and len(known) == len(both) else "bike",
            employers=frozenset(partner for one in both for partner in self.partners.get(one.organisation_id, ())),
        )

    def _window(self, both: Sequence[User], on: date, usual: Window) -> tuple[Window, Words | None]:
        """The hours that both have, and why they cannot go where they have none."""
        for who in both:
            if gone := self._absence(who.pk, on):
                return usual, _gone(who, gone)
        window = usual
        for who in both:
            given = self.hours.get(who.pk)
            own = _hours(given, on, usual) if given else usual
            if own is None:
                return usual, Words(f"{who.name} werkt dan niet", f"{who.name} does not work then")
            window = Window(max(window.start, own.start), min(window.end, own.end))
        if window.start >= window.end:
            return usual, Words("zij werken dan niet tegelijk", "they do not work at the same time then")
        return window, None


def crews_of(asks: Sequence[Ask], *, on: date, usual: Window, deputies: bool = False) -> list[Crew]:
    """These pairs with their hours on a day, in the order asked; six queries at the most, for any number.

    `usual`: the hours of that part of the day, for whoever gave no hours of their own. `deputies`: who is away is replaced.
    """
    return Roster.of(asks, first=on, last=on).crews(on, usual, deputies=deputies)


def _hours(own: Sequence[WorkingHours], on: date, usual: Window) -> Window | None:
    """The longest stretch of somebody's own hours within the usual ones; None: not on that weekday, or not then."""
    day = [Window(max(usual.start, minutes(h.begin)), min(usual.end, minutes(h.end))) for h in own if h.weekday == on.weekday()]
    return max((w for w in day if w.start < w.end), key=lambda w: w.end - w.start, default=None)


def _gone(one: User, absence: Absence) -> Words:
    if absence.deputy is None:
        return Words(f"{one.name} is er niet", f"{one.name} is away")
    return Words(f"{one.name} is er niet; {absence.deputy.name} vervangt", f"{one.name} is away; {absence.deputy.name} stands in")


def _place(given: list[float] | None) -> Place | None:
    return (float(given[0]), float(given[1])) if given else None
