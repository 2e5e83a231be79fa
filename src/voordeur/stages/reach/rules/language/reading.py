"""Reading a protocol's text strictly: an unknown word, an impossible term or a step that leads nowhere is an error with its place."""

from __future__ import annotations

from typing import Any

import yaml

from voordeur.stages.reach.rules.language import nodes
from voordeur.stages.reach.rules.language.coherence import incoherences
from voordeur.stages.reach.rules.language.conditions import conditions
from voordeur.stages.reach.rules.language.faults import Fault, ProtocolError, fault
from voordeur.stages.reach.rules.language.protocol import Contact, Conversation, End, Noes, OptOut, Protocol, Step, Who
from voordeur.stages.reach.rules.language.steps import read_step
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import SIGNAL_TYPES, Channel, CollectionStage

_CHANNELS = nodes.set_of(nodes.one_of(Words("een kanaal", "a channel"), Channel))
_WAYS = nodes.several(
    nodes.one_of(Words("een manier om nee te zeggen", "a way to say no"), ("phone", "email", "code", "partner", "letter"))
)
_THREATENING = nodes.set_of(nodes.one_of(Words("wat bedreigend is", "what is threatening"), (*SIGNAL_TYPES, *CollectionStage)))


def read_protocol(text: str) -> Protocol:
    """The protocol in a YAML text. Raises ProtocolError with every fault, its place and what to write instead."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise ProtocolError([_no_yaml(error)]) from error
    except yaml.YAMLError as error:
        raise ProtocolError(
            [Fault(1, 1, Words(f"dit is geen leesbare tekst: {error}", f"this text cannot be read: {error}"))]
        ) from error
    if root is None:
        raise ProtocolError(
            [Fault(1, 1, Words("de tekst is leeg; begin met 'protocol: naam'", "the text is empty; begin with 'protocol: name'"))]
        )
    values, at = nodes.record(root, "de werkwijze", _READ, needed=("protocol", "version", "title", "who", "steps"))
    given: dict[str, Any] = {_AS.get(key, key): value for key, value in values.items()}
    protocol = Protocol(**given, lines={key: node.start_mark.line + 1 for key, node in at.items()})
    if found := incoherences(protocol, at):
        raise ProtocolError(found)
    return protocol


def _no_yaml(error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Fault(
        line,
        column,
        Words(
            f"hier klopt het inspringen, een dubbele punt of een aanhalingsteken niet ({error.problem})",
            f"indentation, a colon or a quote is not right here ({error.problem})",
        ),
    )


def _steps(node: yaml.Node) -> tuple[Step, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise fault(
            node, "steps is een lijst; begin elke stap met '- step: naam'", "steps is a list; begin each step with '- step: name'"
        )
    found: list[Step] = []
    faults: list[Fault] = []
    before = ""
    for one in node.value:
        try:
            step = read_step(one, before)
            found.append(step)
            # A card after a closed door, or a step beside the path, is not what the next one waits for.
            before = before if step.is_reply or step.after_stage or step.instead_of else step.name
        except ProtocolError as error:
            faults += error.faults
    if faults:
        raise ProtocolError(faults)
    return tuple(found)


def _who(node: yaml.Node) -> tuple[Who, ...]:
    def one(each: yaml.Node) -> Who:
        values, _ = nodes.record(each, "who", _WHO, needed=("name", "title"))
        return Who(**values)

    return _all(node, one)


def _all(node: yaml.Node, read: Any) -> tuple[Any, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise fault(
            node, "who is een lijst; begin elke regel met '- name: naam'", "who is a list; begin each entry with '- name: name'"
        )
    return tuple(read(one) for one in node.value)


def _contact(node: yaml.Node) -> Contact:
    values, at = nodes.record(
        node, "contact", {"per_week": nodes.whole(1, 50), "from": nodes.clock, "until": nodes.clock, "sundays": nodes.yes_or_no}
    )
    made = Contact(**{{"from": "earliest", "until": "latest"}.get(key, key): value for key, value in values.items()})
    if made.earliest >= made.latest:
        place = at.get("until", node)
        raise fault(place, "until ligt niet na from; draai ze om", "until is not after from; swap them")
    return made


def _conversation(node: yaml.Node) -> Conversation:
    read = {"within": nodes.term, "threatening_within": nodes.term, "threatening": _THREATENING}
    return Conversation(**nodes.record(node, "conversation", read)[0])


def _noes(node: yaml.Node) -> Noes:
    ways: dict[str, Channel | None] = {str(channel): channel for channel in Channel}
    way_back = nodes.one_of(Words("de weg terug", "the way back"), {**ways, "geen": None})
    return Noes(**nodes.record(node, "noes", {"visits": _CHANNELS, "help": _CHANNELS, "way_back": way_back})[0])


def _opt_out(node: yaml.Node) -> OptOut:
    read = {"step": nodes.name, "within": nodes.term, "by": _WAYS}
    return OptOut(**nodes.record(node, "opt_out", read, needed=("step", "within", "by"))[0])


_WHO: dict[str, nodes.Read] = {
    "name": nodes.name, "title": nodes.text, "partner": nodes.yes_or_no, "made_of": nodes.several(nodes.text),
}  # fmt: skip
_READ: dict[str, nodes.Read] = {
    "protocol": nodes.name,
    "version": nodes.whole(1, 999),
    "title": nodes.text,
    "about": nodes.text,
    "for": conditions,
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
    "steps": _steps,
}
_AS = {"protocol": "name", "for": "audience", "register_checked": "signals_checked"}
