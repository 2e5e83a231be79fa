"""Which records to compare: those that agree on one of some keys. Comparing all with all would take a million times longer.

A key is a few fields together; a record without one of them does not take part. A group of more than `LARGEST` records under
one key says nothing about who belongs together and is left out (its members meet under narrower keys). Small files also get
wider keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from voordeur.stages.match.rules.records import WORKERS, Hashes, Index, Records
from voordeur.stages.match.rules.words import mix

LARGEST: Final = 60
SMALL_FILE: Final = 30_000  # records up to which the wider keys are used as well

Pairs = tuple[Index, Index]


@dataclass(frozen=True)
class Key:
    """Fields that must all be known and agree; ``sound`` stands for either part of a double surname."""

    fields: tuple[str, ...]
    wide: bool = False
    lacking: str = ""  # only groups in which some record lacks this field
    some: str = ""  # only groups in which some record has this field


KEYS: Final = (
    # The day and month of `born` stand in order of size, so that a swapped date is under the same key.
    Key(("born", "initial", "head")),
    Key(("born", "initial", "tail")),
    Key(("born", "sound"), lacking="initial"),
    Key(("born", "sound"), some="sound2"),
    Key(("door", "initial")),
    Key(("door", "born")),
    Key(("street", "number", "sound")),
    Key(("phone",)),
    Key(("email",)),
    Key(("account",)),
    Key(("bsn",)),
    *(
        Key(fields, wide=True)
        for fields in (
            ("names",), ("born",), ("door", "sound"),
            ("day", "initial"), ("day", "number"), ("day", "postcode"), ("door",), ("extra", "given"), ("extra", "sound"),
            ("given", "city"), ("given", "number"), ("given", "postcode"), ("given", "street"), ("given", "year"),
            ("sound", "city"),
            ("sound", "given"), ("sound", "initial"), ("sound", "initial", "area"), ("sound", "initial", "day"),
            ("sound", "initial", "year"), ("sound", "number"), ("sound", "postcode"), ("sound", "street"), ("sound", "year"),
            ("street", "city"), ("street", "initial"), ("street", "number"), ("street", "postcode"), ("year", "number"),
            ("year", "postcode"),
        )
    ),
)  # fmt: skip


def keys(records: Records) -> Iterator[tuple[Hashes, Index]]:
    """For each key its values, with the record that each is of; a record with a double surname may stand there twice."""
    wide = len(records) <= SMALL_FILE
    parts = _parts(records, wide)
    for number in _used(wide):
        yield _under(parts, number, wide)


def _used(wide: bool) -> list[int]:
    return [number for number, key in enumerate(KEYS) if wide or not key.wide]


def _under(parts: dict[str, Hashes], number: int, wide: bool) -> tuple[Hashes, Index]:
    key = KEYS[number]
    values = _values(parts, key, number)
    other = _values({**parts, "sound": parts["sound2"]}, key, number) if "sound" in key.fields else np.zeros(0, np.uint64)
    if not wide and key.lacking:
        _only(values, values[parts[key.lacking] == 0])
    if not wide and key.some:
        _only(values, np.concatenate([values[parts[key.some] != 0], other[other != 0]]))
    rows, known = np.flatnonzero(values), np.flatnonzero(other)
    if not len(known):
        return values[rows], rows
    return np.concatenate([values[rows], other[known]]), np.concatenate([rows, known])


def _only(values: Hashes, wanted: Hashes) -> None:
    """Leave out every value that is not among those wanted."""
    kept = pl.Series(values).is_in(pl.Series(wanted).unique().implode()).to_numpy()
    values[~kept] = 0


def _parts(records: Records, wide: bool) -> dict[str, Hashes]:
    birth = records["birth"]
    year, month, day = birth & 0xFFFF0000, birth >> 8 & 0xFF, birth & 0xFF
    first, last = np.minimum(month, day), np.maximum(month, day)
    turned = (first << 8) | last
    postcode, number = records["postcode"], records["number"].astype(np.uint64)
    parts = {
        "born": np.where(first > 0, year | turned, np.uint32(0)).astype(np.uint64),
        "initial": records["initials"] & np.uint64(0xFFFF),
        "door": np.where((postcode > 0) & (number > 0), mix(postcode, number), np.uint64(0)),
        "number": number,
        "names": np.where(records["given"] > 0, records["given"] ^ records["surname"], np.uint64(0)),  # in either order
        **{field: records[field] for field in _AS_THEY_ARE},
    }
    if wide:
        parts |= {
            "day": np.where(first > 0, turned, np.uint32(0)).astype(np.uint64),
            "year": year.astype(np.uint64),
            "area": postcode >> np.uint64(32),
        }
    return parts


_AS_THEY_ARE: Final = (
    "sound", "sound2", "head", "tail", "given", "phone", "email", "account", "bsn", "street", "postcode", "extra", "city",
)  # fmt: skip


def _values(parts: dict[str, Hashes], key: Key, number: int) -> Hashes:
    columns = [parts[name] for name in key.fields]
    value = mix(*columns) ^ np.uint64(number)
    unknown = columns[0] == 0
    for column in columns[1:]:
        unknown |= column == 0
    value[unknown] = 0
    return value


def pairs(records: Records, known: int = 0) -> Pairs:
    """Every two records that share a key, each pair once, the lower row first; not two of the first `known`, done before."""
    wide = len(records) <= SMALL_FILE
    parts = _parts(records, wide)
    with ThreadPoolExecutor(WORKERS) as pool:
        found = list(pool.map(lambda number: under_one_key(*_under(parts, number, wide), known), _used(wide)))
    return unique_pairs(found)


def unique_pairs(found: list[Pairs]) -> Pairs:
    """Pairs once each, the lower row first."""
    codes = [(np.minimum(one, other) << _HALF) | np.maximum(one, other) for one, other in found]
    once = pl.Series(np.concatenate([np.empty(0, np.int64), *codes])).unique().to_numpy()
    left, right = once >> _HALF, once & 0xFFFFFFFF
    apart = left != right
    return (left, right) if apart.all() else (left[apart], right[apart])


_HALF: Final = 32  # bits of a row in a packed pair


def under_one_key(values: Hashes, rows: Index, known: int) -> Pairs:
    """The pairs of rows with the same value, some twice where a row has a value twice; not two of the first `known`."""
    if known:
        some = pl.Series(values).is_in(pl.Series(values[rows >= known]).unique().implode()).to_numpy()
        values, rows = values[some], rows[some]
    order = pl.Series(values).arg_sort().to_numpy()
    sorted_values, sorted_rows = values[order], rows[order]
    starts = (
        np.flatnonzero(np.concatenate([[True], sorted_values[1:] != sorted_values[:-1]])) if len(values) else np.empty(0, int)
    )
    sizes = np.diff(np.append(starts, len(values)))
    fit = (sizes > 1) & (sizes <= LARGEST)
    one, other = _within(starts[fit], sizes[fit], sorted_rows)
    new = (one >= known) | (other >= known)
    return (one, other) if new.all() else (one[new], other[new])


def _within(starts: Index, sizes: Index, rows: Index) -> Pairs:
    """All pairs within groups that stand together."""
    lefts, rights = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for step in range(1, LARGEST):
        longer = sizes > step
        starts, sizes = starts[longer], sizes[longer]
        if not len(starts):
            break
        # of a group of s there are s - step pairs that lie `step` apart
        counts = sizes - step
        first = np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        lefts.append(rows[first])
        rights.append(rows[first + step])
    return np.concatenate(lefts), np.concatenate(rights)
