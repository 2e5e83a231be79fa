"""What is wrong with a protocol's text: where, and what to write instead."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import yaml

from voordeur.stages.reach.rules import synonyms
from voordeur.stages.reach.rules.said import Words

# More faults than these help nobody: the text is something else than a protocol.
MOST_FAULTS = 50
_SHOWN = 40  # signs of a wrong word that are repeated to the writer


@dataclass(frozen=True)
class Fault:
    """One fault: its place (1 for the first line, the first column) and what to write instead."""

    line: int
    column: int
    words: Words

    def in_(self, language: str) -> str:
        """The fault with its place, as one line."""
        where = ("line", "column") if language.startswith("en") else ("regel", "kolom")
        return f"{where[0]} {self.line}, {where[1]} {self.column}: {self.words.in_(language)}"


class ProtocolError(ValueError):
    """A text is no protocol; `faults` are all that was found, in order of place, at least one."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=lambda one: (one.line, one.column, one.words.nl)))[:MOST_FAULTS]
        super().__init__("\n".join(fault.in_("en") for fault in self.faults))

    @property
    def line(self) -> int:
        """The line of the first fault."""
        return self.faults[0].line

    @property
    def column(self) -> int:
        """The column of the first fault."""
        return self.faults[0].column

    def in_(self, language: str) -> str:
        """All faults, one a line."""
        return "\n".join(fault.in_(language) for fault in self.faults)


def at(node: yaml.Node, nl: str, en: str) -> Fault:
    """A fault at the place of a node."""
    return Fault(node.start_mark.line + 1, node.start_mark.column + 1, Words(nl, en))


def fault(node: yaml.Node, nl: str, en: str) -> ProtocolError:
    """An error at the place of a node."""
    return ProtocolError([at(node, nl, en)])


def unknown(node: yaml.Node, what: Words, word: str, known: Collection[str]) -> ProtocolError:
    """A word that the language does not have, with the nearest one it has, or else all of them."""
    near = nearest(word, known)
    listed = ", ".join(sorted(known))
    nl = f"schrijf {near!r}" if near else f"schrijf een van: {listed}"
    en = f"write {near!r}" if near else f"write one of: {listed}"
    return fault(node, f"{what.nl} kan niet {quoted(word)} zijn; {nl}", f"{what.en} cannot be {quoted(word)}; {en}")


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that somebody who wrote `word` meant: spelt nearly so, or meaning the same; "" when none is near."""
    plain = word.strip().lower()[:_SHOWN]
    by_case = {one.lower(): str(one) for one in known}
    if plain in by_case:
        return by_case[plain]
    for table in synonyms.ALL:
        if table.get(plain) in known:
            return str(table[plain])
    near = get_close_matches(plain, list(by_case), n=1, cutoff=0.6)
    return by_case[near[0]] if near else ""


def quoted(word: str) -> str:
    """A wrong word as the writer sees it again: between quotes, not longer than needed to find it."""
    return repr(word if len(word) <= _SHOWN else word[:_SHOWN] + "…")
