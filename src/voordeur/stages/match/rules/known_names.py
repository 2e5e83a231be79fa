"""Names against those of a known person, of whom more is known than of a signal: all given names, and the partner's surname."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from voordeur.stages.match.rules.agree import NEAR, Levels, Pair, agreements, alike, level
from voordeur.stages.match.rules.call_names import called_by
from voordeur.stages.match.rules.clean_names import pack
from voordeur.stages.match.rules.names import fold, registered_letters
from voordeur.stages.match.rules.records import Hashes, Index, Mask, Records

_FITS_WORSE = ("partner", "swapped", "close", "different")


class Said(Protocol):
    """A name as it is written in its columns."""

    @property
    def initials(self) -> str:
        """Initials, or given names in their stead."""

    @property
    def surname(self) -> str:
        """The surname, or the whole name."""


class Named(Protocol):
    """A person of whom it is known whether all given names are known."""

    @property
    def given_names_known(self) -> bool:
        """As in the register."""

    @property
    def given_names(self) -> str:
        """As they are written."""

    @property
    def written(self) -> Said:
        """The name as it is written."""


# --- surnames


def surnames(records: Records, one: Index, other: Index, levels: dict[str, Levels]) -> None:
    """Own and partner's name together, one of the two, or the partner's, each but for a slip; `other` is the known person."""
    partner = records["partner"][other] != 0
    double = (records["surname2"][one] != 0) | (records["surname2"][other] != 0)
    settled = np.isin(levels["surname"], [0, level("surname", "same"), level("surname", "double")])
    rows = np.flatnonzero((partner | double) & ~settled)
    if not len(rows):
        return
    pair = Pair(records, one[rows], other[rows])
    claimed = (("surname", "sound"), ("surname2", "sound2"))
    own = [_fits(pair, part, claimed[0]) | _fits(pair, part, claimed[1]) for part in claimed]
    mate = [_fits(pair, part, ("partner", "partner_sound")) for part in claimed]
    two = records["surname2"][one[rows]] != 0
    both = two & (own[0] | own[1]) & (mate[0] | mate[1]) & (own[0] | mate[0]) & (own[1] | mate[1])
    now = levels["surname"][rows]
    worse = np.isin(now, [level("surname", each) for each in _FITS_WORSE])
    theirs = mate[0] | mate[1]
    now[worse & theirs & (now != level("surname", "swapped"))] = level("surname", "partner")
    half = (now == level("surname", "spelling")) & (two != (records["surname2"][other[rows]] != 0))
    now[(worse | half) & (own[0] | own[1])] = level("surname", "part")
    now[both] = level("surname", "double")
    levels["surname"][rows] = now


def _fits(pair: Pair, claimed: tuple[str, str], known: tuple[str, str]) -> Mask:
    """Whether a part of the claimed name is a part of the known one: the same, as it sounds, or but for a slip."""
    a, b = (pair.records[part[0]][rows] for part, rows in ((claimed, pair.one), (known, pair.other)))
    heard_a, heard_b = (pair.records[part[1]][rows] for part, rows in ((claimed, pair.one), (known, pair.other)))
    there = (a != 0) & (b != 0)
    fits: Mask = there & ((a == b) | (heard_a == heard_b))
    ask = np.flatnonzero(there & ~fits)
    fits[ask] = alike(pair.records, a[ask], b[ask]) == NEAR
    return fits


# --- initials


def letters(records: Records, one: Index, other: Index, levels: dict[str, Levels], pairs: Sequence[tuple[Said, Named]]) -> None:
    """Initials against all given names of the register: hyphenated names count as one letter or as two, a letter that is not
    among them counts against, since the register has them all, but for those of a name to be called by."""
    known = np.array([person.given_names_known for _, person in pairs])
    whole = np.array(
        [pack("".join(registered_letters(p.given_names))) if p.given_names_known else 0 for _, p in pairs], np.uint64
    )
    ours, theirs = records["initials"][one], records["initials"][other]
    first = _too_many(levels["initials"], ours, theirs, known)
    rows = np.flatnonzero(known & (whole != 0) & (whole != theirs))
    if len(rows):
        first[rows] = np.minimum(first[rows], _by_whole_names(records, one[rows], whole[rows], first[rows]))
    for row in np.flatnonzero(known & (first == level("initials", "different"))).tolist():
        if chr(int(ours[row]) & 0xFFFF) in called_by(pairs[row][1].given_names):
            first[row] = level("initials", "other")
    first[np.array([_whole_name(*pair) for pair in pairs])] = 0
    levels["initials"] = first


def _whole_name(said: Said, person: Named) -> bool:
    """Whether a surname is written just as the register has it, so that nothing in it is an initial, whatever it looks like."""
    return not said.initials and "." in said.surname and fold(said.surname) == fold(person.written.surname)


def _by_whole_names(records: Records, one: Index, whole: Hashes, before: Levels) -> Levels:
    """How initials agree where a hyphenated name counts as one; no better than before where a name is written out."""
    columns = dict(records.columns)
    nought = np.zeros(len(whole), np.uint64)
    both = {name: np.concatenate([column[one], column[one]]) for name, column in columns.items()}
    both["initials"] = np.concatenate([columns["initials"][one], whole])
    both["given"] = np.concatenate([nought, nought])
    rows = np.arange(len(one))
    found = agreements(Records(both, records.words), rows, rows + len(one))["initials"]
    found = _too_many(found, columns["initials"][one], whole, np.ones(len(one), bool))
    return np.where(found == 0, before, found)


def _too_many(levels: Levels, ours: Hashes, theirs: Hashes, known: Mask) -> Levels:
    """Where more letters are claimed than the register has, one is not theirs."""
    more = known & (_count(ours) > _count(theirs)) & np.isin(levels, [level("initials", "first"), level("initials", "same")])
    return np.where(more, np.uint8(level("initials", "first_only")), levels).astype(np.uint8)


def _count(packed: Hashes) -> Index:
    letters = [(packed >> np.uint64(16 * place)) & np.uint64(0xFFFF) != 0 for place in range(4)]
    return np.sum(letters, axis=0, dtype=np.int64)
