"""How two records agree, field by field, for many pairs at once: one small number per field, the place in `LEVELS`."""

from __future__ import annotations

from voordeur.stages.match.rules.agree.dates import birth_levels
from voordeur.stages.match.rules.agree.names import initials_levels, surname_levels
from voordeur.stages.match.rules.agree.pair import CLOSE, LEVELS, NEAR, Levels, Pair, alike, level
from voordeur.stages.match.rules.agree.places import address_levels, one_sign
from voordeur.stages.match.rules.records import Index, Records

__all__ = ["CLOSE", "LEVELS", "NEAR", "Levels", "Pair", "agreements", "alike", "level", "one_sign"]


def agreements(records: Records, one: Index, other: Index) -> dict[str, Levels]:
    """The agreement of every field for the pairs (one[k], other[k])."""
    pair = Pair(records, one, other)
    surname = surname_levels(pair)
    return {
        "surname": surname,
        "initials": initials_levels(pair, surname),
        "birth": birth_levels(pair),
        "address": address_levels(pair),
        "sex": pair.equal("sex"),
        "phone": pair.equal("phone"),
        "email": pair.equal("email"),
        "bsn": pair.equal("bsn"),
        "customer": pair.equal("account"),
    }
