"""Reading values out of a YAML tree strictly: every word known, every value of its kind, each fault with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import time
from typing import Any, TypeVar

import yaml

from voordeur.stages.reach.rules.language.faults import Fault, ProtocolError, fault, unknown
from voordeur.stages.reach.rules.language.protocol import Range, Term, Unit
from voordeur.stages.reach.rules.said import Words

T = TypeVar("T")
Read = Callable[[yaml.Node], Any]

_TERM = re.compile(r"(\d{1,3}) (werkdagen|werkdag|dagen|dag|weken|week|maanden|maand)")
_ONE = {"werkdag": Unit.WORKING_DAYS, "dag": Unit.DAYS, "week": Unit.WEEKS, "maand": Unit.MONTHS}
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
LONGEST_YEAR = {Unit.WORKING_DAYS: 260, Unit.DAYS: 366, Unit.WEEKS: 53, Unit.MONTHS: 12}


def record(
    node: yaml.Node, what: str, read: Mapping[str, Read], *, needed: Collection[str] = ()
) -> tuple[dict[str, Any], dict[str, yaml.Node]]:
    """The values of a ``key: value`` block by key, and their nodes. All its faults together are one ProtocolError."""
    if not isinstance(node, yaml.MappingNode):
        raise fault(node, f"{what} bestaat uit regels 'woord: waarde'", f"{what} is made of lines 'word: value'")
    values: dict[str, Any] = {}
    nodes: dict[str, yaml.Node] = {}
    faults: list[Fault] = []
    for key, value in node.value:
        try:
            name = _key(key, what, read, nodes)
            nodes[name] = value
            values[name] = read[name](value)
        except ProtocolError as error:
            faults += error.faults
    if lacking := sorted(set(needed) - set(nodes)):
        faults += fault(
            node, f"in {what} ontbreekt {', '.join(lacking)}; voeg het toe", f"{what} lacks {', '.join(lacking)}; add it"
        ).faults
    if faults:
        raise ProtocolError(faults)
    return values, nodes


def _key(key: yaml.Node, what: str, read: Mapping[str, Read], nodes: Mapping[str, yaml.Node]) -> str:
    if not isinstance(key, yaml.ScalarNode) or key.value not in read:
        raise unknown(key, Words(f"een woord van {what}", f"a word of {what}"), getattr(key, "value", "?"), read)
    if key.value in nodes:
        raise fault(key, f"{key.value!r} staat hier twee keer; laat er één staan", f"{key.value!r} stands here twice; leave one")
    return str(key.value)


def text(node: yaml.Node) -> str:
    """A text that is not empty; one that YAML takes for a number or a yes is refused: it wants quotes."""
    if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:str" or not node.value.strip():
        raise fault(node, "hier hoort een tekst; zet haar tussen aanhalingstekens", "this is a text; put it between quotes")
    return str(node.value)


def name(node: yaml.Node) -> str:
    """A short name in small letters, digits and hyphens."""
    value = text(node)
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", value):
        raise fault(
            node,
            f"{value!r} is geen naam; gebruik kleine letters, cijfers en streepjes, hoogstens 40",
            f"{value!r} is no name; use small letters, digits and hyphens, at most 40",
        )
    return value


def file_name(node: yaml.Node) -> str:
    """The name of a text as its file is called: small letters, digits and underscores (`last_rescue`)."""
    value = text(node)
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", value):
        raise fault(
            node,
            f"{value!r} is geen naam van een tekst; gebruik kleine letters, cijfers en lage streepjes, zoals last_rescue",
            f"{value!r} is no name of a text; use small letters, digits and underscores, such as last_rescue",
        )
    return value


def number(node: yaml.Node, *, low: int = 0, high: int = 999) -> int:
    """A whole number between two bounds."""
    value = getattr(node, "value", "")
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,6}", value) or not low <= int(value) <= high:
        raise fault(node, f"hier hoort een getal van {low} tot en met {high}", f"this is a whole number from {low} to {high}")
    return int(value)


def whole(low: int, high: int) -> Read:
    """Reads a whole number between these bounds."""
    return lambda node: number(node, low=low, high=high)


def yes_or_no(node: yaml.Node) -> bool:
    """``ja`` or ``nee``."""
    return one_of(Words("dit", "this"), {"ja": True, "nee": False})(node)


def one_of(what: Words, words: Mapping[str, T] | Collection[T]) -> Callable[[yaml.Node], T]:
    """Reads one of these words, as what it stands for."""
    known: Mapping[str, T] = words if isinstance(words, Mapping) else {str(word): word for word in words}

    def read(node: yaml.Node) -> T:
        value = getattr(node, "value", "?")
        if not isinstance(node, yaml.ScalarNode) or value not in known:
            raise unknown(node, what, value if isinstance(value, str) else "…", known)
        return known[value]

    return read


def several(read: Callable[[yaml.Node], T]) -> Callable[[yaml.Node], tuple[T, ...]]:
    """Reads a list that is not empty and names nothing twice: ``[one, other]``."""

    def read_all(node: yaml.Node) -> tuple[T, ...]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise fault(node, "hier hoort een lijst: [een, ander]", "this is a list: [one, other]")
        found, faults = [], []
        for one in node.value:
            try:
                value = read(one)
                if value in found:
                    raise fault(one, f"{one.value!r} staat hier twee keer", f"{one.value!r} stands here twice")
                found.append(value)
            except ProtocolError as error:
                faults += error.faults
        if faults:
            raise ProtocolError(faults)
        return tuple(found)

    return read_all


def set_of(read: Callable[[yaml.Node], T]) -> Callable[[yaml.Node], frozenset[T]]:
    """Reads a list of which the order says nothing."""
    all_of = several(read)
    return lambda node: frozenset(all_of(node))


def term(node: yaml.Node) -> Term:
    """``10 werkdagen``, ``14 dagen``, ``4 weken``, ``2 maanden``; a year at the most."""
    found = _TERM.fullmatch(str(getattr(node, "value", "")))
    if not found:
        raise fault(
            node,
            "hier hoort een termijn, zoals '10 werkdagen', '14 dagen', '4 weken' of '2 maanden'",
            "this is a term, such as '10 werkdagen', '14 dagen', '4 weken' or '2 maanden'",
        )
    unit = _ONE.get(found[2]) or Unit(found[2])
    if int(found[1]) > LONGEST_YEAR[unit]:
        raise fault(
            node, "een termijn is hoogstens een jaar; schrijf een kortere", "a term is a year at the most; write a shorter one"
        )
    return Term(int(found[1]), unit)


def range_(node: yaml.Node) -> Range:
    """``{from: 1, to: 2}``; either may be left out."""
    bound = whole(0, 999_999)
    values, nodes = record(node, "{from, to}", {"from": bound, "to": bound})
    if not values:
        raise fault(node, "schrijf {from: 1, to: 2}, of een van beide", "write {from: 1, to: 2}, or one of them")
    low, high = values.get("from"), values.get("to")
    if low is not None and high is not None and low > high:
        raise fault(
            nodes["from"],
            f"from ({low}) is meer dan to ({high}); draai ze om",
            f"from ({low}) is more than to ({high}); swap them",
        )
    return Range(low, high)


def clock(node: yaml.Node) -> time:
    """A time of day, between quotes: ``"09:00"``."""
    found = _CLOCK.fullmatch(str(getattr(node, "value", ""))) if node.tag == "tag:yaml.org,2002:str" else None
    if not found:
        raise fault(
            node, 'hier hoort een tijd tussen aanhalingstekens, zoals "09:00"', 'this is a time between quotes, such as "09:00"'
        )
    return time(int(found[1]), int(found[2]))
