"""The shipped texts: those of a programme, and the common ones that it leaves as they are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from voordeur.programmes.texts.text import Text, read_text

COMMON = "common"
_PLACE = Path(__file__).parent


def programme_of(protocol: str) -> str:
    """The programme whose texts belong to a protocol: ``coevorden@1`` and ``coevorden-letters@2`` → ``coevorden``.

    A protocol of which no programme has texts of its own speaks the common ones.
    """
    name = protocol.partition("@")[0]
    while name and not (name.isidentifier() and (_PLACE / name).is_dir()):
        name = name.rpartition("-")[0]
    return name or COMMON


@cache
def names(programme: str) -> tuple[str, ...]:
    """The texts that a programme can use, its own and the common ones."""
    return tuple(sorted({path.name.split(".")[0] for path in _paths(programme)}))


@cache
def languages(programme: str, name: str) -> tuple[str, ...]:
    """The languages in which a text exists, Dutch first."""
    found = {path.name.split(".")[1] for path in _paths(programme) if path.name.split(".")[0] == name}
    return tuple(sorted(found, key=lambda code: (code != "nl", code)))


@cache
def load(programme: str, name: str, language: str) -> Text:
    """One text, the programme's own or else the common one. Raises KeyError when there is none."""
    file = f"{name}.{language}.md"
    for place in (programme, COMMON):
        path = _PLACE / place / file
        if path in _paths(place):
            return read_text(path.read_text(encoding="utf-8"), key=f"{place}/{name}.{language}", name=name)
    raise KeyError(f"{programme}/{name}.{language}")


def version(programme: str, name: str, language: str) -> str:
    """How a piece of post names its words: ``coevorden/letter.nl@1``."""
    return load(programme, name, language).key


@cache
def _paths(programme: str) -> frozenset[Path]:
    return frozenset(path for place in {programme, COMMON} for path in (_PLACE / place).glob("*.*.md"))
