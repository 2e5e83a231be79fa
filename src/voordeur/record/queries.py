"""Reads of the record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.privacy.access import within
from voordeur.programmes.parameters import national
from voordeur.record.models import Case, ParameterValue, Partner, Representative, RepresentativeKind, Resident

# The fields of a resident that could give somebody away; the proof of forgetting searches for their values.
_TELLING = ("bsn", "surname", "given_names", "address_name", "phone", "email")


def parameter(key: str, *, organisation: Organisation, municipality: Municipality | None = None, on: date) -> Any:
    """A dated parameter's value: the municipality's own, else the organisation's, else the national default.

    Raises KeyError for a key that programmes/parameters/ does not know.
    """
    own = (
        ParameterValue.objects.filter(organisation=organisation, key=key, valid_from__lte=on)
        .filter(municipality__in=[municipality] if municipality else [])
        .order_by("-valid_from")
        .first()
    ) or (
        ParameterValue.objects.filter(organisation=organisation, key=key, valid_from__lte=on, municipality=None)
        .order_by(F("valid_from").desc())
        .first()
    )
    return own.value if own else national(key, on).value


@dataclass(frozen=True)
class ParameterBook:
    """The parameters of one organisation as they hold on one day, read at once: for work on many rows."""

    on: date
    own: dict[tuple[str, int | None], Any]

    def value(self, key: str, municipality: int | None = None) -> Any:
        """As `parameter`, for a municipality by its id. Raises KeyError for an unknown key."""
        for place in ((key, municipality), (key, None)):
            if place in self.own:
                return self.own[place]
        return national(key, self.on).value


def parameter_book(keys: Collection[str], *, organisation: Organisation | int, on: date) -> ParameterBook:
    """These parameters for all municipalities of an organisation, in one query."""
    rows = ParameterValue.objects.filter(organisation=organisation, key__in=keys, valid_from__lte=on)
    # The newest comes last and stays.
    newest = rows.order_by("valid_from").values_list("key", "municipality", "value")
    return ParameterBook(on, {(key, municipality): value for key, municipality, value in newest})


def cases_within(user: User, cases: Collection[int]) -> list[int]:
    """Those of these cases that stand within this person's walls; no personal data."""
    rows = Case.objects.filter(within(user), pk__in=cases)
    return sorted(rows.values_list("pk", flat=True))


def telling_values(residents: Collection[int]) -> set[str]:
    """What could give these residents away if it were left somewhere: numbers, names, phone, e-mail; for the proof."""
    rows = Resident.objects.filter(pk__in=residents).values_list(*_TELLING)
    return {value for row in rows for value in row if value}


def partners_of(organisation: Organisation) -> QuerySet[Partner]:
    """The partners that signal to an organisation, with their own organisations."""
    return Partner.objects.filter(receiver=organisation).select_related("organisation")


def local_values(organisation: Organisation, *, key: str | None = None) -> QuerySet[ParameterValue]:
    """An organisation's own values of the dated parameters (of one key), the newest first."""
    values = ParameterValue.objects.filter(organisation=organisation).select_related("municipality")
    return (values.filter(key=key) if key else values).order_by("key", "-valid_from")


def names_still_held(values: Collection[str]) -> set[str]:
    """Those of these values that somebody who is not forgotten still has: a namesake, a housemate with the same phone."""
    living = Resident.objects.filter(forgotten_on=None)
    held: set[str] = set()
    for name in _TELLING:
        held.update(living.filter(**{f"{name}__in": values}).values_list(name, flat=True))
    return held


def signals_elsewhere(partner: Partner) -> bool:
    """Whether the people of this partner's organisation also work for deliveries to another receiver."""
    return Partner.objects.filter(organisation=partner.organisation_id).exclude(receiver=partner.receiver_id).exists()


# With whom the town speaks instead of the resident: in matters of money these act (BW 1:441, 1:381; P06).
ACTS_FOR = frozenset({RepresentativeKind.ADMINISTRATOR, RepresentativeKind.CURATOR})


def representatives_of(residents: Collection[int]) -> dict[int, Representative]:
    """Who acts for each of these residents now, by resident id; one query. The caller logs the look."""
    rows = Representative.objects.filter(resident__in=residents, ended_on=None)
    return {one.resident_id: one for one in rows}


def represented(residents: Collection[int]) -> set[int]:
    """Those of these residents for whom an administrator or curator acts; no personal data."""
    rows = Representative.objects.filter(resident__in=residents, ended_on=None, kind__in=ACTS_FOR)
    return set(rows.values_list("resident", flat=True))
