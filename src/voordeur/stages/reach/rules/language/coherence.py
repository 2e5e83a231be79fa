"""Whether the parts of a protocol fit together: names that exist, steps that can be reached, and a path that ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import yaml

from voordeur.stages.reach.rules.language.faults import Fault, fault
from voordeur.stages.reach.rules.language.protocol import START, Audience, Conditions, Protocol, Range, Step
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel

Nodes = Mapping[str, yaml.Node]
# What can come of a contact, by channel: a card answers a closed door, never a letter.
_AT_THE_DOOR = frozenset(AttemptResult) - {
    AttemptResult.SENT, AttemptResult.WRONG_NUMBER, AttemptResult.NO_ANSWER, AttemptResult.VOICEMAIL, AttemptResult.RETURNED,
    AttemptResult.DONE,
}  # fmt: skip
_ON_THE_PHONE = frozenset(
    {
        AttemptResult.TALKED, AttemptResult.NO_ANSWER, AttemptResult.VOICEMAIL, AttemptResult.WRONG_NUMBER, AttemptResult.REFUSED,
        AttemptResult.COME_BACK, AttemptResult.REPRESENTATIVE, AttemptResult.LANGUAGE, AttemptResult.ADULT_OPENED,
        AttemptResult.PARTNER_OPENED, AttemptResult.CHILD_OPENED,
    }
)  # fmt: skip
_BY_POST = frozenset({AttemptResult.SENT, AttemptResult.RETURNED})
_RESULTS: Mapping[Channel, frozenset[AttemptResult]] = {
    Channel.VISIT: _AT_THE_DOOR,
    Channel.APPOINTMENT: _AT_THE_DOOR,
    Channel.PHONE: _ON_THE_PHONE,
    Channel.DESK: frozenset({AttemptResult.DONE}),
}


def incoherences(protocol: Protocol, at: Nodes) -> list[Fault]:
    """Everything that does not fit together, each with its place."""
    return [found for check in _CHECKS for found in check(protocol, at)]


def _names(protocol: Protocol, at: Nodes) -> Iterator[Fault]:
    people = {one.name for one in protocol.who}
    listed = ", ".join(sorted(people))
    seen: set[str] = set()
    for step, node in _with_nodes(protocol, at):
        if step.name in seen or step.name in {START, *RESERVED}:
            yield from fault(
                node,
                f"de naam {step.name!r} is al gebruikt; geef de stap een eigen naam",
                f"the name {step.name!r} is taken; give the step its own",
            ).faults
        seen.add(step.name)
        if step.by and step.by not in people:
            yield from fault(
                _of(node, "by"),
                f"{step.by!r} staat niet bij who; schrijf een van: {listed}",
                f"{step.by!r} is not in who; write one of: {listed}",
            ).faults


def _order(protocol: Protocol, at: Nodes) -> Iterator[Fault]:
    seen = [START]
    for step, node in _with_nodes(protocol, at):
        for word, named in (("after", step.after), ("instead_of", (step.instead_of,) if step.instead_of else ())):
            for one in named:
                if one not in seen:
                    yield from fault(
                        _of(node, word),
                        f"{word}: {one!r} is geen eerdere stap; schrijf een van: {', '.join(seen)}",
                        f"{word}: {one!r} is no earlier step; write one of: {', '.join(seen)}",
                    ).faults
        seen.append(step.name)


def _replies(protocol: Protocol, at: Nodes) -> Iterator[Fault]:
    """A reply answers results that its step can have."""
    for step, node in _with_nodes(protocol, at):
        asked = protocol.step(step.after[0]) if step.is_reply and step.after else None
        if asked is None:
            continue
        can = _RESULTS.get(asked.channel, _BY_POST)
        for result in sorted(step.after_results - can):
            yield from fault(
                _of(node, "after_results"),
                f"{result} kan nooit de uitkomst van {asked.name} zijn ({asked.channel}); schrijf een van: {', '.join(sorted(can))}",
                f"{result} can never come of {asked.name} ({asked.channel}); write one of: {', '.join(sorted(can))}",
            ).faults


def _reachable(protocol: Protocol, at: Nodes) -> Iterator[Fault]:
    """A step whose conditions can never hold is never reached."""
    for step, node in _with_nodes(protocol, at):
        if step.audience == Audience.OTHERS and protocol.audience.is_empty:
            yield from fault(
                _of(node, "for"),
                "deze werkwijze is voor iedereen: er zijn geen anderen; laat for weg",
                "this method is for everyone: there are no others; leave for out",
            ).faults
        if step.audience == Audience.THESE and (word := _beyond(step.conditions, protocol.audience)):
            yield from fault(
                _of(node, "if"),
                f"deze stap komt nooit aan bod: zijn {word} vallen buiten for van de werkwijze",
                f"this step is never reached: its {word} lie outside the method's for",
            ).faults
        if word := _contradiction(step):
            yield from fault(
                _of(node, "unless"),
                f"deze stap komt nooit aan bod: if en unless vragen bij {word} hetzelfde",
                f"this step is never reached: if and unless ask the same of {word}",
            ).faults


def _beyond(inner: Conditions, outer: Conditions) -> str:
    """The first of kinds, districts, types, lanes, amount or months of which nothing inside lies within the outer."""
    for word in ("kinds", "districts", "signal_types", "lanes", "stages"):
        mine, whole = getattr(inner, word), getattr(outer, word)
        if mine and whole and not mine & whole:
            return word
    for word in ("months", "amount"):
        mine, whole = getattr(inner, word), getattr(outer, word)
        if mine is not None and whole is not None and not _overlap(mine, whole):
            return word
    return ""


def _overlap(one: Range, other: Range) -> bool:
    low = max(one.low or 0, other.low or 0)
    high = min(end for end in (one.high, other.high, float("inf")) if end is not None)
    return low <= high


def _contradiction(step: Step) -> str:
    for word, value in vars(step.conditions).items():
        if value not in (None, frozenset()) and getattr(step.unless, word) == value:
            return word
    return ""


def _opt_out(protocol: Protocol, at: Nodes) -> Iterator[Fault]:
    told = protocol.opt_out
    if told is not None and protocol.step(told.step) is None:
        yield from fault(
            _of(at["opt_out"], "step"),
            f"{told.step!r} is geen stap; noem de stap die het bezoek aankondigt",
            f"{told.step!r} is no step; name the step that announces the visit",
        ).faults


def _endings(protocol: Protocol, at: Nodes) -> Iterator[Fault]:
    """The creditor's own step must not be the only thing on which everything waits: it may never be reported."""
    beside = [step for step in protocol.steps if not _waits_for_partner(protocol, step)]
    for step, node in _with_nodes(protocol, at):
        if protocol.is_partners(step) and not beside:
            yield from fault(
                node,
                f"alles wacht op {step.name}, die de partner zelf doet: zonder bericht eindigt de werkwijze nooit; zet er een stap naast met 'after: start'",
                f"everything waits for {step.name}, which the partner does itself: without its report the method never ends; put a step beside it with 'after: start'",
            ).faults


def _waits_for_partner(protocol: Protocol, step: Step) -> bool:
    if protocol.is_partners(step):
        return True
    before = [protocol.step(one) for one in (*step.after, step.instead_of) if one and one != START]
    return any(one is not None and _waits_for_partner(protocol, one) for one in before)


def _with_nodes(protocol: Protocol, at: Nodes) -> Iterator[tuple[Step, yaml.Node]]:
    return zip(protocol.steps, at["steps"].value, strict=True)


def _of(node: yaml.Node, word: str) -> yaml.Node:
    """The value of a word within a block, or the block where the word is left out."""
    return next((value for key, value in node.value if key.value == word), node)


# What the engine itself calls its steps.
RESERVED = frozenset(
    {
        "way_back",
        "register_check",
        "first_conversation",
        "follow_up",
        "come_back",
        "decide",
        "representative",
        "call_back",
        "ask_partner",
    }
)
_CHECKS: tuple[Callable[[Protocol, Nodes], Iterator[Fault]], ...] = (_names, _order, _replies, _reachable, _opt_out, _endings)
