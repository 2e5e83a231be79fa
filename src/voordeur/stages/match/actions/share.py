"""Give people a household of their own: at a shared address (P03), and who lives apart from the others there (P04)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from voordeur.accounts.models import Organisation, User
from voordeur.record.models import Household, Resident
from voordeur.stages.match.models import Link, SharedAddress, SharedKind
from voordeur.stages.match.queries.shared import households_at, people_at
from voordeur.stages.match.rules.addresses import split

__all__ = ["SharedAddress", "SharedKind", "Split", "Where", "share_address", "split_households", "split_off", "unshare_address"]


@dataclass(frozen=True)
class Split:
    """Somebody who got a household of their own: from which, to which, and the signals (ids) that went along."""

    resident: int
    old: int
    new: int
    signals: tuple[int, ...]


@dataclass(frozen=True)
class Where:
    """An address to put on the list; `whole`: every letter and addition of the number."""

    postcode: str
    number: str
    letter: str = ""
    addition: str = ""
    whole: bool = True


@transaction.atomic
def share_address(
    organisation: Organisation, *, at: Where, kind: str, reason: str, by: User, today: date
) -> tuple[SharedAddress, list[Split]]:
    """Put an address on the list; everybody at it is a household of their own from now on, those who were together split.

    Raises ValueError with a sentence for no address, no reason, or an address that is on the list already.
    """
    parts = split("", at.number, "", at.postcode)
    if not parts.postcode or not parts.number:
        raise ValueError(_("Vul de postcode en het huisnummer in."))
    if kind not in set(SharedKind) or not reason.strip():
        raise ValueError(_("Kies wat voor adres het is en schrijf op waarom."))
    door = ("", "") if at.whole else (at.letter.strip().upper(), at.addition.strip())
    made, new = SharedAddress.objects.get_or_create(
        organisation=organisation, postcode=parts.postcode, house_number=parts.number, house_letter=door[0], addition=door[1],
        ended_on=None,
        defaults={"kind": kind, "reason": reason.strip(), "whole_number": at.whole, "added_by": by, "added_on": today},
    )  # fmt: skip
    if not new:
        raise ValueError(_("Dit adres staat al op de lijst."))
    return made, split_households(households_at(organisation, made))


@transaction.atomic
def unshare_address(address: SharedAddress, *, by: User, today: date) -> None:
    """Take an address off the list. Nobody is put together again by that: who knows each other is for a person to say."""
    SharedAddress.objects.filter(pk=address.pk, ended_on=None).update(ended_by=by, ended_on=today)
    address.refresh_from_db()


@transaction.atomic
def split_off(resident: Resident, *, reason: str) -> list[Split]:
    """Let one person have a household of their own at the address, and keep it in months to come (P04)."""
    Resident.objects.filter(pk=resident.pk).update(apart_reason=reason)
    resident.refresh_from_db()
    people = people_at([resident.household_id]).get(resident.household_id, [])
    return [_move(resident.pk, resident.household_id)] if len(people) > 1 else []


def split_households(households: Collection[int]) -> list[Split]:
    """Of each household one person stays (with a signal in its open case, where anybody has); the others get one of their own."""
    made = []
    list(Household.objects.select_for_update().filter(pk__in=households).order_by("pk").values_list("pk"))
    for home, people in people_at(households).items():
        working = Link.objects.filter(household=home, signal__taking__case__closed_on=None, signal__taking__case__isnull=False)
        stays = min(set(working.values_list("resident", flat=True)) or people)
        made += [_move(person, home) for person in people if person != stays]
    return made


def _move(resident: int, old: int) -> Split:
    """A new household at the same address. What stands in a closed case stays there: it was done, and it is not done again."""
    home = Household.objects.get(pk=old)
    home.pk, home._state.adding = None, True
    home.save(force_insert=True)
    Resident.objects.filter(pk=resident, household=old).update(household=home)
    going = Link.objects.filter(resident=resident, household=old).filter(
        Q(signal__taking__case=None) | Q(signal__taking__case__closed_on=None)
    )
    signals = tuple(going.order_by("signal").values_list("signal", flat=True))
    Link.objects.filter(signal__in=signals).update(household=home)
    return Split(resident, old, home.pk, signals)
