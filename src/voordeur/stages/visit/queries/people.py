"""Who can go out, as the screens of people and duos show them; no personal data of residents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from voordeur.accounts.models import Organisation, User
from voordeur.privacy.access import Ability, may
from voordeur.record.models import Case
from voordeur.record.queries import parameter_book
from voordeur.stages.reach.queries.protocols import methods_of
from voordeur.stages.visit.models import Absence, AddressPoint, Duo, Round, Visitor, WorkingHours
from voordeur.stages.visit.queries.rounds import colleagues
from voordeur.stages.visit.rules.addresses import address_key
from voordeur.stages.visit.rules.duos import lacking

_PROGRAMME = "programme"


@dataclass(frozen=True)
class Asked:
    """A pair that a working method asks for: the method's title, and what each of the two is."""

    method: str
    made_of: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """Somebody who can go out. `absences`: those that are not over."""

    user: User
    visitor: Visitor
    hours: Sequence[WorkingHours]
    absences: Sequence[Absence]

    def away_on(self, day: date) -> Absence | None:
        """The absence on a day."""
        return next((one for one in self.absences if one.first_day <= day <= one.last_day), None)


@dataclass(frozen=True)
class Pair:
    """A duo with what it lacks for each method that asks for a pair."""

    duo: Duo
    lacks: Sequence[tuple[Asked, tuple[str, ...]]]


def within_reach(user: User) -> QuerySet[User]:
    """Whose hours and absences somebody may see and change: who plans, everybody's who goes here; another, one's own."""
    everybody = colleagues(user.organisation)
    return everybody if may(user, Ability.PLAN_VISITS) else User.objects.filter(pk=user.pk).select_related("organisation")


def people(users: QuerySet[User], *, today: date) -> list[Person]:
    """These people with their hours and absences; a fixed number of queries."""
    away = Absence.objects.filter(last_day__gte=today).order_by("first_day").select_related("deputy")
    rows = users.select_related("visitor").prefetch_related("working_hours", Prefetch("absences", away, to_attr="known_absences"))
    return [
        Person(user, getattr(user, "visitor", None) or Visitor(user=user), list(user.working_hours.all()), user.known_absences)
        for user in rows
    ]


def pairs_asked(organisation: Organisation, *, today: date) -> list[Asked]:
    """The pairs that the working methods in use here ask for: of open cases, and for new ones; three queries."""
    book = parameter_book([_PROGRAMME], organisation=organisation, on=today)
    towns = [None, *organisation.municipalities.values_list("pk", flat=True)]
    used = {str(book.value(_PROGRAMME, town)) for town in towns}
    used |= set(Case.objects.filter(organisation=organisation, closed_on=None).values_list("protocol", flat=True).distinct())
    methods = methods_of(organisation)
    found = {
        Asked(methods[key].protocol.title, who.made_of): None
        for key in sorted(used & methods.keys())
        for who in methods[key].protocol.who
        if who.made_of
    }
    return list(found)


def skills_known(organisation: Organisation, *, today: date) -> list[str]:
    """The words to choose skills from: what the working methods ask for, and what anybody has already."""
    asked = {title for one in pairs_asked(organisation, today=today) for title in one.made_of}
    held = Visitor.objects.filter(user__in=colleagues(organisation)).values_list("skills", flat=True)
    return sorted(asked | {skill for skills in held for skill in skills}, key=str.casefold)


def pairs(user: User, *, today: date) -> list[Pair]:
    """The duos of this planner's organisation with what each lacks; a fixed number of queries."""
    rows = list(duos_within(user).filter(Q(ended_on=None) | Q(ended_on__gt=today)))
    skills = skills_of({one for duo in rows for one in (duo.first_id, duo.second_id)})
    asked = pairs_asked(user.organisation, today=today)
    return [Pair(duo, lacks(asked, skills[duo.first_id], skills[duo.second_id])) for duo in rows]


def duos_within(user: User) -> QuerySet[Duo]:
    """The duos of this planner's organisation."""
    return Duo.objects.filter(organisation=user.organisation).select_related("first__organisation", "second__organisation")


def skills_of(people: Collection[int]) -> dict[int, frozenset[str]]:
    """What each of these people can do; nothing for whom it is not filled in."""
    rows = Visitor.objects.filter(user__in=people).values_list("user", "skills")
    return defaultdict(frozenset, {user: frozenset(skills) for user, skills in rows})


def lacks(asked: Sequence[Asked], first: frozenset[str], second: frozenset[str]) -> list[tuple[Asked, tuple[str, ...]]]:
    """What two people lack of each pair that is asked for; only those of which something is lacking."""
    return [(one, missing) for one in asked if (missing := lacking(one.made_of, (first, second)))]


def place_of(organisation: Organisation, postcode: str, number: str) -> tuple[float, float] | None:
    """Where an address lies by the address file that was read in; no address is asked of anybody outside."""
    code, house, *_ = address_key(postcode, number)
    digits = "".join(sign for sign in house if sign.isdigit())
    letter = house.removeprefix(digits).strip().upper()
    rows = AddressPoint.objects.filter(organisation=organisation, postcode=code, house_number=digits)
    found = sorted(rows, key=lambda one: (one.house_letter != letter, one.house_letter, one.addition))
    return (found[0].latitude, found[0].longitude) if found else None


def rounds_to_hand_over(user: User, *, first: date, last: date) -> list[Round]:
    """The rounds on which somebody goes between two days and that are not signed off."""
    rows = Round.objects.filter(Q(first=user) | Q(second=user), on__range=(first, last), signed_off_at=None)
    return list(rows.select_related("organisation", "first__organisation", "second__organisation").order_by("on", "pk"))
