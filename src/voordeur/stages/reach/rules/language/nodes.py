"""Reading values out of a tree of nodes strictly: every word known, every value of its kind, each fault with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import time
from typing import Any, TypeVar

import yaml

from voordeur.stages.reach.rules.language.faults import MOST_FAULTS, Fault, ProtocolError, at, fault, nearest, quoted, unknown
from voordeur.stages.reach.rules.language.protocol import Range, Term, Unit
from voordeur.stages.reach.rules.said import Words

T = TypeVar("T")
Word = TypeVar("Word", bound=str)
Read = Callable[[yaml.Node], Any]

LONGEST_TEXT = 500  # signs
LONGEST_YEAR = {Unit.WORKING_DAYS: 260, Unit.DAYS: 366, Unit.WEEKS: 53, Unit.MONTHS: 12}
_TERM = re.compile(r"([0-9]{1,3}) (werkdagen|werkdag|dagen|dag|weken|week|maanden|maand)")
_NEARLY = re.compile(r"\s*([0-9]{1,3})\s*([^\W\d][\w ]*)")
_ONE = {"werkdag": Unit.WORKING_DAYS, "dag": Unit.DAYS, "week": Unit.WEEKS, "maand": Unit.MONTHS}
_MEANT = {
    "working days": Unit.WORKING_DAYS, "working day": Unit.WORKING_DAYS, "business days": Unit.WORKING_DAYS,
    "werkbare dagen": Unit.WORKING_DAYS, "days": Unit.DAYS, "day": Unit.DAYS, "weeks": Unit.WEEKS, "months": Unit.MONTHS,
    "month": Unit.MONTHS,
}  # fmt: skip
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def record(
    node: yaml.Node, what: str | Words, read: Mapping[str, Read], *, needed: Collection[str] = ()
) -> tuple[dict[str, Any], dict[str, yaml.Node]]:
    """The values of a ``key: value`` block by key, and their nodes. All its faults together are one ProtocolError."""
    said = what if isinstance(what, Words) else Words(what, what)
    if not isinstance(node, yaml.MappingNode):
        raise fault(node, f"{said.nl} bestaat uit regels 'woord: waarde'", f"{said.en} is made of lines 'word: value'")
    values: dict[str, Any] = {}
    nodes: dict[str, yaml.Node] = {}
    faults: list[Fault] = []
    for key, value in node.value:
        try:
            name = _key(key, said, read, nodes)
            nodes[name] = value
            values[name] = read[name](value)
        except ProtocolError as error:
            faults += error.faults
        if len(faults) >= MOST_FAULTS:
            break
    # A word that was only misspelt is told once, as a wrong word.
    meant = {nearest(scalar(key), read) for key, _ in node.value[:MOST_FAULTS]}
    if lacking := ", ".join(sorted(set(needed) - set(nodes) - meant)):
        faults.append(at(node, f"in {said.nl} ontbreekt {lacking}; voeg het toe", f"{said.en} lacks {lacking}; add it"))
    if faults:
        raise ProtocolError(faults)
    return values, nodes


def _key(key: yaml.Node, what: Words, read: Mapping[str, Read], nodes: Mapping[str, yaml.Node]) -> str:
    word = scalar(key)
    if word not in read:
        raise unknown(key, Words(f"een woord van {what.nl}", f"a word of {what.en}"), word or "…", read)
    if word in nodes:
        raise ProtocolError([_stands_twice(key)])
    return word


def _stands_twice(node: yaml.Node) -> Fault:
    word = quoted(scalar(node))
    return at(node, f"{word} staat hier twee keer; laat er één staan", f"{word} stands here twice; leave one")


def scalar(node: yaml.Node) -> str:
    """The bare text of a value; "" for a list or a block."""
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def text(node: yaml.Node) -> str:
    """A text that is not empty; one that YAML takes for a number or a yes is refused: it wants quotes."""
    if isinstance(node, yaml.ScalarNode) and not node.value.strip():
        raise fault(
            node,
            "hier staat niets; schrijf een tekst, of laat het woord weg",
            "nothing stands here; write a text, or leave it out",
        )
    if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:str":
        raise fault(node, "hier hoort een tekst; zet haar tussen aanhalingstekens", "this is a text; put it between quotes")
    value = " ".join(node.value.split())
    if not value.isprintable():
        raise fault(node, "hier staat een onzichtbaar teken; haal het weg", "there is an invisible sign here; take it out")
    if len(value) > LONGEST_TEXT:
        raise fault(node, f"een tekst heeft hoogstens {LONGEST_TEXT} tekens", f"a text has {LONGEST_TEXT} signs at the most")
    return value


def name(node: yaml.Node) -> str:
    """A short name in small letters, digits and hyphens."""
    value = text(node)
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", value):
        raise fault(
            node,
            f"{quoted(value)} is geen naam; gebruik kleine letters, cijfers en streepjes, hoogstens 40",
            f"{quoted(value)} is no name; use small letters, digits and hyphens, at most 40",
        )
    return value


def name_of_text(node: yaml.Node) -> str:
    """The name of a letter, card or message, as the shelf of texts has it: underscores are allowed."""
    value = text(node)
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", value):
        raise fault(
            node,
            f"{quoted(value)} is geen naam van een tekst; gebruik kleine letters, cijfers en streepjes, hoogstens 40",
            f"{quoted(value)} is no name of a text; use small letters, digits and hyphens, at most 40",
        )
    return value


def number(node: yaml.Node, *, low: int = 0, high: int = 999) -> int:
    """A whole number between two bounds."""
    value = scalar(node)
    if not re.fullmatch(r"[0-9]{1,6}", value) or not low <= int(value) <= high:
        raise fault(node, f"hier hoort een getal van {low} tot en met {high}", f"this is a whole number from {low} to {high}")
    return int(value)


def whole(low: int, high: int) -> Read:
    """Reads a whole number between these bounds."""
    return lambda node: number(node, low=low, high=high)


def one_of(what: Words, words: Iterable[Word]) -> Callable[[yaml.Node], Word]:
    """Reads one of these words."""
    return meaning_of(what, {str(word): word for word in words})


def meaning_of(what: Words, known: Mapping[str, T]) -> Callable[[yaml.Node], T]:
    """Reads one of these words, as what it stands for."""

    def read(node: yaml.Node) -> T:
        word = scalar(node)
        if word not in known:
            raise unknown(node, what, word or "…", known)
        return known[word]

    return read


yes_or_no = meaning_of(Words("dit", "this"), {"ja": True, "nee": False})


def several(read: Callable[[yaml.Node], T]) -> Callable[[yaml.Node], tuple[T, ...]]:
    """Reads a list that is not empty and names nothing twice: ``[one, other]``."""

    def read_all(node: yaml.Node) -> tuple[T, ...]:
        found = entries(node, Words("hier hoort een lijst: [een, ander]", "this is a list: [one, other]"), read)
        twice = [one for position, one in enumerate(node.value) if found[position] in found[:position]]
        if twice:
            raise ProtocolError(_stands_twice(one) for one in twice)
        return found

    return read_all


def entries(node: yaml.Node, what: Words, read: Callable[[yaml.Node], T]) -> tuple[T, ...]:
    """All of a list that is not empty; `what` says how it is written. All its faults together are one ProtocolError."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise fault(node, what.nl, what.en)
    found: list[T] = []
    faults: list[Fault] = []
    for one in node.value:
        try:
            found.append(read(one))
        except ProtocolError as error:
            faults += error.faults
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise ProtocolError(faults)
    return tuple(found)


