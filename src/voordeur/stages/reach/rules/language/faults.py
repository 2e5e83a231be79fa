"""What is wrong with a protocol's text: where, and what to write instead."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import yaml

from voordeur.stages.reach.rules.said import Words


@dataclass(frozen=True)
class Fault:
    """One fault: its place (1 for the first line, the first column) and what to write instead."""

    line: int
    column: int
    words: Words

    def in_(self, language: str) -> str:
        """The fault with its place, as one line."""
        place = (
            f"line {self.line}, column {self.column}" if language.startswith("en") else f"regel {self.line}, kolom {self.column}"
        )
        return f"{place}: {self.words.in_(language)}"


class ProtocolError(ValueError):
    """A text is no protocol; `faults` are all that was found, in order of place, at least one."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda one: (one.line, one.column)))
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


def fault(node: yaml.Node, nl: str, en: str) -> ProtocolError:
    """An error at the place of a node."""
    return ProtocolError([Fault(node.start_mark.line + 1, node.start_mark.column + 1, Words(nl, en))])


def unknown(node: yaml.Node, what: Words, word: object, known: Collection[str]) -> ProtocolError:
    """A word that the language does not have, with the nearest one it has, or else all of them."""
    near = get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    listed = ", ".join(sorted(known))
    nl = f"schrijf {near[0]!r}" if near else f"schrijf een van: {listed}"
    en = f"write {near[0]!r}" if near else f"write one of: {listed}"
    return fault(node, f"{what.nl} kan niet {word!r} zijn; {nl}", f"{what.en} cannot be {word!r}; {en}")
