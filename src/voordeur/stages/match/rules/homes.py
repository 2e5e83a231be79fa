"""Who lives together: every person gets one address of all that signals give, and people at one door make a household.

Persons come first. Somebody of whom one creditor has a former address lives where most of their signals say, so that a move drags
no household along. Letters and additions tell neighbours apart; where one is missing, the surname tells which of the doors it is.
A door with many names that nobody shares is a house of strangers: everybody there is a household of their own.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from voordeur.stages.match.rules.records import Index, Records

STRANGERS: Final = 3  # people behind one door, no two of one name or phone, from which on they are no household


def households(records: Records, people: Index, signals: Index, latest: Index) -> Index:
    """The household of every person among `people` (a label per record), as a label per record.

    `signals`: how many signals each record stands for; `latest`: the last month (any rising number) in which it was delivered.
    """
    stood = pl.DataFrame(
        {
            "person": people, "signals": signals, "latest": latest, "sound": records["sound"], "phone": records["phone"],
            "number": records["number"], "extra": records["extra"], "postcode": records["postcode"],
            "street": records["street"], "city": records["city"],
        }
    )  # fmt: skip
    homes = _homes(_postcodes_mended(stood))
    doors = _strangers_apart(_extras_mended(homes))
    return pl.DataFrame({"person": people}).join(doors, on="person", how="left", maintain_order="left")["household"].to_numpy()


def _postcodes_mended(stood: pl.DataFrame) -> pl.DataFrame:
    """A postcode that is missing, or that few others have for that street and number, gives way to the one that most have."""
    door = ["street", "number", "city"]
    known = stood.filter((pl.col("street") != 0) & (pl.col("number") != 0) & (pl.col("postcode") != 0))
    counted = known.group_by(*door, "postcode").agg(pl.len().alias("times"))
    most = counted.sort("times", "postcode", descending=True).unique(door, keep="first", maintain_order=True)
    usual = most.filter(pl.col("times") > 1).select(*door, pl.col("postcode").alias("usual"))
    mended = stood.join(usual, on=door, how="left", maintain_order="left")
    return mended.with_columns(pl.coalesce("usual", "postcode").alias("postcode")).drop("usual")


def _homes(stood: pl.DataFrame) -> pl.DataFrame:
    """One row per person: where they live, by what most of their signals say, the latest where these disagree."""
    placed = stood.with_columns(
        pl.when((pl.col("postcode") != 0) & (pl.col("number") != 0))
        .then(pl.struct("postcode", "number").hash())
        .when((pl.col("street") != 0) & (pl.col("number") != 0))
        .then(pl.struct("street", "number", "city").hash())
        .otherwise(pl.lit(0, dtype=pl.UInt64))
        .alias("house")
    )
    spoken = placed.filter(pl.col("house") != 0).group_by("person", "house").agg(
        pl.col("signals").sum(), pl.col("latest").max()
    )  # fmt: skip
    house = spoken.sort("signals", "latest", "house", descending=True).unique("person", keep="first", maintain_order=True)
    there = placed.join(house.select("person", "house"), on=["person", "house"], how="semi")
    extras = there.filter(pl.col("extra") != 0).group_by("person", "extra").agg(pl.col("signals").sum(), pl.col("latest").max())
    extra = extras.sort("signals", "latest", "extra", descending=True).unique("person", keep="first", maintain_order=True)
    names = stood.sort("signals", "sound", descending=True).unique("person", keep="first", maintain_order=True)
    phones = (
        stood.filter(pl.col("phone") != 0)
        .sort("signals", "phone", descending=True)
        .unique("person", keep="first", maintain_order=True)
    )
    return (
        names.select("person", "sound")
        .join(house.select("person", "house"), on="person", how="left")
        .join(extra.select("person", "extra"), on="person", how="left")
        .join(phones.select("person", "phone"), on="person", how="left")
        .with_columns(pl.col("house", "extra", "phone").fill_null(0))
    )


def _extras_mended(homes: pl.DataFrame) -> pl.DataFrame:
    """Somebody without letter or addition lives behind the one door of that number where somebody has their name."""
    named = homes.filter((pl.col("extra") != 0) & (pl.col("house") != 0)).group_by("house", "sound").agg(
        pl.col("extra").n_unique().alias("doors"), pl.col("extra").max().alias("theirs")
    )  # fmt: skip
    one = named.filter(pl.col("doors") == 1).drop("doors")
    mended = homes.join(one, on=["house", "sound"], how="left")
    takes = (pl.col("extra") == 0) & pl.col("theirs").is_not_null()
    return mended.with_columns(pl.when(takes).then("theirs").otherwise("extra").alias("extra")).drop("theirs")


def _strangers_apart(homes: pl.DataFrame) -> pl.DataFrame:
    """Household labels: the lowest person behind a door; everybody their own where strangers live, or where no address is known."""
    door = ["house", "extra"]
    behind = homes.group_by(door).agg(
        pl.len().alias("people"),
        pl.col("sound").n_unique().alias("names"),
        pl.col("person").min().alias("first"),
    )
    told = homes.join(behind, on=door, how="left")
    alone = (pl.col("house") == 0) | ((pl.col("people") >= STRANGERS) & (pl.col("names") == pl.col("people")))
    return told.select("person", pl.when(alone).then("person").otherwise("first").alias("household"))


__all__ = ["STRANGERS", "households", "np"]
