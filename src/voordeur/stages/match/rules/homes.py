"""Who lives together: every person gets one address of all that signals give, and people at one door make a household.

Persons come first. Somebody of whom one creditor has a former address lives where most of their signals say, so that a move drags
no household along. Letters and additions tell neighbours apart; where one is missing, the surname tells which of the doors it is.
A door with several people of whom no two have one name is a house of strangers: everybody there is a household of their own.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from voordeur.stages.match.rules.records import Hashes, Index, Mask, Records
from voordeur.stages.match.rules.words import mix

STRANGERS: Final = 3  # people behind one door, no two of one name, from which on they are no household


def households(records: Records, people: Index, signals: Index, latest: Index) -> Index:
    """The household of every record's person, as the lowest row of the lowest person in it.

    `people`: the person of each record, as the lowest row of it; `signals`: how many signals each record stands for; `latest`:
    the last month (any rising number) in which it was delivered.
    """
    house = _houses(records)
    said = pl.DataFrame({"person": people, "signals": signals, "latest": latest})
    lives = _most(said.with_columns(pl.Series("what", house)))
    there = house == lives[people]
    doors = _most(said.with_columns(pl.Series("what", np.where(there, records["extra"], np.uint64(0)))))
    person = np.flatnonzero(people == np.arange(len(people)))
    called = _most(said.with_columns(pl.Series("what", records["sound"])))
    homes = pl.DataFrame({"person": person, "house": lives[person], "extra": doors[person], "sound": called[person]})
    mended = _houses_mended(homes, records, people, there)
    told = _strangers_apart(_extras_mended(mended))
    out = np.arange(len(people))
    out[told["person"].to_numpy()] = told["household"].to_numpy()
    return out[people]


def around(records: Records, people: Index, rows: Index) -> Index:
    """The rows of everybody who may share a door with the people of some rows: all records of each of them."""
    meant = np.zeros(len(people), dtype=bool)
    meant[people[rows]] = True
    house, place = _houses(records), _places(records)
    near = meant[people]
    near |= _also(place, near)
    near |= _also(house, near)  # a slip in the postcode brings somebody to the house that others of that street have,
    near |= _also(place, near)  # and takes others away from it
    meant[people[near]] = True
    return np.flatnonzero(meant[people])


def _also(values: Hashes, these: Mask) -> Mask:
    """Where a value stands that is among these; nought is none."""
    named: Mask = pl.Series(values).is_in(pl.Series(values[these]).unique().implode()).to_numpy()
    return named & (values > 0)


def _places(records: Records) -> Hashes:
    """One number per street, number and town; nought where street or number is not known."""
    number, street = records["number"].astype(np.uint64), records["street"]
    return np.where((number > 0) & (street > 0), mix(street, number, records["city"]), np.uint64(0))


def _houses(records: Records) -> Hashes:
    """One number per house: postcode and number, or street, number and town; nought where neither is known."""
    number, postcode = records["number"].astype(np.uint64), records["postcode"]
    return np.where((number > 0) & (postcode > 0), mix(postcode, number), _places(records))


def _most(said: pl.DataFrame) -> Hashes:
    """Per person (at its row) what most of their signals say, the latest where they disagree; nought where they say nothing."""
    person, what = said["person"].to_numpy(), said["what"].to_numpy()
    known = np.flatnonzero(what)
    low, out = np.full(len(what), np.iinfo(np.uint64).max, dtype=np.uint64), np.zeros(len(what), dtype=np.uint64)
    np.minimum.at(low, person[known], what[known])
    np.maximum.at(out, person[known], what[known])
    torn = said[known[(low < out)[person[known]]]]
    spoken = (
        torn.group_by("person", "what").agg(pl.col("signals").sum(), pl.col("latest").max()).sort("signals", "latest", "what")
    )
    out[spoken["person"].to_numpy()] = spoken["what"].to_numpy()  # the last one written has most
    return out


def _houses_mended(homes: pl.DataFrame, records: Records, people: Index, there: np.ndarray) -> pl.DataFrame:
    """A house where hardly anybody lives is a slip in the postcode, where the same street, number and town have one with more."""
    place = np.zeros(len(people), dtype=np.uint64)
    np.maximum.at(place, people[there], _places(records)[there])
    placed = homes.with_columns(pl.Series("place", place[homes["person"].to_numpy()]))
    counted = placed.filter(pl.col("place") != 0).group_by("place", "house").agg(pl.len().alias("people"))
    unsure = counted.filter(pl.col("place").is_duplicated())
    most = unsure.filter(pl.col("people") > 1).sort("people", "house").unique("place", keep="last", maintain_order=True)
    joined = placed.join(most.select("place", pl.col("house").alias("usual")), on="place", how="left")
    return joined.with_columns(pl.coalesce("usual", "house").alias("house")).drop("usual", "place")


def _extras_mended(homes: pl.DataFrame) -> pl.DataFrame:
    """Somebody without letter or addition lives behind the one door of that number where somebody has their name."""
    inside = homes.filter((pl.col("extra") != 0) & (pl.col("house") != 0))
    named = inside.group_by("house", "sound").agg(pl.col("extra").min().alias("one"), pl.col("extra").max().alias("theirs"))
    one = named.filter(pl.col("one") == pl.col("theirs")).drop("one")
    bare = homes.filter(pl.col("extra") == 0).join(one, on=["house", "sound"], how="left")
    mended = bare.with_columns(pl.coalesce("theirs", "extra").alias("extra")).drop("theirs")
    return pl.concat([homes.filter(pl.col("extra") != 0), mended])


def _strangers_apart(homes: pl.DataFrame) -> pl.DataFrame:
    """The household of each person: the lowest person behind a door; everybody their own where strangers live, or without
    address."""
    door = ["house", "extra"]
    shared = homes.filter((pl.col("house") != 0) & pl.struct(door).is_duplicated())
    behind = shared.group_by(door).agg(
        pl.len().alias("people"), pl.col("sound").n_unique().alias("names"), pl.col("person").min().alias("household")
    )
    family = behind.filter((pl.col("people") < STRANGERS) | (pl.col("names") < pl.col("people")))
    return shared.join(family, on=door).select("person", "household")
