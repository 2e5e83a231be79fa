"""From agreements to bits, and from bits to what may be linked by itself.

Sums are kept in tenths of a bit, as whole numbers: the same pair weighs the same on every machine, in whatever order it is added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from voordeur.stages.match.rules.agree import LEVELS, Levels, level
from voordeur.stages.match.rules.records import Hashes, Index, Mask, Records
from voordeur.stages.match.rules.weights import (
    BUILT_IN,
    CEILING,
    CHANCE,
    COMMON_NAMES,
    FEW_HOUSEHOLDS,
    LINK,
    NO_HOUSEHOLDS,
    SHARED,
    SURE,
    TWINS,
    USUAL_HOUSEHOLDS,
    WEIGHTS,
    Table,
)
from voordeur.stages.match.rules.words import hashed

TENTHS: Final = 10
# A surname's own frequency counts as if this many records of an unknown file had been seen before.
SEEN: Final = 2_000
PAIRS_SEEN: Final = 5
SURE_SEEN: Final = 50
SELDOM: Final = 1 / 1_000
RAREST: Final = 130
COMMONEST: Final = 55
Tenths = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Scale:
    """Weights in tenths of a bit by field and level, what each known surname weighs when two records share it, and the bars.

    `ceiling`: what a household shares weighs no more; `home`: from this weight on two records are linked; `size`: and from this
    one on when the ceiling is left out, since among more people more agree by chance.
    """

    weights: Mapping[str, Tenths]
    names: pl.DataFrame
    ceiling: int
    home: int
    size: int

    @cached_property
    def known(self) -> tuple[Hashes, Tenths]:
        """The known surnames in order of their hash, and what each weighs."""
        names = self.names.sort("hash")
        return names["hash"].to_numpy(), names["tenths"].to_numpy()

    def surname(self, asked: Hashes) -> Tenths:
        """What sharing each of these surnames weighs."""
        hashes, tenths = self.known
        usual = self.weights["surname"][level("surname", "same")]
        if not len(hashes):
            return np.full(len(asked), usual)
        places = np.minimum(np.searchsorted(hashes, asked), len(hashes) - 1)
        return np.where(hashes[places] == asked, tenths[places], usual)

    def bits(self, name: str, agreement: str) -> float:
        """What one agreement weighs, in bits."""
        return float(self.weights[name][level(name, agreement)]) / TENTHS


def scale(records: Records, agreed: Mapping[str, Levels], table: Table = BUILT_IN) -> Scale:
    """The weights, with what these records themselves tell: how often fields are wrong, how common each surname is, and how many
    people share a door and a name."""
    levels, times = patterns(agreed)
    return scale_of(frequencies(records), len(records), levels, times, table)


def scale_of(names: pl.DataFrame, records: int, levels: Mapping[str, Levels], times: Index, table: Table = BUILT_IN) -> Scale:
    """The weights for so many records, from the different patterns of agreement and how often each occurs among the pairs."""
    size = round((float(np.log2(max(records, 2))) + CHANCE) * TENTHS)
    ceiling, home = (CEILING, LINK) if _families(levels, times) else (NO_HOUSEHOLDS, 0.0)
    usual = Scale(_table(table.bits), names, round(ceiling * TENTHS), round(home * TENTHS), size)
    return replace(usual, weights=_measured(usual, levels, times, table))


def patterns(agreed: Mapping[str, Levels]) -> tuple[dict[str, Levels], Index]:
    """Every different pattern of agreement (a level per field), and how often it occurs."""
    counted = pl.Series("pattern", pack(agreed)).value_counts(name="times").sort("pattern")
    return unpack(counted["pattern"].to_numpy()), counted["times"].cast(pl.Int64).to_numpy()


def pack(agreed: Mapping[str, Levels]) -> Hashes:
    """The pattern of agreement of each pair as one number, four bits for a field."""
    packed = np.zeros(len(agreed["surname"]), dtype=np.uint64)
    for name in LEVELS:
        packed = packed << np.uint64(4) | agreed[name]
    return packed


def unpack(packed: Hashes) -> dict[str, Levels]:
    """Patterns of agreement out of their numbers."""
    return {
        name: (packed >> np.uint64(4 * place) & np.uint64(0xF)).astype(np.uint8)
        for name, place in zip(LEVELS, reversed(range(len(LEVELS))), strict=True)
    }


def _table(weights: Mapping[tuple[str, str], float]) -> dict[str, Tenths]:
    return {
        name: np.array([round(weights.get((name, each), 0.0) * TENTHS) for each in levels], dtype=np.int16)
        for name, levels in LEVELS.items()
    }


def usual_scale(*, ceiling: float = CEILING, weights: Mapping[tuple[str, str], float] = WEIGHTS, people: int = 100_000) -> Scale:
    """The weights as they stand in the table, and how common the commonest surnames are: where too little is compared at once to
    measure anything by. `people`: among how many somebody is looked for."""
    names = pl.DataFrame({"text": list(COMMON_NAMES), "usual": list(COMMON_NAMES.values())})
    bits = (0.9 / pl.col("usual")).log(2) * TENTHS
    told = names.select(hashed("text").alias("hash"), bits.round().clip(COMMONEST, RAREST).cast(pl.Int16).alias("tenths"))
    size = round((float(np.log2(people)) + CHANCE) * TENTHS)
    return Scale(_table(weights), told, round(ceiling * TENTHS), round(LINK * TENTHS), size)


def _measured(usual: Scale, levels: Mapping[str, Levels], times: Index, table: Table) -> dict[str, Tenths]:
    """Weights corrected for how often each agreement occurs here, among pairs that are surely one person without that field."""
    weighed = weigh(levels, {name: usual.weights[name][each] for name, each in levels.items()}, usual)
    out = {}
    for name, possible in LEVELS.items():
        sure = (weighed.without(name, usual) >= SURE * TENTHS) & (levels[name] != 0)
        counted = np.bincount(levels[name][sure], weights=times[sure], minlength=len(possible))
        often = np.array([table.often.get((name, each), 0.0) for each in possible])
        share = (counted + SURE_SEEN * often) / (counted.sum() + SURE_SEEN)
        more = np.log2(np.divide(share, often, out=np.ones(len(possible)), where=often > 0))
        out[name] = usual.weights[name] + np.round(more * TENTHS).astype(np.int16)
    return out


def _families(levels: Mapping[str, Levels], times: Index) -> bool:
    """Whether people in this file share a door and a name.

    Counted among pairs at one door with one name: how many differ both in birth date and in initials, for each that agree in
    both. Few such pairs leave it at: yes.
    """
    home = among(levels, "address", "same", "no_extra", "street") & among(levels, "surname", "same", "spelling")
    family = times[home & among(levels, "birth", "different") & among(levels, "initials", "different", "other_name")].sum()
    alone = times[home & among(levels, "birth", "same") & ~among(levels, "initials", "different", "missing")].sum()
    return bool((family + USUAL_HOUSEHOLDS * PAIRS_SEEN) / (alone + PAIRS_SEEN) >= FEW_HOUSEHOLDS)


def frequencies(records: Records) -> pl.DataFrame:
    """log2(m/u) of sharing each surname: u is how often it stands in these records, on top of what is known of Dutch names."""
    names = pl.Series("hash", records["surname"])
    counted = names.filter(names != 0).value_counts(name="count")
    usual = pl.DataFrame({"text": list(COMMON_NAMES), "usual": list(COMMON_NAMES.values())})
    share = counted.join(usual.select(hashed("text").alias("hash"), "usual"), on="hash", how="left").with_columns(
        pl.col("usual").fill_null(SELDOM)
    )
    bits = (0.9 * (len(records) + SEEN) / (pl.col("count") + SEEN * pl.col("usual"))).log(2)
    return share.select("hash", (bits * TENTHS).round().clip(COMMONEST, RAREST).cast(pl.Int16).alias("tenths"))


@dataclass(frozen=True)
class Scores:
    """Per pair the weight of each field and the whole, in tenths of a bit. What a household shares counts up to a ceiling;
    `raw` is the whole without that."""

    parts: Mapping[str, Tenths]
    total: Tenths
    raw: Tenths
    family: Tenths  # what counts under the ceiling
    twin: Mask  # where birth date and e-mail address count under it too

    def without(self, name: str, by: Scale) -> Tenths:
        """The whole as it would be if one field were missing."""
        part = self.parts[name]
        shared = np.ones(len(part), bool) if name in SHARED else self.twin if name in TWINS else np.zeros(len(part), bool)
        family = self.family - np.where(shared, part, 0)
        own = self.raw - self.family - np.where(shared, 0, part)
        return np.minimum(family, np.int16(by.ceiling)) + own


def scores(records: Records, one: Index, agreed: Mapping[str, Levels], by: Scale) -> Scores:
    """What the agreements of these pairs weigh; `one` has a record of each pair."""
    parts = {name: by.weights[name][levels] for name, levels in agreed.items()}
    parts["surname"] = _surname(records, one, agreed["surname"], parts["surname"], by)
    return weigh(agreed, parts, by)


def weigh(agreed: Mapping[str, Levels], parts: Mapping[str, Tenths], by: Scale) -> Scores:
    """The whole, from the weights of all fields."""
    nothing = np.zeros(len(agreed["surname"]), np.int16)
    raw = sum(parts.values(), start=nothing)
    # With another initial it may well be a twin, or a couple's e-mail address: the rest is then what a household shares.
    twin = agreed["initials"] == level("initials", "different")
    family = sum((parts[name] for name in SHARED), start=nothing)
    family = family + np.where(twin, sum((parts[name] for name in TWINS), start=nothing), nothing)
    return Scores(parts, np.minimum(family, np.int16(by.ceiling)) + raw - family, raw, family, twin)


def _surname(records: Records, one: Index, levels: Levels, weighed: Tenths, by: Scale) -> Tenths:
    same = np.flatnonzero(levels == level("surname", "same"))
    rows = one[same]
    out = weighed.copy()
    # Two parts that are both shared, in whatever order, are as rare as a name can be.
    out[same] = np.where(records["surname2"][rows] != 0, np.int16(RAREST), by.surname(records["surname"][rows]))
    return out


def personal(agreed: Mapping[str, Levels]) -> Mask:
    """Whether more agrees than what a family shares: a birth date, a given name or initial, an account or number of one's own.

    An account or e-mail address is not enough where the birth date is another's and no given name or initial speaks for one
    person: couples have one contract, parents act for their children.
    """
    named = among(agreed, "initials", "name", "name_near", "same", "first")
    another = among(agreed, "birth", "different", "day_month") & ~named
    own = (
        among(agreed, "birth", "same", "swapped", "slip", "partly", "january")
        | named
        | among(agreed, "surname", "swapped")
        | among(agreed, "customer", "same")
        | among(agreed, "bsn", "same")
        | among(agreed, "email", "same")
    )
    return own & ~another


def sure(scored: Scores, by: Scale) -> Mask:
    """What may be linked by itself, other things being well."""
    return (scored.total >= by.home) & (scored.raw >= by.size)


def by_itself(scored: Scores, agreed: Mapping[str, Levels], by: Scale) -> Mask:
    """What is linked without a person asked: sure, and not only by what a household shares.

    Where nobody shares a door and a name (`by.home` is nought) everything is one's own.
    """
    return sure(scored, by) & (personal(agreed) | (by.home == 0)) & ~among(agreed, "bsn", "different")


def contradictory(agreed: Mapping[str, Levels], linked: Mask) -> Mask:
    """Whether two records cannot well be one person: something of one's own differs, and all the rest does not outweigh it."""
    unlike = among(agreed, "birth", "different") | among(agreed, "initials", "different")
    return (unlike & ~linked) | among(agreed, "bsn", "different")


def among(agreed: Mapping[str, Levels], name: str, *agreements: str) -> Mask:
    """Where a field agrees in one of these ways."""
    found = np.zeros(len(agreed[name]), dtype=bool)
    for agreement in agreements:
        found |= agreed[name] == level(name, agreement)
    return found
