"""Whose each line of a desk's file is (P01): told by its partner column, and by its kind where a partner has several."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from voordeur.stages.deliver.rules.cells import Cell, Row, as_words
from voordeur.stages.deliver.rules.values.answers import kind_of, plain

# Words that say what somebody is, not who: "Stichting Thuisgoed" and "Thuisgoed B.V." are Thuisgoed.
_FORMS = {"bv", "nv", "b", "v", "n", "ua", "u", "a", "vof", "stichting", "cooperatie", "vereniging", "de", "het"}
# A name this long may hold one typing error; in a shorter one it could be another's name.
_LONG_ENOUGH = 6
_FIGURES = re.compile(r"\d")


@dataclass(frozen=True)
class Known:
    """A partner of the organisation. One creditor that signals for several kinds is on record once per kind."""

    id: int
    code: str
    name: str
    kind: str  # DDAS EnumSignaalpartner


class Assigning:
    """Gives every line of a file to one partner or to nobody; remembers each spelling, so that a line costs one look-up."""

    def __init__(
        self,
        columns: Sequence[str],
        mapping: Mapping[str, str],
        partners: Collection[Known] = (),
        *,
        known: Mapping[str, int] | None = None,
    ) -> None:
        self._partner, self._kind = (_places(columns, mapping, field) for field in ("partner", "kind"))
        self._partners = partners
        self._found: dict[str, int | None] = dict(known or {})
        self._cells: dict[tuple[Cell, Cell], int | None] = {}

    @property
    def known(self) -> dict[str, int]:
        """The spellings that are some partner's, as they are kept: `said_by` to partner id."""
        return {said: partner for said, partner in self._found.items() if partner is not None}

    def whose(self, row: Row) -> int | None:
        """The id of the partner whose line this is, None when it names none of ours, or could be more than one's."""
        cells = self._first(row, self._partner), self._first(row, self._kind)
        if cells not in self._cells:
            said = said_by(*cells)
            if said not in self._found:
                self._found[said] = partner_of(*cells, partners=self._partners)
            self._cells[cells] = self._found[said]
        return self._cells[cells]

    def _first(self, row: Row, places: tuple[int, ...]) -> Cell:
        return next((row[place] for place in places if row[place] != ""), "")


def said_by(partner: Cell, kind: Cell) -> str:
    """What a line says of its partner, one spelling for all that mean the same: ``thuisgoed|Huur``."""
    return f"{_bare(as_words(partner))}|{kind_of(kind) or ''}"


def partner_of(partner: Cell, kind: Cell, *, partners: Collection[Known]) -> int | None:
    """The one partner that these cells name, by code or name; None for nobody and for more than one.

    Signs, spaces, accents and legal forms do not count; in a longer name one typing error does not either. Never looser: a
    signal given to the wrong creditor ends in an answer to the wrong creditor.
    """
    said = _bare(as_words(partner))
    if not said:
        return None
    found = [known for known in partners if said in _names(known)]
    if len(found) > 1:
        found = [known for known in found if known.kind == kind_of(kind)]
    elif not found:
        found = [known for known in partners if any(_mistyped(said, name) for name in _names(known))]
    return found[0].id if len(found) == 1 else None


def _mistyped(said: str, name: str) -> bool:
    """One letter wrong; never a figure, as that tells one branch from another."""
    long = min(len(said), len(name)) >= _LONG_ENOUGH
    return long and _FIGURES.findall(said) == _FIGURES.findall(name) and OSA.distance(said, name, score_cutoff=1) <= 1


def _places(columns: Sequence[str], mapping: Mapping[str, str], field: str) -> tuple[int, ...]:
    return tuple(place for place, column in enumerate(columns) if mapping.get(column) == field)


def _names(known: Known) -> set[str]:
    code, name = _bare(known.code), _bare(known.name)
    return {code, name, code + name, name + code} - {""}


def _bare(text: str) -> str:
    words = plain(text).split()
    return "".join(word for word in words if word not in _FORMS) or "".join(words)
