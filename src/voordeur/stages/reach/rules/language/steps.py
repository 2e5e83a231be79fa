"""Reading the steps of a protocol, each by itself; how they hang together is `coherence`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from voordeur.stages.reach.rules.language import nodes
from voordeur.stages.reach.rules.language.conditions import conditions, stage
from voordeur.stages.reach.rules.language.faults import Fault, ProtocolError, fault
from voordeur.stages.reach.rules.language.protocol import START, Audience, Step
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import LIVE, AttemptResult, Channel, DayPart

Values = dict[str, Any]
Nodes = dict[str, yaml.Node]
Check = Callable[[Values, Nodes], None]
MOST_TRIES = 12
# Sent, these carry the whole offer; a card or a short message only points to it, unless the text says `offers: ja`.
_OFFERS = frozenset({Channel.LETTER, Channel.MAIL})
_AFTER = nodes.several(nodes.name)
_READ: dict[str, nodes.Read] = {
    "step": nodes.name,
    "title": nodes.text,
    "channel": nodes.one_of(Words("een kanaal", "a channel"), set(Channel) - {Channel.UNKNOWN, Channel.OTHER}),
    "by": nodes.name,
    "text": nodes.file_name,
    "for": nodes.one_of(Words("voor wie", "for whom"), Audience),
    "after": lambda node: _AFTER(node) if isinstance(node, yaml.SequenceNode) else (nodes.name(node),),
    "after_stage": stage,
    "after_results": nodes.set_of(nodes.one_of(Words("een uitkomst", "a result"), AttemptResult)),
    "instead_of": nodes.name,
    "wait": nodes.term,
    "tries": nodes.whole(1, MOST_TRIES),
    "spacing": nodes.term,
    "day_parts": nodes.several(nodes.one_of(Words("een dagdeel", "a part of the day"), DayPart)),
    "if": conditions,
    "unless": conditions,
    "refer_to": nodes.name,
    "agreement": nodes.yes_or_no,
    "reason": nodes.text,
    "offers": nodes.yes_or_no,
}
_AS = {"step": "name", "for": "audience", "if": "conditions"}


def read_step(node: yaml.Node, before: str) -> Step:
    """One step; without ``after`` it follows the step `before` it ("" for the first). Raises ProtocolError."""
    values, at = nodes.record(node, "step", _READ, needed=("step", "channel"))
    faults = [found for check in (_tries, _day_parts, _referral, _starts) for found in _faults(check, values, at)]
    if faults:
        raise ProtocolError(faults)
    given: dict[str, Any] = {_AS.get(key, key): value for key, value in values.items()}
    given.setdefault("offers", values["channel"] in _OFFERS and not values.get("refer_to"))
    given.setdefault("after", () if "after_stage" in values else (before or START,))
    return Step(**given, line=node.start_mark.line + 1)


def _faults(check: Check, values: Values, at: Nodes) -> list[Fault]:
    try:
        check(values, at)
    except ProtocolError as error:
        return list(error.faults)
    return []


def _tries(values: Values, at: Nodes) -> None:
    if values.get("tries", 1) > 1 and not values.get("spacing"):
        raise fault(
            at["tries"],
            "meer pogingen vragen om spacing: hoe ver ze uit elkaar liggen",
            "more tries want spacing: how far apart they are",
        )
    if "spacing" in values and values.get("tries", 1) == 1:
        raise fault(
            at["spacing"],
            "spacing hoort bij meer dan één poging; voeg tries toe",
            "spacing belongs to more than one try; add tries",
        )
    if values.get("spacing") and values["spacing"].count == 0:
        raise fault(at["spacing"], "twee pogingen liggen minstens een dag uit elkaar", "two tries are at least a day apart")


def _day_parts(values: Values, at: Nodes) -> None:
    if "day_parts" in values and values["channel"] not in LIVE:
        raise fault(
            at["day_parts"],
            "alleen bellen en bezoeken hebben een dagdeel; laat het weg",
            "only calls and visits have a part of the day; leave it out",
        )


def _referral(values: Values, at: Nodes) -> None:
    for word in ("agreement", "reason"):
        if word in values and "refer_to" not in values:
            raise fault(at[word], f"{word} hoort bij refer_to; laat het weg", f"{word} belongs to refer_to; leave it out")


def _starts(values: Values, at: Nodes) -> None:
    if "after_results" in values and "after" not in values:
        raise fault(
            at["after_results"], "after_results vraagt om after: van welke stap?", "after_results wants after: of which step?"
        )
    if "instead_of" in values and ("after" in values or "after_stage" in values):
        word = "after" if "after" in values else "after_stage"
        raise fault(at[word], f"instead_of zegt al wanneer; laat {word} weg", f"instead_of says when already; leave {word} out")
