"""Reading a protocol's text strictly: an unknown word, an impossible term, a step that leads nowhere is an error with its place.

All faults are told together; only how the steps hang together waits until every step by itself is in order.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import yaml

from voordeur.stages.reach.rules.language import nodes
from voordeur.stages.reach.rules.language.coherence import incoherences
from voordeur.stages.reach.rules.language.composing import compose
from voordeur.stages.reach.rules.language.conditions import conditions
from voordeur.stages.reach.rules.language.faults import ProtocolError, fault
from voordeur.stages.reach.rules.language.names import unknown_names
from voordeur.stages.reach.rules.language.protocol import Contact, Conversation, End, Noes, OptOut, Protocol, Step, Who
from voordeur.stages.reach.rules.language.steps import read_steps
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import SIGNAL_TYPES, Channel, CollectionStage

_CHANNELS = nodes.set_of(nodes.one_of(Words("een kanaal", "a channel"), Channel))
_WAYS = nodes.several(
    nodes.one_of(Words("een manier om nee te zeggen", "a way to say no"), ("phone", "email", "code", "partner", "letter"))
)
_THREATENING = nodes.set_of(nodes.one_of(Words("wat bedreigend is", "what is threatening"), (*SIGNAL_TYPES, *CollectionStage)))
_WHOLE = Words("de werkwijze", "the protocol")
_PEOPLE = Words("who is een lijst; begin elke regel met '- name: naam'", "who is a list; begin each entry with '- name: name'")


def read_protocol(text: str) -> Protocol:
    """The protocol in a YAML text. Raises ProtocolError with every fault, its place and what to write instead."""
    root = compose(text)
    faults = unknown_names(root)
    try:
        values, places = nodes.record(root, _WHOLE, _READ, needed=("protocol", "version", "title", "who", "steps"))
    except ProtocolError as error:
        raise ProtocolError([*faults, *error.faults]) from error
    if faults:
        raise ProtocolError(faults)
    given: dict[str, Any] = {_AS.get(key, key): value for key, value in values.items()}
    given["steps"] = _each_by_somebody(given["steps"], given["who"])
    protocol = Protocol(**given, lines={key: node.start_mark.line + 1 for key, node in places.items()})
    if found := incoherences(protocol, places):
        raise ProtocolError(found)
    return protocol


def _each_by_somebody(steps: tuple[Step, ...], who: tuple[Who, ...]) -> tuple[Step, ...]:
    """A step that names nobody is for the first of the town's own people."""
    own = next((one.name for one in who if not one.partner), "")
    return tuple(step if step.by else replace(step, by=own) for step in steps)


def _who(node: yaml.Node) -> tuple[Who, ...]:
    return nodes.entries(node, _PEOPLE, lambda one: Who(**nodes.record(one, "who", _WHO, needed=("name", "title"))[0]))


def _contact(node: yaml.Node) -> Contact:
    values, at = nodes.record(node, "contact", _CONTACT)
    made = Contact(**{{"from": "earliest", "until": "latest"}.get(key, key): value for key, value in values.items()})
    if made.earliest >= made.latest:
        place = at.get("until") or at["from"]
        raise fault(place, "until ligt niet na from; draai ze om", "until is not after from; swap them")
    return made


def _conversation(node: yaml.Node) -> Conversation:
    read = {"within": nodes.term, "threatening_within": nodes.term, "threatening": _THREATENING}
    return Conversation(**nodes.record(node, "conversation", read)[0])


def _noes(node: yaml.Node) -> Noes:
    ways: dict[str, Channel | None] = {str(channel): channel for channel in Channel}
    way_back = nodes.meaning_of(Words("de weg terug", "the way back"), {**ways, "geen": None})
    return Noes(**nodes.record(node, "noes", {"visits": _CHANNELS, "help": _CHANNELS, "way_back": way_back})[0])


def _opt_out(node: yaml.Node) -> OptOut:
    read = {"step": nodes.name, "within": nodes.some_time, "by": _WAYS}
    return OptOut(**nodes.record(node, "opt_out", read, needed=("step", "within", "by"))[0])


_CONTACT: dict[str, nodes.Read] = {
    "per_week": nodes.whole(1, 50), "from": nodes.clock, "until": nodes.clock, "sundays": nodes.yes_or_no,
}  # fmt: skip
_WHO: dict[str, nodes.Read] = {
    "name": nodes.name, "title": nodes.text, "partner": nodes.yes_or_no, "made_of": nodes.several(nodes.text),
}  # fmt: skip
_READ: dict[str, nodes.Read] = {
    "protocol": nodes.name,
    "version": nodes.whole(1, 999),
    "title": nodes.text,
    "about": nodes.text,
    "for": conditions("for"),
    "who": _who,
    "contact": _contact,
    "conversation": _conversation,
    "noes": _noes,
    "opt_out": _opt_out,
    "ends": nodes.set_of(nodes.one_of(Words("een einde", "an end"), End)),
    "follow_up": nodes.term,
    "visits_per_month": nodes.whole(1, 100_000),
    "partner_attempts": nodes.whole(1, 20),
    "register_checked": nodes.yes_or_no,
    "steps": read_steps,
}
_AS = {"protocol": "name", "for": "audience", "register_checked": "signals_checked"}
