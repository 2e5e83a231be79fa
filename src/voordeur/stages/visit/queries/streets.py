"""The municipality's own streets and borders where a map is drawn; public, and read from its own file."""

from __future__ import annotations

from voordeur.accounts.models import Organisation
from voordeur.stages.visit.models import MapLine
from voordeur.stages.visit.rules.map import Box, Ground

# More stretches than this make a map that nobody can read, and a page that is slow on a phone.
_MOST = 4_000


def ground_of(organisation: Organisation, box: Box) -> list[Ground]:
    """What lies in a box, borders first; one query."""
    rows = MapLine.objects.filter(
        organisation=organisation, south__lte=box.north, north__gte=box.south, west__lte=box.east, east__gte=box.west
    ).order_by("kind", "pk")
    found = rows.values_list("kind", "name", "points")[:_MOST]
    return [Ground(kind, name, [(float(lat), float(lon)) for lat, lon in points]) for kind, name, points in found]
