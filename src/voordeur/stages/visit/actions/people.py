"""What a planner must know of who goes out: hours, languages, skills, the way of going about; days away and who stands in."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.stages.visit.actions.planning import NotPlanned, check_pair, check_round
from voordeur.stages.visit.models import Absence, Appointment, Round, Stop, Visitor, WorkingHours
from voordeur.stages.visit.queries.crews import Ask, crews_of
from voordeur.stages.visit.queries.evening import Asked
from voordeur.stages.visit.queries.known import EXPECTED
from voordeur.stages.visit.queries.people import rounds_to_hand_over
from voordeur.stages.visit.rules.week import Stretch

_KEY_BYTES = 32


class NotAway(ValueError):
    """This absence cannot be noted; the message says why."""


@dataclass(frozen=True)
class HandedOver:
    """The rounds that went to the deputy, and those that stay with who is away, with why; so many appointments of each kind."""

    moved: tuple[Round, ...]
    stuck: tuple[tuple[Round, str], ...]
    appointments: int = 0
    appointments_left: int = 0


@transaction.atomic
def change_visitor(user: User, *, languages: Collection[str], way: str, hours: Collection[Stretch]) -> None:
    """Keep somebody's own choices; `hours` takes the place of what was there."""
    Visitor.objects.update_or_create(user=user, defaults={"languages": sorted(languages), "way": way})
    WorkingHours.objects.filter(user=user).delete()
    WorkingHours.objects.bulk_create(WorkingHours(user=user, **vars(one)) for one in sorted(hours))


def change_skills(user: User, *, skills: Collection[str]) -> None:
    """Say what somebody is in the words of the working methods; a planner says it, nobody of themselves."""
    Visitor.objects.update_or_create(user=user, defaults={"skills": sorted(skills)})


@transaction.atomic
def note_absence(user: User, *, first_day: date, last_day: date, deputy: User | None, today: date) -> HandedOver:
    """Somebody does not go out from a day to a day; why is not asked. With a deputy what was theirs goes over at once (P24).

    Raises NotAway where the days do not fit, another absence stands there already, or the deputy is the same person.
    """
    if last_day < first_day:
        raise NotAway(_("De laatste dag ligt voor de eerste."))
    if last_day < today:
        raise NotAway(_("Deze dagen zijn al voorbij."))
    if deputy is not None and deputy.pk == user.pk:
        raise NotAway(_("Kies een ander als vervanger."))
    if Absence.objects.filter(user=user, first_day__lte=last_day, last_day__gte=first_day).exists():
        raise NotAway(_("In deze dagen staat al een afwezigheid."))
    Absence.objects.create(user=user, first_day=first_day, last_day=last_day, deputy=deputy)
    return _hand_over(user, deputy, first=max(first_day, today), last=last_day)


def back_again(absence: Absence) -> None:
    """An absence ends or does not happen. Rounds that went to a deputy stay there until they are planned anew."""
    absence.delete()


def new_calendar(user: User) -> str:
    """A new secret address for somebody's calendar; the old one opens nothing any more. Gives the key."""
    key = secrets.token_urlsafe(_KEY_BYTES)
    Visitor.objects.update_or_create(user=user, defaults={"calendar_key": key})
    return key


def no_calendar(user: User) -> None:
    """Take the address of somebody's calendar away."""
    Visitor.objects.filter(user=user).update(calendar_key="")


def _hand_over(user: User, deputy: User | None, *, first: date, last: date) -> HandedOver:
    moved: list[Round] = []
    stuck: list[tuple[Round, str]] = []
    for round_ in rounds_to_hand_over(user, first=first, last=last):
        try:
            _to_deputy(round_, user, deputy)
        except NotPlanned as refusal:
            stuck.append((round_, str(refusal)))
        else:
            moved.append(round_)
    taken_over, left = _appointments(user, deputy, first=first, last=last)
    return HandedOver(tuple(moved), tuple(stuck), taken_over, left)


def _appointments(user: User, deputy: User | None, *, first: date, last: date) -> tuple[int, int]:
    """How many appointments went to the deputy, and how many stay: without a deputy, or who has one then already."""
    expected = Appointment.objects.filter(on__range=(first, last), state__in=EXPECTED)
    mine = list(expected.filter(Q(user=user) | Q(second=user)))
    if deputy is None:
        return 0, len(mine)
    theirs = list(expected.filter(Q(user=deputy) | Q(second=deputy)))
    free = [one for one in mine if not any(_meet(one, other) for other in theirs)]
    for one in free:
        one.user = deputy if one.user_id == user.pk else one.user
        one.second = deputy if one.second_id == user.pk else one.second
    Appointment.objects.bulk_update(free, ["user", "second"])
    return len(free), len(mine) - len(free)


def _meet(one: Appointment, other: Appointment) -> bool:
    return one.on == other.on and one.begin < other.end and other.begin < one.end


def _to_deputy(round_: Round, user: User, deputy: User | None) -> None:
    """Put the deputy in somebody's place on a round. Raises NotPlanned where that cannot be."""
    if deputy is None:
        raise NotPlanned(_("er is geen vervanger gekozen"))
    if round_.stops.filter(result__isnull=False).exists():
        raise NotPlanned(_("deze ronde wordt al gelopen"))
    first = deputy if round_.first_id == user.pk else round_.first
    second = deputy if round_.second_id == user.pk else round_.second
    if first == second:
        raise NotPlanned(_("%(name)s loopt deze ronde al mee") % {"name": deputy.name})
    check_pair(round_.organisation, first, second)
    for problem in _not_free(round_, deputy, first, second):
        raise NotPlanned(problem)
    check_round(round_, (first, second))
    Round.objects.filter(pk=round_.pk).update(first=first, second=second)
    Stop.objects.filter(round=round_, lead=user).update(lead=deputy)
    round_.first, round_.second = first, second


def _not_free(round_: Round, deputy: User, first: User, second: User | None) -> Iterator[str]:
    same = Round.objects.filter(on=round_.on, day_part=round_.day_part, signed_off_at=None).exclude(pk=round_.pk)
    if (same.filter(first=deputy) | same.filter(second=deputy)).exists():
        yield _("%(name)s heeft dan al een ronde") % {"name": deputy.name}
    usual = Asked.of(round_.organisation, round_.on, round_.day_part).usual
    (alone,) = crews_of([Ask(deputy, None)], on=round_.on, usual=usual)
    if alone.absent is not None:
        yield alone.absent.in_(get_language() or "nl")
