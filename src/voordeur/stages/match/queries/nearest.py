"""The people on record who come nearest to a signal without being linked to it: for a sample of what may have been missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from voordeur.record.models import Resident
from voordeur.stages.deliver.queries import delivered
from voordeur.stages.match.queries.evidence import claim_of, known_resident, residents_nearby
from voordeur.stages.match.rules.people import Claim, compare


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
    pairs = [
        (claim, resident)
        for claim in claims
        for pk, resident in _near(claim, by_key).items()
        if pk not in but.get(claim.signal, ())
    ]
    found: dict[int, list[Near]] = {claim.signal: [] for claim in claims}
    compared = compare([(claim, known_resident(resident, ())) for claim, resident in pairs])
    for (claim, resident), scored in zip(pairs, compared, strict=True):
        if scored.score > 0:
            found[claim.signal].append(Near(resident, {r.field: r.agreement for r in scored.reasons}, scored.score))
    return {signal: sorted(near, key=lambda one: (-one.score, one.resident.pk))[:most] for signal, near in found.items()}


def _near(claim: Claim, by_key: Mapping[str, Collection[Resident]]) -> dict[int, Resident]:
    return {one.pk: one for key in (claim.birth, claim.place.postcode) if key for one in by_key.get(key, ())}
