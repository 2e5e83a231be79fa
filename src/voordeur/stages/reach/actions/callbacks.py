"""Call-backs of which nobody could tell whose they are."""

from __future__ import annotations

from datetime import date

from voordeur.accounts.models import Municipality, Organisation, OrganisationKind, User
from voordeur.stages.reach.models import CallBack


def keep_call_back(*, number: str, on: date, day_part: str, by: User) -> CallBack:
    """Leave a number for the desk: of who executes for the town of the contact centre, where that is one, else of its own."""
    town = _town_of(by)
    return CallBack.objects.create(
        organisation=_desk_of(by, town), municipality=town, number=number, on=on, day_part=day_part, taken_by=by
    )


def call_back_done(one: CallBack, *, by: User, on: date) -> None:
    """Somebody called; the number is not needed any more. Twice is once."""
    CallBack.objects.filter(pk=one.pk, done_on=None).update(number="", done_by=by, done_on=on)


def _town_of(by: User) -> Municipality | None:
    """The one municipality that somebody works for; None where there are several."""
    towns = list(by.municipalities.all()[:2]) or list(by.organisation.municipalities.all()[:2])
    return towns[0] if len(towns) == 1 else None


def _desk_of(by: User, town: Municipality | None) -> Organisation:
    if by.organisation.kind == OrganisationKind.EXECUTING or town is None:
        return by.organisation
    executing = list(Organisation.objects.filter(kind=OrganisationKind.EXECUTING, municipalities=town)[:2])
    return executing[0] if len(executing) == 1 else by.organisation
