"""The people on record who come nearest to a signal without being linked to it: for a sample of what may have been missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from voordeur.record.models import Resident
from voordeur.stages.deliver.queries import delivered
from voordeur.stages.match.queries.evidence import claim_of, known_resident, residents_nearby
from voordeur.stages.match.rules.compare import Claim, compare


@dataclass(frozen=True)
class Near:
    """Somebody on record beside a signal: how each field agrees, and the weight of it all in bits."""

    resident: Resident
    agreements: Mapping[str, str]
    score: float


def nearest(
    organisation: int, signals: Collection[int], *, but: Mapping[int, Collection[int]], municipality: int | None, most: int
) -> dict[int, list[Near]]:
    """The nearest people of each signal, likeliest first; two queries, however many signals. The caller logs the look.

    Only who shares a birth date or postcode with the signal and has more for than against; `but` leaves out residents (by
    signal), `municipality` everybody who lives elsewhere. Who is only in the register, and not on record, is not found here.
    """
    claims = [claim_of(signal) for signal in delivered(signals)]
    residents = residents_nearby(organisation, claims, registered=True)
    if municipality is not None:
        residents = [one for one in residents if one.household.municipality_id == municipality]
    by_key: dict[str, list[Resident]] = defaultdict(list)
    for resident in residents:
        for key in {resident.birth_date, resident.household.postcode} - {""}:
            by_key[key].append(resident)
    return {claim.signal: _nearest(claim, by_key, but.get(claim.signal, ()))[:most] for claim in claims}


def _nearest(claim: Claim, by_key: Mapping[str, Collection[Resident]], but: Collection[int]) -> list[Near]:
    near = {one.pk: one for key in (claim.birth, claim.place.postcode) if key for one in by_key.get(key, ())}
    found = []
    for pk, resident in near.items():
        scored = compare(claim, known_resident(resident, ()))
        if pk not in but and scored.score > 0:
            agreements = {reason.field: reason.agreement for reason in scored.reasons}
            found.append(Near(resident, agreements, scored.score))
    return sorted(found, key=lambda one: (-one.score, one.resident.pk))
