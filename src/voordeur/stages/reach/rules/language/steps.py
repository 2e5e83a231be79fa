"""Reading the steps of a protocol, each by itself; how they hang together is `names` and `coherence`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from voordeur.stages.reach.rules.language import nodes
from voordeur.stages.reach.rules.language.conditions import conditions, stage
from voordeur.stages.reach.rules.language.faults import Fault, ProtocolError, at, fault
from voordeur.stages.reach.rules.language.protocol import START, Audience, Step
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import LIVE, AttemptResult, Channel, DayPart

Values = dict[str, Any]
Nodes = dict[str, yaml.Node]
Check = Callable[[Values, Nodes], Iterator[Fault]]
MOST_TRIES = 12
MOST_STEPS = 60
# Sent, these carry the whole offer; a card or a short message only points to it, unless the text says `offers: ja`.
_OFFERS = frozenset({Channel.LETTER, Channel.MAIL})
_LIST = Words("steps is een lijst; begin elke stap met '- step: naam'", "steps is a list; begin each step with '- step: name'")
_AFTER = nodes.several(nodes.name)
_READ: dict[str, nodes.Read] = {
    "step": nodes.name,
    "title": nodes.text,
    "channel": nodes.one_of(Words("een kanaal", "a channel"), set(Channel) - {Channel.UNKNOWN, Channel.OTHER}),
    "by": nodes.name,
    "text": nodes.name_of_text,
    "for": nodes.one_of(Words("voor wie", "for whom"), Audience),
    "after": lambda node: _AFTER(node) if isinstance(node, yaml.SequenceNode) else (nodes.name(node),),
    "after_stage": stage,
    "after_results": nodes.set_of(nodes.one_of(Words("een uitkomst", "a result"), AttemptResult)),
    "instead_of": nodes.name,
    "wait": nodes.term,
    "tries": nodes.whole(1, MOST_TRIES),
    "spacing": nodes.some_time,
    "day_parts": nodes.several(nodes.one_of(Words("een dagdeel", "a part of the day"), DayPart)),
    "if": conditions("if"),
    "unless": conditions("unless"),
    "refer_to": nodes.name,
    "agreement": nodes.yes_or_no,
    "reason": nodes.text,
    "offers": nodes.yes_or_no,
}
_AS = {"step": "name", "for": "audience", "if": "conditions"}


def read_steps(node: yaml.Node) -> tuple[Step, ...]:
    """All steps; each follows the one before it unless it says otherwise. Raises ProtocolError."""
    if isinstance(node, yaml.SequenceNode) and len(node.value) > MOST_STEPS:
        raise fault(node, f"een werkwijze heeft hoogstens {MOST_STEPS} stappen", f"a protocol has {MOST_STEPS} steps at the most")
    before = START

    def one(each: yaml.Node) -> Step:
        nonlocal before
        step = read_step(each, before)
        # A card after a closed door, or a step beside the path, is not what the next one waits for.
        beside = step.is_reply or step.is_referral or step.after_stage or step.instead_of
        before = before if beside else step.name
        return step

    return nodes.entries(node, _LIST, one)


def read_step(node: yaml.Node, before: str) -> Step:
    """One step; without ``after`` it follows the step `before` it. Raises ProtocolError."""
    values, places = nodes.record(node, "step", _READ, needed=("step", "channel"))
    if faults := [found for check in (_tries, _day_parts, _referral, _starts) for found in check(values, places)]:
        raise ProtocolError(faults)
    given: dict[str, Any] = {_AS.get(key, key): value for key, value in values.items()}
    given.setdefault("offers", values["channel"] in _OFFERS and not values.get("refer_to"))
    given.setdefault("after", () if {"after_stage", "instead_of"} & set(values) else (before,))
    return Step(**given, line=node.start_mark.line + 1)


def _tries(values: Values, places: Nodes) -> Iterator[Fault]:
    tries = values.get("tries", 1)
    if tries > 1 and "spacing" not in values:
        yield at(
            places["tries"],
            "meer pogingen vragen om spacing: hoe ver ze uit elkaar liggen",
            "more tries want spacing: how far apart they are",
        )
    if "spacing" in values and tries == 1:
        yield at(
            places["spacing"],
            "spacing hoort bij meer dan één poging; voeg tries toe",
            "spacing belongs to more than one try; add tries",
        )
    if "tries" in values and "after_results" in values:
        yield at(
            places["tries"],
            "een stap na een uitkomst gebeurt één keer voor elke uitkomst; laat tries weg",
            "a step after a result is done once for each; leave tries out",
        )


def _day_parts(values: Values, places: Nodes) -> Iterator[Fault]:
    if "day_parts" in values and values["channel"] not in LIVE:
        yield at(
            places["day_parts"],
            "alleen bellen en bezoeken hebben een dagdeel; laat het weg",
            "only calls and visits have a part of the day; leave it out",
        )


def _referral(values: Values, places: Nodes) -> Iterator[Fault]:
    for word in ("agreement", "reason"):
        if word in values and "refer_to" not in values:
            yield at(places[word], f"{word} hoort bij refer_to; laat het weg", f"{word} belongs to refer_to; leave it out")


def _starts(values: Values, places: Nodes) -> Iterator[Fault]:
    results = places.get("after_results")
    if results is not None and "after" not in values:
        yield at(results, "after_results vraagt om after: van welke stap?", "after_results wants after: of which step?")
    elif results is not None and (len(values["after"]) > 1 or START in values["after"]):
        yield at(
            places["after"],
            "after_results hoort bij één stap; noem alleen die bij after",
            "after_results belongs to one step; name only that one in after",
        )
    for word in ("after", "after_stage"):
        if "instead_of" in values and word in values:
            yield at(
                places[word], f"instead_of zegt al wanneer; laat {word} weg", f"instead_of says when already; leave {word} out"
            )
    if "after" in values and START in values["after"] and len(values["after"]) > 1:
        yield at(
            places["after"],
            "start is het begin en gaat aan elke stap vooraf; laat het weg naast andere stappen",
            "start is the beginning, before every step; leave it out beside other steps",
        )
