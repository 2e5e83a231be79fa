"""Where doors are: the address file and the map are read in, and the households whose visit is due are found there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from itertools import islice

from django.db import transaction

from voordeur.accounts.models import Organisation
from voordeur.connections.bag import AddressRegister, BagUnavailable
from voordeur.record.models import Household
from voordeur.stages.visit.models import AddressPoint, MapLine, Place
from voordeur.stages.visit.rules.addresses import AddressLine, address_key
from voordeur.stages.visit.rules.streets import StreetLine

_AT_ONCE = 5000
_KEY = ("postcode", "house_number", "house_letter", "addition")


@transaction.atomic
def read_in(organisation: Organisation, lines: Iterable[AddressLine]) -> int:
    """Keep these addresses, a known one at its new place; gives how many. Places of households that came from a file go."""
    rows, count = iter(lines), 0
    while batch := {line.key: line for line in islice(rows, _AT_ONCE)}:
        points = [AddressPoint(organisation=organisation, **vars(line)) for line in batch.values()]
        AddressPoint.objects.bulk_create(
            points, update_conflicts=True, unique_fields=["organisation", *_KEY], update_fields=["latitude", "longitude"]
        )
        count += len(points)
    Place.objects.filter(household__organisation=organisation, source="file").delete()
    return count


@transaction.atomic
def draw_anew(organisation: Organisation, lines: Iterable[StreetLine]) -> int:
    """Keep these streets and borders in the place of all there were; gives how many stretches."""
    MapLine.objects.filter(organisation=organisation).delete()
    rows, count = iter(lines), 0
    while batch := [_stretch(organisation, line) for line in islice(rows, _AT_ONCE)]:
        MapLine.objects.bulk_create(batch)
        count += len(batch)
    return count


def _stretch(organisation: Organisation, line: StreetLine) -> MapLine:
    latitudes, longitudes = [point[0] for point in line.points], [point[1] for point in line.points]
    return MapLine(
        organisation=organisation, kind=line.kind, name=line.name, points=[list(point) for point in line.points],
        south=min(latitudes), west=min(longitudes), north=max(latitudes), east=max(longitudes),
    )  # fmt: skip


def find_places(organisation: Organisation, households: Collection[int], *, register: AddressRegister, on: date) -> int:
    """Look up where these households live that have no place yet: in the address file, then in the register of addresses.

    Gives how many were found; two queries without a register. A register that does not answer is asked again next time.
    """
    lost = list(Household.objects.filter(pk__in=households, place=None).exclude(postcode=""))
    if not lost:
        return 0
    rows = AddressPoint.objects.filter(organisation=organisation, postcode__in={_key(one)[0] for one in lost})
    points = {(p.postcode, p.house_number, p.house_letter, p.addition): (p.latitude, p.longitude) for p in rows}
    found = [
        Place(household=one, latitude=at[0], longitude=at[1], source="file", on=on)
        for one in lost
        if (at := points.get(_key(one)))
    ]
    known = {place.household_id for place in found}
    found += _asked([one for one in lost if one.pk not in known], register, on)
    Place.objects.bulk_create(found, ignore_conflicts=True)
    return sum(place.latitude is not None for place in found)


def _asked(lost: Iterable[Household], register: AddressRegister, on: date) -> list[Place]:
    found = []
    try:
        for one in lost:
            if not register.answers:
                break
            at = register.where(*_key(one))
            latitude, longitude = at or (None, None)
            found.append(Place(household=one, latitude=latitude, longitude=longitude, source="bag", on=on))
    except BagUnavailable:
        return found
    return found


def _key(one: Household) -> tuple[str, str, str, str]:
    return address_key(one.postcode, one.house_number, one.house_letter, one.addition)
