"""What of the municipality's own map and addresses is known, and the files that are on their way in; nothing personal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voordeur.accounts.models import Organisation
from voordeur.stages.visit.models import AddressPoint, MapFile, MapLine

_SHOWN = 8


@dataclass(frozen=True)
class MapKnown:
    """How many addresses have a place, how many stretches of street and border are drawn, and the last files."""

    addresses: int
    streets: int
    files: Sequence[MapFile]

    @property
    def busy(self) -> bool:
        """Whether a file is still on its way."""
        return any(file.ended_at is None for file in self.files)


def map_known(organisation: Organisation) -> MapKnown:
    """The map of an organisation; three queries."""
    return MapKnown(
        addresses=AddressPoint.objects.filter(organisation=organisation).count(),
        streets=MapLine.objects.filter(organisation=organisation).count(),
        files=list(MapFile.objects.filter(organisation=organisation).select_related("by")[:_SHOWN]),
    )
