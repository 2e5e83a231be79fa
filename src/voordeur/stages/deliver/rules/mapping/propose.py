"""A proposal for a whole file: every column a field or nothing, no single field twice, the best total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from voordeur.stages.deliver.rules.cells import Row, as_text, as_words
from voordeur.stages.deliver.rules.mapping.assignment import assign
from voordeur.stages.deliver.rules.mapping.contents import content_scores, profile
from voordeur.stages.deliver.rules.mapping.header_words import ESSENTIAL, FIELDS, MULTIPLE, PARTS, PLAIN_TO_SEE
from voordeur.stages.deliver.rules.mapping.headers import header_scores

SAMPLE_LINES = 1_000
# How much a name and the contents weigh; contents alone can reach less than a name that fits.
_BY_NAME, _BY_CONTENTS, _CONTENTS_ALONE = 0.6, 0.4, 0.6
# A name whose contents say something else keeps this share.
_CONTRADICTED = 0.45
_LEAST = 0.25
_KNOWN_NAME = 0.8


@dataclass(frozen=True)
class ColumnProposal:
    """One column: the field proposed for it ("" for none), how sure (0 to 1), up to three of its values."""

    column: str
    field: str
    confidence: float
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """The proposal for all columns of a file."""

    columns: tuple[ColumnProposal, ...]

    def mapping(self) -> dict[str, str]:
        """Column name to field, "" for none: what `ColumnMapping.columns` keeps."""
        return {column.column: column.field for column in self.columns}


def propose(columns: Sequence[str], sample: Sequence[Row], *, today: date) -> Proposal:
    """Propose a field for each column from its name and from its cells in `sample`. `today` tells birth dates from due dates."""
    cells = [[row[place] if place < len(row) else "" for row in sample] for place in range(len(columns))]
    by_name = [header_scores(name) for name in columns]
    by_contents = [content_scores(profile(column, today)) for column in cells]
    said = [any(as_words(cell) for cell in column) for column in cells]
    # Where most columns bear names that we know, an unknown name is a field that we do not want, not a riddle.
    known = sum(max(scores.values(), default=0.0) >= _KNOWN_NAME for scores in by_name)
    named = frozenset(FIELDS) - PLAIN_TO_SEE if known * 2 >= len(columns) else frozenset()
    # … unless a field that matters most has no name anywhere.
    missing = {field for field in ESSENTIAL if all(scores.get(field, 0.0) < _KNOWN_NAME for scores in by_name)}
    slots = [field for field in FIELDS for _ in range(MULTIPLE.get(field, 1))]
    totals = [
        {field: _total(field, by_name[i], by_contents[i], said[i], named - missing) for field in FIELDS}
        for i in range(len(columns))
    ]
    places = assign([[totals[i][field] for i in range(len(columns))] for field in slots])
    chosen = {place: field for field, place in zip(slots, places, strict=True) if place is not None}
    _drop_needless(chosen, totals)
    return Proposal(
        tuple(
            ColumnProposal(name, chosen.get(i, ""), round(totals[i].get(chosen.get(i, ""), 0.0), 2), _samples(cells[i]))
            for i, name in enumerate(columns)
        )
    )


def _total(field: str, names: dict[str, float], contents: dict[str, float], said: bool, by_name_only: frozenset[str]) -> float:
    name, content = names.get(field, 0.0), contents.get(field, 0.0)
    if not name:
        alone = _CONTENTS_ALONE * content
        free = max(names.values(), default=0.0) < _KNOWN_NAME
        return alone if free and field not in by_name_only and alone >= _LEAST else 0.0
    if not said:
        return _BY_NAME * name
    total = _BY_NAME * name + _BY_CONTENTS * content
    total *= 1.0 if content > 0.1 or field in _FREE else _CONTRADICTED
    return total if total >= _LEAST else 0.0


# Fields whose contents have no form of their own.
_FREE = frozenset(
    ["collection_stage", "remark", "partner", "kind", "own_attempts", "warm_handover", "customer_number", "signal_type"]
)


def _drop_needless(chosen: dict[int, str], totals: list[dict[str, float]]) -> None:
    """A combined field beside its own parts is one guess too many: the weaker of the two goes where both rest on contents."""
    places = {field: place for place, field in chosen.items()}
    for whole, parts in PARTS.items():
        main = parts[-1] if whole == "full_name" else parts[0]
        if whole in places and main in places:
            pair = sorted((whole, main), key=lambda field: totals[places[field]][field])
            if totals[places[pair[0]]][pair[0]] < _CONTENTS_ALONE:
                del chosen[places[pair[0]]]


def _samples(cells: Sequence[object]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for cell in cells:
        text = as_text(cell)  # type: ignore[arg-type]
        if text:
            found[text[:60]] = None
        if len(found) == 3:
            break
    return tuple(found)
