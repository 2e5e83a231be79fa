"""Whether every name that a protocol uses is one that it has. Asked of the nodes, so that it is told beside other faults."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import yaml

from voordeur.stages.reach.rules.language.faults import Fault, at, nearest, quoted
from voordeur.stages.reach.rules.language.nodes import scalar
from voordeur.stages.reach.rules.language.protocol import START

# What the engine itself calls its steps.
RESERVED = frozenset(
    {
        "way_back", "register_check", "first_conversation", "follow_up", "come_back", "decide", "representative", "call_back",
        "ask_partner",
    }
)  # fmt: skip


def unknown_names(root: yaml.Node) -> list[Fault]:
    """Names that stand twice, and names that stand nowhere. What is not a name at all is told elsewhere."""
    steps, who = _blocks(root, "steps"), _blocks(root, "who")
    people = [scalar(node) for one in who if (node := value_of(one, "name"))]
    named = [scalar(node) for one in steps if (node := value_of(one, "step"))]
    found = [*_twice(who, "name", ()), *_twice(steps, "step", {START, *RESERVED})]
    for one in steps:
        found += _not_among(value_of(one, "by"), "by", people, "who")
    return [*found, *_order(steps, named), *_opt_out(root, named)]


def _twice(blocks: list[yaml.MappingNode], word: str, taken: Collection[str]) -> Iterator[Fault]:
    seen = set(taken)
    for block in blocks:
        node = value_of(block, word)
        if node is None or not scalar(node):
            continue
        if scalar(node) in seen:
            name = quoted(scalar(node))
            yield at(node, f"de naam {name} is al gebruikt; kies een andere", f"the name {name} is taken; choose another")
        seen.add(scalar(node))


def _order(steps: list[yaml.MappingNode], named: list[str]) -> Iterator[Fault]:
    earlier = [START]
    for step in steps:
        for word in ("after", "instead_of"):
            known = earlier if word == "after" else earlier[1:]
            for node in _each(value_of(step, word)):
                if scalar(node) in named and scalar(node) not in known:
                    yield at(
                        node,
                        f"{word}: {scalar(node)!r} staat er niet boven; zet die stap eerder, of noem een eerdere",
                        f"{word}: {scalar(node)!r} does not stand above; move that step up, or name an earlier one",
                    )
                else:
                    yield from _not_among(node, word, known, "steps")
        if (name := value_of(step, "step")) is not None:
            earlier.append(scalar(name))


def _opt_out(root: yaml.Node, named: list[str]) -> Iterator[Fault]:
    block = value_of(root, "opt_out")
    if isinstance(block, yaml.MappingNode):
        yield from _not_among(value_of(block, "step"), "step", named, "steps")


def _not_among(node: yaml.Node | None, word: str, known: list[str], where: str) -> Iterator[Fault]:
    if node is None or not scalar(node) or scalar(node) in known:
        return
    name, near = quoted(scalar(node)), nearest(scalar(node), known)
    listed = ", ".join(known)
    yield at(
        node,
        f"{word}: {name} staat niet bij {where}; schrijf " + (repr(near) if near else f"een van: {listed}"),
        f"{word}: {name} is not in {where}; write " + (repr(near) if near else f"one of: {listed}"),
    )


def _blocks(root: yaml.Node, word: str) -> list[yaml.MappingNode]:
    node = value_of(root, word)
    return [one for one in node.value if isinstance(one, yaml.MappingNode)] if isinstance(node, yaml.SequenceNode) else []


def _each(node: yaml.Node | None) -> list[yaml.Node]:
    if node is None:
        return []
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def value_of(node: yaml.Node, word: str) -> yaml.Node | None:
    """The value of a word within a block; None where the word is left out."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if scalar(key) == word), None)