def set_of(read: Callable[[yaml.Node], T]) -> Callable[[yaml.Node], frozenset[T]]:
    """Reads a list of which the order says nothing."""
    all_of = several(read)
    return lambda node: frozenset(all_of(node))


def term(node: yaml.Node) -> Term:
    """``10 werkdagen``, ``14 dagen``, ``4 weken``, ``2 maanden``; a year at the most."""
    found = _TERM.fullmatch(scalar(node))
    if not found:
        raise _no_term(node)
    unit = _ONE.get(found[2]) or Unit(found[2])
    if int(found[1]) > LONGEST_YEAR[unit]:
        raise fault(
            node, "een termijn is hoogstens een jaar; schrijf een kortere", "a term is a year at the most; write a shorter one"
        )
    return Term(int(found[1]), unit)


def some_time(node: yaml.Node) -> Term:
    """A term that is longer than nothing."""
    found = term(node)
    if found.count == 0:
        raise fault(node, "dit is minstens een dag; schrijf '1 dag' of meer", "this is a day at the least; write '1 dag' or more")
    return found


def _no_term(node: yaml.Node) -> ProtocolError:
    nearly = _NEARLY.fullmatch(scalar(node))
    word = nearly[2].strip().lower() if nearly else ""
    unit = _MEANT.get(word) or nearest(word, [*Unit, *_ONE]) if word else ""
    if nearly and unit:
        right = f"'{int(nearly[1])} {unit}'"
        return fault(node, f"dit is geen termijn; schrijf {right}", f"this is no term; write {right}")
    return fault(
        node,
        "hier hoort een termijn, zoals '10 werkdagen', '14 dagen', '4 weken' of '2 maanden'",
        "this is a term, such as '10 werkdagen', '14 dagen', '4 weken' or '2 maanden'",
    )


def range_(node: yaml.Node) -> Range:
    """``{from: 1, to: 2}``; either may be left out."""
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise fault(node, "schrijf {from: 1, to: 2}, of een van beide", "write {from: 1, to: 2}, or one of them")
    bound = whole(0, 999_999)
    values, nodes = record(node, "{from, to}", {"from": bound, "to": bound})
    low, high = values.get("from"), values.get("to")
    if low is not None and high is not None and low > high:
        raise fault(
            nodes["from"],
            f"from ({low}) is meer dan to ({high}); draai ze om",
            f"from ({low}) is more than to ({high}); swap them",
        )
    return Range(low, high)


def clock(node: yaml.Node) -> time:
    """A time of day: ``"09:00"``."""
    found = _CLOCK.fullmatch(scalar(node))
    if not found:
        raise fault(node, 'hier hoort een tijd, zoals "09:00" of "20:30"', 'this is a time, such as "09:00" or "20:30"')
    return time(int(found[1]), int(found[2]))
