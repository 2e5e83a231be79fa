"""A contact protocol as data: which step follows which, read strictly from YAML text.

A protocol is a ladder. The first step that is not finished is the next one; a step whose channel is closed is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart

START = "start"


class ProtocolError(ValueError):
    """The text is no protocol; the message names the line and says what to write."""


@dataclass(frozen=True)
class Step:
    """One step of the ladder.

    `after`/`working_days`: due so many working days after the last attempt of that step ("start": after the case's first open
    signal). `tries`, `days_between` (working days): how often, how far apart. `only_after`: results of `after` that call for
    this step (a card after a closed door); empty: always. `needs`: what must be known ("phone", "email").
    """

    name: str
    channel: Channel
    after: str = START
    working_days: int = 0
    tries: int = 1
    days_between: int = 0
    day_parts: tuple[DayPart, ...] = ()
    only_after: frozenset[AttemptResult] = frozenset()
    needs: str = ""

    @property
    def is_reply(self) -> bool:
        """Whether this step answers a result of another step, rather than standing on the ladder."""
        return bool(self.only_after)


@dataclass(frozen=True)
class Protocol:
    """One version of a working method; the words of its letters and cards stand in `programmes/texts`.

    `follow_up_days`: working days after the last step, or after a talk without an answer to the offer, until somebody looks.
    """

    name: str
    version: int
    title: str
    steps: tuple[Step, ...]
    follow_up_days: int

    @property
    def key(self) -> str:
        """How a case refers to it: ``coevorden-visit@1``."""
        return f"{self.name}@{self.version}"

    def step(self, name: str) -> Step | None:
        """The step of that name."""
        return next((step for step in self.steps if step.name == name), None)


def read_protocols(text: str) -> tuple[Protocol, ...]:
    """The protocols in a YAML text (a list under ``protocols``). Raises ProtocolError naming the line and what to write."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ProtocolError(f"line {line}: this is not YAML: {error.problem}") from error
    top = _mapping(root, "the file", {"protocols"}, {"protocols"})
    return tuple(_protocol(node) for node in _sequence(top["protocols"], "protocols"))


def _protocol(node: yaml.Node) -> Protocol:
    needed = {"name", "version", "title", "steps", "follow_up_days"}
    given = _mapping(node, "a protocol", needed, needed | {"about"})
    steps = tuple(_step(one) for one in _sequence(given["steps"], "steps"))
    _check_order(given["steps"], steps)
    return Protocol(
        name=_text(given["name"], "name"),
        version=_number(given["version"], "version"),
        title=_text(given["title"], "title"),
        steps=steps,
        follow_up_days=_number(given["follow_up_days"], "follow_up_days"),
    )


def _step(node: yaml.Node) -> Step:
    optional = {"after", "working_days", "tries", "days_between", "day_parts", "only_after", "needs"}
    given = _mapping(node, "a step", {"step", "channel"}, {"step", "channel"} | optional)
    plain: dict[str, Any] = {key: _number(given[key], key) for key in ("working_days", "tries", "days_between") if key in given}
    if "after" in given:
        plain["after"] = _text(given["after"], "after")
    if "needs" in given:
        plain["needs"] = _one_of(given["needs"], "needs", ("phone", "email"))
    if "day_parts" in given:
        parts = _sequence(given["day_parts"], "day_parts")
        plain["day_parts"] = tuple(DayPart(_one_of(one, "day_parts", tuple(DayPart))) for one in parts)
    if "only_after" in given:
        results = _sequence(given["only_after"], "only_after")
        plain["only_after"] = frozenset(AttemptResult(_one_of(one, "only_after", tuple(AttemptResult))) for one in results)
    if plain.get("tries", 1) < 1:
        raise _wrong(given["tries"], "tries must be 1 or more")
    channel = Channel(_one_of(given["channel"], "channel", tuple(Channel)))
    return Step(name=_text(given["step"], "step"), channel=channel, **plain)


def _check_order(node: yaml.Node, steps: tuple[Step, ...]) -> None:
    seen = [START]
    for step, one in zip(steps, node.value, strict=True):
        if step.after not in seen:
            raise _wrong(one, f"step {step.name!r} comes after {step.after!r}; write one of: {', '.join(seen)}")
        if step.name in seen:
            raise _wrong(one, f"there are two steps {step.name!r}; give each a name of its own")
        seen.append(step.name)


def _wrong(node: yaml.Node, what: str) -> ProtocolError:
    return ProtocolError(f"line {node.start_mark.line + 1}: {what}")


def _mapping(node: yaml.Node | None, what: str, needed: set[str], allowed: set[str]) -> Mapping[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise ProtocolError(f"line {node.start_mark.line + 1 if node else 1}: {what} is a list of 'word: value' lines")
    given: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.value not in allowed:
            raise _wrong(key, f"{key.value!r} is not a word of {what}; write one of: {', '.join(sorted(allowed))}")
        if key.value in given:
            raise _wrong(key, f"{key.value!r} stands here twice; leave one")
        given[key.value] = value
    if missing := needed - given.keys():
        raise _wrong(node, f"{what} lacks {', '.join(sorted(missing))}; add it")
    return given


def _sequence(node: yaml.Node, what: str) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise _wrong(node, f"{what} is a list; begin each line with '- '")
    return list(node.value)


def _text(node: yaml.Node, what: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:str" or not node.value.strip():
        raise _wrong(node, f"{what} is a text; put it between quotes")
    return str(node.value)


def _number(node: yaml.Node, what: str) -> int:
    if not isinstance(node, yaml.ScalarNode) or not node.value.isascii() or not node.value.isdigit():
        raise _wrong(node, f"{what} is a whole number, 0 or more")
    return int(node.value)


def _one_of(node: yaml.Node, what: str, words: tuple[str, ...]) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.value not in words:
        raise _wrong(node, f"{what} cannot be {node.value!r}; write one of: {', '.join(words)}")
    return str(node.value)
